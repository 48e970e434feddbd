import type { CivilDate } from '../time/zone.js';

/** The numbers behind procedure, recovery and after-care, as a clinic owns them. Minutes and hours as named. */
export interface RecoveryPolicy {
  readonly version: string;
  readonly author: string;
  /** The first civil day of sessions to which it applies. */
  readonly effectiveFrom: CivilDate;
  /** A stay in the room above it deserves a look. */
  readonly usualRoomMinutes: number;
  readonly observeMinutes: { readonly unsedated: number; readonly sedated: number };
  /** How often a reading is due while the patient recovers. */
  readonly readingEveryMinutes: { readonly unsedated: number; readonly sedated: number };
  /** Least total of the modified Aldrete score or of the PADSS, each of at most 10. */
  readonly leastScore: number;
  /** The readings that reach it are at least so far apart, with none below it between. */
  readonly minutesBetweenScores: number;
  /** Full strength of a leg on the scale of 0 to 5. */
  readonly fullLegStrength: number;
  /** Hours after the needle came out in which warmth, numbness or weakness of the leg is expected. */
  readonly expectedEffectHours: number;
  readonly restHours: number;
  readonly noDrivingHours: number;
  readonly glucoseWatchDays: number;
}

/**
 * Seen in a source: 30 minutes in the room and 24 h of rest (the seed), Aldrete or PADSS of 9, two PADSS readings
 * 20 min apart (endoscopy), three days of glucose after a steroid. General knowledge, to be confirmed: 24 h without
 * driving. Chosen: the times of observation, how often a reading is due, and 24 h as the window of the expected
 * effects, after which numbness or weakness is urgent.
 * Source: clinical.md 0 (S19 to S21), 3.3, 3.4, 3.6, 3.11.
 */
export const recoveryPolicy: RecoveryPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  usualRoomMinutes: 30,
  observeMinutes: { unsedated: 20, sedated: 30 },
  readingEveryMinutes: { unsedated: 20, sedated: 10 },
  leastScore: 9,
  minutesBetweenScores: 20,
  fullLegStrength: 5,
  expectedEffectHours: 24,
  restHours: 24,
  noDrivingHours: 24,
  glucoseWatchDays: 3,
};
