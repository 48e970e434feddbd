import type { PatientLapse } from './lapse-interval.js';
import { normalQuantile } from './normal.js';
import { seededRandom } from './seeded-random.js';

export interface SyntheticClinic {
  readonly patients: number;
  readonly injectionsEach: number;
  readonly tau: number;
  readonly sigma: number;
  /** Times as long after each further injection. */
  readonly timeRatio: number;
  /** A look every so many days, until the 28th; null for durations that are known exactly. */
  readonly lookEvery: number | null;
}

/** Durations drawn from the model itself, the same for the same seed. */
export function syntheticClinic(clinic: SyntheticClinic, seed: number): readonly PatientLapse[] {
  const random = seededRandom(seed);
  const normal = (): number => normalQuantile((random() * 0xffff_ffff + 0.5) / 0x1_0000_0000);
  return Array.from({ length: clinic.patients }, (_, patient) => {
    const level = Math.log(8) + clinic.tau * normal();
    return Array.from({ length: clinic.injectionsEach }, (__, index): PatientLapse => {
      const days = Math.exp(level + index * Math.log(clinic.timeRatio) + clinic.sigma * normal());
      return { patient: `P${patient}`, ordinal: index + 1, ...looked(days, clinic.lookEvery) };
    });
  }).flat();
}

function looked(
  days: number,
  every: number | null,
): { readonly lower: number; readonly upper: number | null } {
  if (every === null) return { lower: days, upper: days };
  const lower = Math.min(28, Math.floor(days / every) * every);
  return { lower, upper: days > 28 ? null : lower + every };
}
