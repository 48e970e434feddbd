import { clockParts } from '../time/clock-text.js';
import { hourMs, minuteMs } from '../time/zone.js';
import { recoveryPolicy, type RecoveryPolicy } from './recovery-policy.js';

/** The lines of the after-care; their words are in each language of the practice. */
export const afterCareCodes = [
  'rest-until',
  'no-driving-until',
  'no-driving-while-numb',
  'numb-leg',
  'eat-and-drink',
  'medicines-as-before',
  'medicines-but-blood-thinner',
  'medicines-as-decided',
  'blood-thinner-as-written',
  'glucose-more-often',
  'relief-may-go',
  'relief-in-days',
  'sore-for-days',
  'call-us',
  'call-out-of-hours',
  'signs-to-call',
  'signs-of-emergency',
] as const;
export type AfterCareCode = (typeof afterCareCodes)[number];

export interface AfterCareLine {
  readonly code: AfterCareCode;
  /** The instant of the line, epoch milliseconds: to be said as a clock time of the clinic. */
  readonly until?: number;
  readonly hours?: number;
  readonly days?: number;
  /** The clinic's own number or words, as they are. */
  readonly say?: string;
}

/**
 * `unknown`: nobody asked; only a known "none" lets all medicines be named in one breath. `decided`: the prescriber's
 * decision for this visit stands.
 */
export type BloodThinner = 'none' | 'taken' | 'unknown' | 'decided';

/**
 * DAY-41: what is known of a blood thinner on the way home: the prescriber's decision for the visit, where one stands,
 * speaks before the flag. One that was made and stands no more still says that there is a blood thinner, whatever the
 * flag says by now. What was decided is between prescriber and patient, and is not repeated (hazard H7).
 */
export function bloodThinnerOf(
  flag: Exclude<BloodThinner, 'decided'>,
  decision: 'stands' | 'void' | null,
): BloodThinner {
  if (decision === 'stands') return 'decided';
  return decision === 'void' ? 'taken' : flag;
}

const medicines: Readonly<Record<BloodThinner, AfterCareCode>> = {
  none: 'medicines-as-before',
  taken: 'medicines-but-blood-thinner',
  unknown: 'medicines-but-blood-thinner',
  decided: 'medicines-as-decided',
};

/** What was given, and to whom. */
export interface AfterCareFacts {
  /** The clinic's zone. */
  readonly zone: string;
  /** The last completed injection of the visit; null: none was given. */
  readonly needleOutAt: number | null;
  /** When the patient left the room: the latest at which a sedative was given. */
  readonly roomOutAt: number;
  readonly sedated: boolean;
  readonly anaestheticGiven: boolean;
  readonly steroidGiven: boolean;
  readonly bloodThinner: BloodThinner;
  /** What the prescriber has said of the next dose of the blood thinner, as it was recorded; null: nothing was. */
  readonly nextDose: { readonly prescriber: string; readonly at: number } | null;
  readonly diabetes: boolean;
  /** The clinic's telephone number; null: none is set, and none is invented. */
  readonly phone: string | null;
  readonly outOfHoursText: string | null;
}

/**
 * DAY-39: the after-care of one visit, from what was given (seed fact S21; hazards H4, H6, H7). Hours are hours that
 * pass, so that a change of the clocks moves the clock time and not the rest. No line tells anybody to stop or start
 * a medicine: with a blood thinner, or when nobody asked, it points to the prescriber, and tells the time that the
 * prescriber had recorded for the next dose, as it is. One that had passed before the needle was out tells nothing (H7).
 */
export function afterCare(
  facts: AfterCareFacts,
  policy: RecoveryPolicy = recoveryPolicy,
): readonly AfterCareLine[] {
  const { needleOutAt, sedated, steroidGiven, anaestheticGiven, nextDose, zone } = facts;
  const lines: (AfterCareLine | false)[] = [
    needleOutAt !== null && {
      code: 'rest-until',
      hours: policy.restHours,
      until: legible(needleOutAt + policy.restHours * hourMs, zone),
    },
    sedated && {
      code: 'no-driving-until',
      hours: policy.noDrivingHours,
      until: legible(facts.roomOutAt + policy.noDrivingHours * hourMs, zone),
    },
    anaestheticGiven && { code: 'no-driving-while-numb' },
    anaestheticGiven && { code: 'numb-leg', hours: policy.expectedEffectHours },
    { code: 'eat-and-drink' },
    { code: medicines[facts.bloodThinner] },
    nextDose !== null &&
      (facts.bloodThinner === 'taken' || facts.bloodThinner === 'decided') &&
      nextDose.at > (needleOutAt ?? facts.roomOutAt) && {
        code: 'blood-thinner-as-written',
        until: nextDose.at,
        say: nextDose.prescriber,
      },
    steroidGiven && facts.diabetes && { code: 'glucose-more-often', days: policy.glucoseWatchDays },
    anaestheticGiven && { code: 'relief-may-go' },
    steroidGiven && { code: 'relief-in-days' },
    needleOutAt !== null && { code: 'sore-for-days' },
    { code: 'signs-to-call' },
    facts.phone !== null && { code: 'call-us', say: facts.phone },
    facts.outOfHoursText !== null && { code: 'call-out-of-hours', say: facts.outOfHoursText },
    { code: 'signs-of-emergency' },
  ];
  return lines.filter((line) => line !== false);
}

const legibleStep = 5 * minuteMs;

/** A time that one can read off a clock: up to the next five minutes, and never 00:00, of which nobody knows the day. */
function legible(instant: number, zone: string): number {
  const rounded = Math.ceil(instant / legibleStep) * legibleStep;
  return clockParts(rounded, zone).time === '00:00' ? rounded + legibleStep : rounded;
}
