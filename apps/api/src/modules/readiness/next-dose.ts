import { Temporal, type AfterCareFacts } from '@lull/domain';
import type { JudgedSession } from './requirements.service.js';

/**
 * What the prescriber had recorded for the next dose of the anticoagulant; null: nothing, or for another drug or day than
 * the decision now stands for. Only the recorded word: the usual intervals of the catalogue are not for patients (H7).
 */
export function nextDoseOf(judged: JudgedSession | undefined): AfterCareFacts['nextDose'] {
  const kind = 'anticoagulant-decision';
  const standing = judged?.readiness.requirements.find(
    ({ requirement }) => requirement.kind === kind,
  )?.standing;
  const decision = judged?.row.evidence.findLast((each) => each.kind === kind);
  if (standing !== 'met' || decision === undefined) return null;
  const { prescriber, restartAt } = decision.particulars;
  if (typeof prescriber !== 'string' || typeof restartAt !== 'string') return null;
  return { prescriber, at: Temporal.Instant.from(restartAt).epochMilliseconds };
}
