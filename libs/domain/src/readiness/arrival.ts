import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import type { SedationLevel } from '../sedation/sedation-level.js';
import type { SessionState } from '../scheduling/session-states.js';
import type { Side } from '../series/side.js';
import { minuteMs } from '../time/zone.js';
import type { arrivalRefusalCodes } from './arrival-codes.js';
import { checkFastingKept, type FastingCutOff, type LastIntakes } from './fasting.js';
import { checkPainToJudge } from './findings.js';
import type { ReadinessPolicy } from './readiness-policy.js';

/** When something was last taken: at an instant, or not since one. What nobody asked has no answer. */
export interface LastTaken {
  readonly said: 'at' | 'none-since';
  readonly at: number;
}

/** What else than name and birth date tells two patients of one name apart. */
export const tellingApart = ['mrn', 'telephone', 'identity-card'] as const;
export type TellingApart = (typeof tellingApart)[number];

/** What the patient answers on arrival. Null: nobody asked. Instants are epoch milliseconds. */
export interface ArrivalAnswers {
  readonly nameAgrees: boolean;
  /** `YYYY-MM-DD`, as the patient says it. */
  readonly birthDateSaid: string;
  readonly toldApartBy: TellingApart | null;
  /** As the patient says it; never copied from the order. */
  readonly sideSaid: Side;
  readonly fullMeal: LastTaken | null;
  readonly lightMeal: LastTaken | null;
  readonly clearLiquids: LastTaken | null;
  /** Taken for the pain that is treated. */
  readonly analgesic: LastTaken | null;
  /** The last dose of an anticoagulant; asked of who takes one. */
  readonly anticoagulantDose: LastTaken | null;
  readonly escortPresent: boolean | null;
  readonly escortName: string | null;
  /** A drug, an anticoagulant among them, that is new since the clinic asked last. */
  readonly newDrugs: boolean | null;
  /** Fever at home, an infection, or antibiotics for one. */
  readonly infectionSigns: boolean | null;
}

/** What stands when the answers are written down. */
export interface ArrivalFacts {
  readonly now: number;
  readonly sessionState: SessionState;
  readonly birthDate: string;
  /** Other patients of the practice with the same name, or the same birth date and family name. */
  readonly namesakes: number;
}

/** Nobody lives longer without it: an older answer is a slip of the pen, which would let a fast seem kept. */
export const arrivalPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  longestWithoutIntakeMinutes: 3 * 24 * 60,
  /** By so much two people may tell the hour of one dose differently. */
  sameDoseMinutes: 60,
} as const;

/** From the waiting room to the room: what is asked on arrival is asked while it can still change something. */
const there: readonly SessionState[] = ['arrived', 'preparing', 'in-room'];

type Code = (typeof arrivalRefusalCodes)[number];

function refusal(code: Code, facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}

/**
 * DAY-02, DAY-03, DAY-04: may these answers be written down for this patient? Two identifiers agree with the record,
 * a third where another patient has the name (H2); nothing lies in the future or too long ago to be true (H3); who
 * came along has a name (H5). A side that disagrees is no refusal: it is what the patient says, and stands (H1).
 * All refusals at once. None can be overridden: with the wrong patient there is nothing to reason about.
 */
export function checkArrival(answers: ArrivalAnswers, facts: ArrivalFacts): Decision<ArrivalAnswers> {
  const { now, sessionState, birthDate, namesakes } = facts;
  const refusals: Refusal[] = [];
  if (!there.includes(sessionState))
    refusals.push(refusal('arrival.patient-not-there', { state: sessionState }));
  if (!answers.nameAgrees) refusals.push(refusal('arrival.name-disagrees'));
  if (answers.birthDateSaid !== birthDate) refusals.push(refusal('arrival.birth-date-disagrees'));
  if (namesakes > 0 && answers.toldApartBy === null)
    refusals.push(refusal('arrival.namesake-not-told-apart', { namesakes }));
  const oldest = now - arrivalPolicy.longestWithoutIntakeMinutes * minuteMs;
  for (const entry of ['fullMeal', 'lightMeal', 'clearLiquids', 'analgesic', 'anticoagulantDose'] as const) {
    const taken = answers[entry];
    if (taken === null) continue;
    if (taken.at > now) refusals.push(refusal('arrival.answer-in-future', { entry }));
    if (entry !== 'analgesic' && entry !== 'anticoagulantDose' && taken.at < oldest)
      refusals.push(refusal('arrival.answer-too-long-ago', { entry }));
  }
  if (answers.escortPresent === true && (answers.escortName ?? '').trim() === '')
    refusals.push(refusal('arrival.answer-escort-unnamed'));
  return refusals.length === 0 ? accept(answers) : { accepted: false, refusals };
}

/**
 * DAY-05: what was last taken, as the fast is judged by: the latest instant at which it can have been. Not since eight
 * means at eight at the latest. What nobody asked is not known, and stands nowhere (H3). `solid-food` is every meal,
 * known only where both were asked.
 */
