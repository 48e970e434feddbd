import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import { minuteMs } from '../time/zone.js';
import { recoveryPolicy, type RecoveryPolicy } from './recovery-policy.js';
import type { RecoveryRefusalCode } from './refusal-codes.js';

/** Items of the modified Aldrete score, each 0 to 2 (clinical.md 3.4). */
export const aldreteItems = ['activity', 'respiration', 'circulation', 'consciousness', 'oxygen'] as const;
/** Items of the post-anaesthesia discharge scoring system, each 0 to 2 (clinical.md 3.4). */
export const padssItems = ['vital-signs', 'walking', 'nausea', 'bleeding', 'intake'] as const;

/** Seed fact S20: what is to be expected for some hours, and is no complication then. */
export const expectedEffects = ['warm-leg', 'numb-leg', 'weak-leg'] as const;
export type ExpectedEffect = (typeof expectedEffects)[number];

/** One look at a recovering patient; null is what was not looked at. Instants are epoch milliseconds. */
export interface RecoveryReading {
  readonly at: number;
  /** In the order of `aldreteItems`. */
  readonly aldrete: readonly number[] | null;
  /** In the order of `padssItems`. */
  readonly padss: readonly number[] | null;
  readonly nrs: number | null;
  /** Strength of the leg, 0 to 5. */
  readonly leftLegStrength: number | null;
  readonly rightLegStrength: number | null;
  /** Stands safely on the injected leg; on each, where both were. */
  readonly standsSafely: boolean | null;
  readonly leftFootC: number | null;
  readonly rightFootC: number | null;
  readonly effects: readonly ExpectedEffect[];
}

export interface ReadingFacts {
  readonly now: number;
  readonly sessionState: string;
  /** When the patient left the room: recovery begins. */
  readonly roomOutAt: number | null;
}

/** DAY-34: whether a reading can be written down; a score is all of its items or none. */
export function checkRecoveryReading(
  reading: RecoveryReading,
  { now, sessionState, roomOutAt }: ReadingFacts,
): Decision<RecoveryReading> {
  const refusals: Refusal[] = [];
  const refused = (code: RecoveryRefusalCode, facts: Facts = {}): void => {
    refusals.push({ code, facts, overridable: false });
  };
  if (sessionState !== 'recovering' && sessionState !== 'discharged')
    refused('recovery.not-recovering', { state: sessionState });
  if (isEmpty(reading)) refused('recovery.reading-empty');
  for (const [score, items, names] of [
    ['Aldrete', reading.aldrete, aldreteItems],
    ['PADSS', reading.padss, padssItems],
  ] as const) {
    if (items !== null && items.length !== names.length)
      refused('recovery.reading-half-scored', { score, given: items.length, items: names.length });
  }
  if (reading.at > now) refused('recovery.reading-in-future', { at: reading.at });
  // A time to the minute means any second of it.
  const latest = reading.at % minuteMs === 0 ? reading.at + minuteMs - 1 : reading.at;
  if (roomOutAt !== null && latest < roomOutAt)
    refused('recovery.reading-before-recovery', { at: reading.at, roomOutAt });
  return refusals.length > 0 ? { accepted: false, refusals } : accept(reading);
}

function isEmpty(reading: RecoveryReading): boolean {
  const { aldrete, padss, nrs, leftLegStrength, rightLegStrength, standsSafely, leftFootC, rightFootC } =
    reading;
  const looked = [
    aldrete,
    padss,
    nrs,
    leftLegStrength,
    rightLegStrength,
    standsSafely,
    leftFootC,
    rightFootC,
  ];
  return reading.effects.length === 0 && looked.every((value) => value === null);
}

/** The total of a score, 0 to 10; null where it was not taken. */
export function scoreTotal(items: readonly number[] | null): number | null {
  return items === null ? null : items.reduce((sum, item) => sum + item, 0);
}

/** DAY-35: whether the scores of a reading reach the least; null: none was taken. Of two, both must. */
export function reachesScore(
  { aldrete, padss }: Pick<RecoveryReading, 'aldrete' | 'padss'>,
  policy: RecoveryPolicy = recoveryPolicy,
): boolean | null {
  const totals = [scoreTotal(aldrete), scoreTotal(padss)].filter((total) => total !== null);
  return totals.length === 0 ? null : totals.every((total) => total >= policy.leastScore);
}

/**
 * DAY-35: since when the scores have been reached without a reading below, and until when: two readings far enough
 * apart let a sedated patient go. Null: the last score does not reach it, or there is none.
 */
export function scoreReached(
  readings: readonly RecoveryReading[],
  policy: RecoveryPolicy = recoveryPolicy,
): { readonly since: number; readonly latest: number; readonly twice: boolean } | null {
  const scored = readings
    .filter((reading) => reachesScore(reading, policy) !== null)
    .toSorted((a, b) => b.at - a.at);
  const below = scored.findIndex((reading) => reachesScore(reading, policy) === false);
  const run = below === -1 ? scored : scored.slice(0, below);
  const [latest] = run;
  const first = run.at(-1);
  if (latest === undefined || first === undefined) return null;
  return {
    since: first.at,
    latest: latest.at,
    twice: latest.at - first.at >= policy.minutesBetweenScores * minuteMs,
  };
}

/** DAY-36: when the next reading is due, as an instant. The first is due at once. */
export function nextReadingDue(
  roomOutAt: number,
  readings: readonly Pick<RecoveryReading, 'at'>[],
  sedated: boolean,
  policy: RecoveryPolicy = recoveryPolicy,
): number {
  const latest = readings.reduce((last, { at }) => Math.max(last, at), -Infinity);
  const every = policy.readingEveryMinutes[sedated ? 'sedated' : 'unsedated'] * minuteMs;
  return Number.isFinite(latest) ? latest + every : roomOutAt;
}

/**
 * DAY-37: an expected effect is one inside its window after the needle came out; one that outlasts it is to be
 * written down as a complication (seed fact S20).
 */
export function outlastsWindow(
  needleOutAt: number | null,
  seenAt: number,
  policy: RecoveryPolicy = recoveryPolicy,
): boolean {
  return needleOutAt !== null && seenAt - needleOutAt > policy.expectedEffectHours * 60 * minuteMs;
}
