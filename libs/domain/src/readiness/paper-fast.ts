import type { SedationLevel } from '../sedation/sedation-level.js';
import { fastingText, fastOf, type FastingBasis, type FastingCutOff } from './fasting.js';
import { notAfter } from './preparation-lines.js';

/** What decides how a booked patient fasts. Instants are epoch milliseconds. */
export interface PaperFastFacts {
  readonly start: number;
  readonly arriveAt: number;
  readonly sedation: SedationLevel;
  readonly zone: string;
  readonly basis: FastingBasis;
  /** Diabetes and GLP-1 drugs were both asked about, and neither is there. */
  readonly usual: boolean;
  /** The cut-offs that a physician has signed, as `fastingText` writes them; null: none. */
  readonly signedFor: string | null;
}

/** Nobody fasts, a physician signs first, or the last instants, the earliest first and never 00:00. */
export type PaperFast = 'none' | 'unsigned' | readonly FastingCutOff[];

/**
 * READY-52: how a patient fasts, for a sheet on paper: the times that the preparation sheet tells, and none before a
 * physician has signed these very times where one must. Source: clinical.md, hazards H3, H4 and H22.
 */
export function paperFast(facts: PaperFastFacts): PaperFast {
  const { zone, basis, usual, signedFor } = facts;
  const cutOffs = fastOf(facts, zone, basis);
  if (cutOffs.length === 0) return 'none';
  if (!usual && signedFor !== fastingText(cutOffs)) return 'unsigned';
  return cutOffs.map(({ intake, lastAt }) => ({ intake, lastAt: notAfter(lastAt, zone) }));
}
