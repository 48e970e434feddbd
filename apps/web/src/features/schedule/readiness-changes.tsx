import type { ChangedRequirementView, PreviewReadinessRequest } from '@lull/contracts';
import { requirementWords, voidCauseWords } from '@lull/contracts/plain';
import { useQuery } from '@tanstack/react-query';
import { readinessPreviewQuery } from '../../api/readiness.js';
import { FactList } from '../../ui/fact-list.js';

interface ReadinessChangesProps {
  readonly sessionId: string;
  readonly request: PreviewReadinessRequest;
}

/** What must be done anew, or no more, if the session is changed so; nothing while that is not known. */
export function ReadinessChanges({ sessionId, request }: ReadinessChangesProps) {
  const { data: preview } = useQuery(readinessPreviewQuery(sessionId, request));
  if (preview === undefined) return null;
  const named = (of: readonly ChangedRequirementView[]): string =>
    of
      .map(({ kind, due, voidedBy }) => {
        const why = voidedBy.map((each) => voidCauseWords[each]).join(', ');
        return `${requirementWords[kind]}${why === '' ? '' : ` (${why})`}, by ${due.text}`;
      })
      .join('; ');
  const facts = [
    { term: 'Asked for now', of: preview.added },
    { term: 'To do again', of: preview.reopened },
    { term: 'Due at another time', of: preview.rescheduled },
  ]
    .filter(({ of }) => of.length > 0)
    .map(({ term, of }) => ({ term, fact: named(of) }));
  const withdrawn = preview.withdrawn.map(({ kind }) => requirementWords[kind]).join(', ');
  if (withdrawn !== '') facts.push({ term: 'No longer asked for', fact: withdrawn });
  return facts.length === 0 ? null : <FactList title="Readiness" facts={facts} />;
}