export function lastIntakesOf({
  fullMeal,
  lightMeal,
  clearLiquids,
}: Pick<ArrivalAnswers, 'fullMeal' | 'lightMeal' | 'clearLiquids'>): LastIntakes {
  return {
    ...(fullMeal !== null && { 'full-meal': fullMeal.at }),
    ...(lightMeal !== null && { 'light-meal': lightMeal.at }),
    ...(clearLiquids !== null && { 'clear-liquids': clearLiquids.at }),
    ...(fullMeal !== null && lightMeal !== null && { 'solid-food': Math.max(fullMeal.at, lightMeal.at) }),
  };
}

/** What the answers mean for the visit; a closed list, each has a sentence on the screen. */
export const arrivalFindingCodes = [
  'side-disagrees',
  'anticoagulant-taken-since',
  'anticoagulant-dose-not-asked',
  'drugs-changed',
  'drugs-not-asked',
  'infection-signs',
  'infection-not-asked',
  'escort-absent',
  'escort-not-asked',
  'last-intake-not-asked',
  'not-fasted',
  'analgesic-too-recent',
  'analgesic-not-asked',
] as const;
export type ArrivalFindingCode = (typeof arrivalFindingCodes)[number];

export interface ArrivalFinding {
  readonly code: ArrivalFindingCode;
  /** `stop`: somebody settles it before the patient enters the room; `ask`: the answer is still missing. */
  readonly weight: 'stop' | 'ask';
  /** From when on a start would keep the fast; null where there is no such instant. */
  readonly startFrom: number | null;
}

/** What the answers are read against. */
export interface ArrivalVisit {
  readonly orderSide: Side;
  readonly sedation: SedationLevel;
  readonly diagnostic: boolean;
  /** `lastDoseAt`: the last dose that the prescriber's decision counts on; null: none was recorded. */
  readonly anticoagulant: { readonly taken: boolean; readonly lastDoseAt: number | null };
  readonly start: number;
  readonly askedAt: number;
  readonly fasting: readonly FastingCutOff[];
  readonly policy: ReadinessPolicy;
}

/**
 * DAY-06: what the answers mean. The patient's side against the order (H1); a new drug sends the anticoagulant question
 * back, and so does a dose after the one that the prescriber's decision counts on (H7); signs of infection wait for the physician; for a sedated visit an escort who is there and a fast that was
 * kept (H3, H5); for a diagnostic one an analgesic that hides the pain. What was not asked is told as not asked:
 * silence is no "no".
 */
export function arrivalFindings(answers: ArrivalAnswers, visit: ArrivalVisit): ArrivalFinding[] {
  const findings: ArrivalFinding[] = [];
  const found = (
    code: ArrivalFindingCode,
    weight: ArrivalFinding['weight'],
    startFrom: number | null = null,
  ): unknown => findings.push({ code, weight, startFrom });
  if (answers.sideSaid !== visit.orderSide) found('side-disagrees', 'stop');
  const { anticoagulantDose } = answers;
  if (visit.anticoagulant.taken && anticoagulantDose === null) found('anticoagulant-dose-not-asked', 'ask');
  if (takenSince(anticoagulantDose, visit.anticoagulant.lastDoseAt))
    found('anticoagulant-taken-since', 'stop');
  if (answers.newDrugs !== false)
    found(answers.newDrugs === null ? 'drugs-not-asked' : 'drugs-changed', weightOf(answers.newDrugs));
  if (answers.infectionSigns !== false)
    found(
      answers.infectionSigns === null ? 'infection-not-asked' : 'infection-signs',
      weightOf(answers.infectionSigns),
    );
  if (visit.diagnostic) {
    const { analgesic } = answers;
    if (analgesic === null) found('analgesic-not-asked', 'ask');
    else if (hidesPain(analgesic.at, visit)) found('analgesic-too-recent', 'stop');
  }
  if (visit.sedation === 'none') return findings;
  if (answers.escortPresent !== true)
    found(
      answers.escortPresent === null ? 'escort-not-asked' : 'escort-absent',
      weightOf(answers.escortPresent),
    );
  const kept = checkFastingKept(visit.fasting, lastIntakesOf(answers), visit.start);
  for (const { code, remedy } of kept.accepted ? [] : kept.refusals) {
    const startFrom = Number(remedy?.facts['at']);
    if (code === 'readiness.not-fasted') found('not-fasted', 'stop', startFrom);
    else found('last-intake-not-asked', 'ask');
  }
  return findings;
}

/** A dose after the recorded one; "not since" says of no dose that it was taken. */
function takenSince(dose: LastTaken | null, recordedAt: number | null): boolean {
  if (dose === null || dose.said !== 'at' || recordedAt === null) return false;
  return dose.at > recordedAt + arrivalPolicy.sameDoseMinutes * minuteMs;
}

function weightOf(answer: boolean | null): ArrivalFinding['weight'] {
  return answer === null ? 'ask' : 'stop';
}

/** Asked of the analgesic alone: the score is judged where it is taken. */
function hidesPain(analgesicAt: number, { askedAt, policy }: ArrivalVisit): boolean {
  const judged = checkPainToJudge({ score: policy.painToJudge.leastScore, at: askedAt, analgesicAt }, policy);
  return !judged.accepted;
}
