import { isProblem, sentenceOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

/** What was refused after all: every reason, with what was typed still there. */
export function RefusedReasons({ error }: { readonly error: Error }) {
  if (!isProblem(error)) return <ProblemNotice sentence={sentenceOf(error)} />;
  return error.errors.length === 0 ? (
    <ProblemNotice sentence={error.message} code={error.code} />
  ) : (
    <>
      {error.errors.map(({ code, detail }) => (
        <ProblemNotice key={`${code} ${detail}`} sentence={detail} code={code} />
      ))}
    </>
  );
}
