import type { FastingCutOff } from './fasting.js';
import type { Readiness } from './readiness.js';
import type { ReadinessPolicy } from './readiness-policy.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import type { Evidence } from './requirement.js';

/** All that readiness of a session was judged from, and what came of it. */
export interface JudgedFacts {
  readonly visit: ReadinessVisit;
  readonly flags: ReadinessFlags;
  readonly policy: ReadinessPolicy;
  readonly cutOffs: readonly FastingCutOff[];
  readonly readiness: Readiness;
}

/**
 * READY-53: how a session stands: from when its patient entered the room, as it was judged at that instant, whatever
 * was found, changed or fell due afterwards; before, and again when the step is taken back, as the facts are now. The
 * hard stops of a later step never ask this: they look at the facts (READY-44). Source: issue 4 (readiness on the day).
 */
export function asItStands<Now extends JudgedFacts>(now: Now, atEntry: JudgedFacts | null): Now {
  return atEntry === null ? now : { ...now, ...atEntry };
}

/** Whether evidence was there when the patient entered the room, or she has not. Instants are epoch milliseconds. */
export function givenByEntry({ at }: Pick<Evidence, 'at'>, enteredAt: number | null): boolean {
  return enteredAt === null || at <= enteredAt;
}
