import { vitalSignsPolicy } from '../outcomes/vital-signs.js';
import type { Evidence, EvidenceOutcome } from './requirement.js';

/** What a finding says of a requirement, without anybody being asked a second time. */
export interface SaidByFinding<Particulars = object> {
  readonly outcome: EvidenceOutcome;
  /** In the words that stand in the history of the requirement; null where the particulars say it. */
  readonly reason: string | null;
  readonly particulars: Particulars;
}

/** How evidence from a temperature begins, so that its source is told and known again. */
const fromVitals = 'Vital signs:';

/** The evidence so far, the latest last, with its words. */
type Known = Pick<Evidence, 'outcome'> & { readonly reason: string | null };

/**
 * READY-49: a temperature from the limit of fever on says that the patient is not free of infection, whatever was
 * answered before; one below it says nothing, because an infection needs no fever. When a reading with fever is
 * corrected to one without, nothing is settled: the question is asked anew, unless somebody has answered since.
 * Units: degrees Celsius. Source: clinical.md 3.6 (infection or fever postpones).
 */
export function infectionByTemperature(
  celsius: number | null,
  { corrected, latest }: { readonly corrected: number | null; readonly latest: Known | null },
): SaidByFinding | null {
  if (isFever(celsius))
    return { outcome: 'failed', reason: `${fromVitals} ${celsius} °C is fever.`, particulars: {} };
  if (!isFever(corrected) || !saysFever(latest)) return null;
  return { outcome: 'requested', reason: `${fromVitals} ${corrected} °C was corrected.`, particulars: {} };
}

/** READY-49: "no signs" at the door does not outweigh the fever that was measured. */
export function saysFever(latest: Known | null): boolean {
  return latest?.outcome === 'failed' && latest.reason?.startsWith(fromVitals) === true;
}

function isFever(celsius: number | null): celsius is number {
  return celsius !== null && celsius >= vitalSignsPolicy.feverFromCelsius;
}

/**
 * READY-49: the pain before a diagnostic injection answers whether it can be judged: too little of it by itself, enough
 * of it together with the answer about analgesics. Without that answer nothing is said: nobody was asked. Of two legs
 * the lesser counts. `judgeFinding` has the last word. Source: clinical.md 1.3, 1.4.
 */
export function painByScore(
  scores: readonly number[],
  { analgesicAt, leastScore }: { readonly analgesicAt: number | null; readonly leastScore: number },
): SaidByFinding<{ readonly score: number; readonly analgesicAt?: number }> | null {
  if (scores.length === 0) return null;
  const score = Math.min(...scores);
  if (score < leastScore) return { outcome: 'failed', reason: null, particulars: { score } };
  return analgesicAt === null ? null : { outcome: 'met', reason: null, particulars: { score, analgesicAt } };
}
