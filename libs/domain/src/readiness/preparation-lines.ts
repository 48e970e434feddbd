import { preparationTimes, sedationRules } from '../sedation/sedation-rules.js';
import { clockParts } from '../time/clock-text.js';
import { minuteMs } from '../time/zone.js';
import { tooLateToFast, type FastingCutOff } from './fasting.js';
import type { FastingIntake } from './readiness-policy.js';
import type { StandingRequirement } from './readiness.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';

/**
 * What a patient is told before a visit; each has its words in every language. None of them names a dose, and none
 * has anybody do without a medicine (hazard H7).
 */
export const preparationCodes = [
  'arrive-at',
  'nothing-special',
  'fasting-clinic-calls',
  'liquid-diet-from',
  'no-full-meal-after',
  'no-solid-food-after',
  'clear-liquids-until',
  'blood-thinner-as-agreed',
  'diabetes-clinic-calls',
  'diabetes-plan-as-agreed',
  'bring-medicine-list',
  'tell-us-at-once',
  'bring-escort',
  'escort-advised',
  'leave-after',
  'no-driving-until',
  'questions',
] as const;
export type PreparationCode = (typeof preparationCodes)[number];

export interface PreparationLine {
  readonly code: PreparationCode;
  /** Epoch milliseconds, to be said as a clock time of the clinic; null where no hour belongs to it. */
  readonly at: number | null;
  readonly hours?: number;
  /** Who takes the patient home, as far as it is settled for this time. */
  readonly name?: string;
}

/** What staff should know before the sheet is handed out. */
export const preparationNotes = [
  'fasting-not-asked',
  'fasting-not-signed',
  'too-late-to-fast',
  'glucose-plan-open',
  'escort-not-named',
  'anticoagulant-not-asked',
] as const;
export type PreparationNote = (typeof preparationNotes)[number];

/** A visit as it was judged, with what was recorded for it. */
export interface PreparationFacts {
  readonly visit: Pick<ReadinessVisit, 'arriveAt' | 'start' | 'zone' | 'sedation'>;
  readonly durationMinutes: number;
  readonly flags: Pick<ReadinessFlags, 'anticoagulant'>;
  /** Of this visit, by the policy of its day. */
  readonly cutOffs: readonly FastingCutOff[];
  readonly requirements: readonly StandingRequirement[];
  /** Settled for this time; null: nobody is. */
  readonly escortName: string | null;
  readonly now: number;
}

export interface Preparation {
  readonly lines: readonly PreparationLine[];
  readonly notes: readonly PreparationNote[];
}

/**
 * READY-50: everything that a patient is told before this visit, as codes with instants, in the order in which it is
 * read. A fast that a physician must sign (READY-20) is told with no time before it is signed for these very times: no
 * general figure stands in for it. Sheet, messages and the patient's page ask this one function. Source: clinical.md
 * S8 to S12, 3.1, 3.3, 3.5, hazards H3, H4, H6, H7.
 */
export function preparationFor(facts: PreparationFacts): Preparation {
  const { visit, durationMinutes, escortName, flags } = facts;
  const times = preparationTimes({
    ...visit,
    durationMinutes,
    prepareMinutes: (visit.start - visit.arriveAt) / minuteMs,
  });
  const sedated = visit.sedation !== 'none';
  const lines: (PreparationLine | false)[] = [
    timed('arrive-at', times.arriveAt),
    ...food(facts),
    flags.anticoagulant === 'present' && untimed('blood-thinner-as-agreed'),
    ...glucose(facts),
    untimed('bring-medicine-list'),
    untimed('tell-us-at-once'),
    sedated
      ? { ...untimed('bring-escort'), ...(escortName !== null && { name: escortName }) }
      : untimed('escort-advised'),
    timed('leave-after', notBefore(times.leaveFrom, visit.zone)),
    times.noDrivingUntil !== null && {
      ...timed('no-driving-until', notBefore(times.noDrivingUntil, visit.zone)),
      hours: sedationRules[visit.sedation].noDrivingHours,
    },
    untimed('questions'),
  ];
  return { lines: lines.filter((line) => line !== false), notes: notesOf(facts) };
}

/** `light-meal` ends every meal: what is left of the day is liquids. */
const fastingCodes: Readonly<Record<FastingIntake, PreparationCode>> = {
  'full-meal': 'no-full-meal-after',
  'light-meal': 'no-solid-food-after',
  'solid-food': 'liquid-diet-from',
  'clear-liquids': 'clear-liquids-until',
};

function food({ visit, cutOffs, requirements }: PreparationFacts): PreparationLine[] {
  if (cutOffs.length === 0) return [untimed('nothing-special')];
  if (waitsForSignature(requirements) !== undefined) return [untimed('fasting-clinic-calls')];
  return cutOffs.map(({ intake, lastAt }) => timed(fastingCodes[intake], notAfter(lastAt, visit.zone)));
}

/** Only a diabetes that is in the record is spoken of; one that nobody asked about holds back the fast instead. */
function glucose({ requirements }: PreparationFacts): PreparationLine[] {
  const plan = requirements.find(({ requirement }) => requirement.kind === 'glucose-plan');
  if (plan === undefined || plan.requirement.reason === 'not-asked') return [];
  return [untimed(plan.standing === 'met' ? 'diabetes-plan-as-agreed' : 'diabetes-clinic-calls')];
}

function notesOf(facts: PreparationFacts): PreparationNote[] {
  const { requirements, cutOffs, visit, escortName, flags, now } = facts;
  const unsigned = waitsForSignature(requirements);
  const notAsked = unsigned?.requirement.reason === 'not-asked';
  const noted: Readonly<Record<PreparationNote, boolean>> = {
    'fasting-not-asked': notAsked,
    'fasting-not-signed': unsigned !== undefined && !notAsked,
    'too-late-to-fast': unsigned === undefined && now < visit.start && tooLateToFast(cutOffs, now) !== null,
    'glucose-plan-open': glucose(facts).some(({ code }) => code === 'diabetes-clinic-calls'),
    'escort-not-named': visit.sedation !== 'none' && escortName === null,
    'anticoagulant-not-asked': flags.anticoagulant === 'not-asked',
  };
  return preparationNotes.filter((each) => noted[each]);
}

/** A waiver is nobody's signature: only a fast that was signed for these times is told. */
function waitsForSignature(requirements: readonly StandingRequirement[]): StandingRequirement | undefined {
  return requirements.find(
    ({ requirement, standing }) => requirement.kind === 'fasting-signed-off' && standing !== 'met',
  );
}

function timed(code: PreparationCode, at: number): PreparationLine {
  return { code, at };
}

function untimed(code: PreparationCode): PreparationLine {
  return { code, at: null };
}

/**
 * READY-51: of 00:00 nobody knows the day it belongs to, so a last instant is said a minute sooner, 23:59 of the day
 * before, and what lasts until 00:00 five minutes later (hazard H3). Neither shortens a fast nor the time of not driving.
 */
export function notAfter(instant: number, zone: string): number {
  return isDayEdge(instant, zone) ? instant - minuteMs : instant;
}

function notBefore(instant: number, zone: string): number {
  return isDayEdge(instant, zone) ? instant + 5 * minuteMs : instant;
}

function isDayEdge(instant: number, zone: string): boolean {
  return clockParts(instant, zone).time === '00:00';
}
