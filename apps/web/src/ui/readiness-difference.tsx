import type { ChangedRequirementView, ReadinessPreviewView } from '@lull/contracts';
import { requirementWords, voidCauseWords } from '@lull/contracts/plain';
import { FactList } from './fact-list.js';

/** What must be done anew, or no more, once a session is changed; nothing where nothing changes. */
export function ReadinessDifference({ preview }: { readonly preview: ReadinessPreviewView }) {
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
