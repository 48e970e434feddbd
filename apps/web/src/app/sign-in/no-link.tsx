import { problemTexts } from '@lull/contracts/plain';
import { ProblemNotice } from '../../ui/problem-notice.js';

/** The address holds no whole link. */
export function NoLink() {
  return (
    <ProblemNotice
      sentence={`${problemTexts['member-link-not-accepted'].detail({})} Open it whole, as it was sent.`}
    />
  );
}
