import { median } from './exact.js';
import type { Observation } from './observations.js';
import type { ReliefDefinition } from './relief-definition.js';
import type { ReliefDuration } from './relief-duration.js';

/** A: looked often enough; B: sparser; C: known from recall only. */
export type DataQuality = 'A' | 'B' | 'C';

/**
 * REL-12: how far the looks of one injection can be trusted (clinical reference 1.6). A needs a median gap
 * between looks of at most `gapMaximum`, up to the lapse or the horizon, whichever is first; a single look has
 * no gap and is B. `observations` in order of time.
 */
export function dataQualityOf(
  observations: readonly Observation[],
  duration: ReliefDuration | null,
  definition: ReliefDefinition,
): DataQuality {
  if (observations.every((look) => look.recall)) return 'C';
  const { gapMaximum, horizon } = definition.dataQuality;
  const lapse = duration?.kind === 'never' ? null : (duration?.upper ?? null);
  const end = lapse === null ? horizon : Math.min(lapse, horizon);
  const times = observations.map((look) => look.at).filter((at) => at <= end);
  const gap = median(times.slice(1).map((at, index) => at - (times[index] ?? 0)));
  return gap !== null && gap <= gapMaximum ? 'A' : 'B';
}
