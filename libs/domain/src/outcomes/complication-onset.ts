import { hourMs } from '../time/zone.js';

/** When a complication began, as clinicians class it. */
export type OnsetClass = 'immediate' | 'early' | 'late' | 'beyond';

export interface OnsetClasses {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** Immediate is less than this after the needle came out. */
  readonly immediateHours: number;
  /** Early and late are at most these. */
  readonly earlyHours: number;
  readonly lateHours: number;
}

/** Clinical reference 3.11. */
export const onsetClasses: OnsetClasses = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  immediateHours: 1,
  earlyHours: 72,
  lateHours: 30 * 24,
};

/**
 * COM-03: the class of an onset: immediate before one hour, early up to 72 hours, late up to 30 days, `beyond` after
 * that; what began before the needle came out is immediate. Null while either instant (epoch ms) is not known.
 */
export function onsetClass(
  needleOutAt: number | null,
  onsetAt: number | null,
  classes: OnsetClasses = onsetClasses,
): OnsetClass | null {
  if (needleOutAt === null || onsetAt === null) return null;
  const after = onsetAt - needleOutAt;
  if (after < classes.immediateHours * hourMs) return 'immediate';
  if (after <= classes.earlyHours * hourMs) return 'early';
  return after <= classes.lateHours * hourMs ? 'late' : 'beyond';
}
