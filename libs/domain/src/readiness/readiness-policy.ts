import { versionOn } from '../policies/figures.js';
import type { CivilDate } from '../time/zone.js';

/** Whose figures a clinic fasts by: two societies', or its own. */
export type FastingGuideline = 'asa' | 'asipp' | 'clinic';

/** What an adult is told of. */
export type Intake = 'full-meal' | 'light-meal' | 'clear-liquids';

/** Intakes of which each guideline gives a figure. */
export type GuidelineIntake = Intake | 'breast-milk';

/** What a fast may end; `solid-food` is every meal, full or light. */
export type FastingIntake = Intake | 'solid-food';

export interface FastingPolicy {
  readonly guideline: FastingGuideline;
  readonly minutes: Readonly<Record<FastingGuideline, Readonly<Record<GuidelineIntake, number>>>>;
  /** What the minutes are counted back from. An arrival lies before the start, so it asks for more. */
  readonly anchor: 'start' | 'arrival';
  /** With a GLP-1 drug the stomach empties late: liquids alone for so long, until the clear liquids end too. */
  readonly glp1LiquidDietMinutes: number;
}

/** By how much a requirement is due before what it is needed for; minutes. */
export interface LeadMinutes {
  /** Before the start: a payer answers within days, not hours. */
  readonly authorisation: number;
  /** Before the longest usual hold of the drugs in question would begin. */
  readonly anticoagulantDecision: number;
  /** Before the start, of an answer about anticoagulants that has grown old. */
  readonly anticoagulantAskedAgain: number;
  /** Before the start, of questions to the patient that may change what is planned. */
  readonly question: number;
  /** Before the first thing that the patient may no longer take in. */
  readonly fastingTold: number;
  readonly fastingSignedOff: number;
  /** Before the arrival. */
  readonly escort: number;
  /** Before the start, of everything that is done on the day itself. */
  readonly onTheDay: number;
}

/** How old evidence may be at the start; minutes, null: it does not grow old. */
export interface ValidMinutes {
  readonly anticoagulantAnswer: number;
  readonly pregnancyTest: number;
  readonly inr: number;
  readonly consent: number | null;
}

/**
 * The numbers behind readiness, as a clinic owns them: no rule of this folder holds a clinical number of its own, so
 * that each can be traced to its version, author and first day. Readiness of a session is judged by the policy in
 * force on the session's day.
 */
export interface ReadinessPolicy {
  readonly version: string;
  readonly author: string;
  /** The first civil day of sessions to which it applies. */
  readonly effectiveFrom: CivilDate;
  readonly fasting: FastingPolicy;
  readonly lead: LeadMinutes;
  readonly valid: ValidMinutes;
  /** Completed years, both included. */
  readonly pregnancyTestAges: { readonly least: number; readonly most: number };
  readonly inrMaximum: number;
  /** An ASA class above `withoutApproval` needs the physician's word, one above `most` an anaesthesia team. */
  readonly asaClass: { readonly withoutApproval: number; readonly most: number };
  /** What a patient meets in every visit, with contrast and with a steroid: by ingredient, to be matched with allergies. */
  readonly substances: {
    readonly always: readonly string[];
    readonly withContrast: readonly string[];
    readonly withSteroid: readonly string[];
  };
  /** A diagnostic injection is judged by pain of at least `leastScore`, with no analgesic within the minutes before. */
  readonly painToJudge: { readonly leastScore: number; readonly analgesicFreeMinutes: number };
}

const hours = (count: number): number => count * 60;
const days = (count: number): number => hours(24 * count);

/**
 * The proposed defaults. Seen in a source: the minutes of ASA and ASIPP, the liquid diet with a GLP-1 drug, the
 * window of seven days for the drug list (H7). ASIPP names no full meal: ASA's figure stands there. General
 * knowledge, to be confirmed: pregnancy ages and test within a day. Chosen: the clinic's own figures (strictest of
 * ASA), INR 1.2, the classes of ASA, every lead time, the substances of a tray, and that consent does not grow old (no
 * source gives a figure).
 * Source: clinical.md 3.1, 3.2, 3.5, 3.6, hazards H7 and H9.
 */
const defaults: ReadinessPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  fasting: {
    guideline: 'clinic',
    minutes: {
      asa: {
        'full-meal': hours(8),
        'light-meal': hours(6),
        'breast-milk': hours(4),
        'clear-liquids': hours(2),
      },
      asipp: {
        'full-meal': hours(8),
        'light-meal': hours(4),
        'breast-milk': hours(4),
        'clear-liquids': hours(2),
      },
      clinic: {
        'full-meal': hours(8),
        'light-meal': hours(6),
        'breast-milk': hours(4),
        'clear-liquids': hours(2),
      },
    },
    anchor: 'start',
    glp1LiquidDietMinutes: hours(24),
  },
  lead: {
    authorisation: days(7),
    anticoagulantDecision: days(2),
    anticoagulantAskedAgain: days(3),
    question: days(1),
    fastingTold: days(1),
    fastingSignedOff: days(2),
    escort: days(1),
    onTheDay: 10,
  },
  valid: { anticoagulantAnswer: days(7), pregnancyTest: days(1), inr: days(1), consent: null },
  pregnancyTestAges: { least: 12, most: 55 },
  inrMaximum: 1.2,
  asaClass: { withoutApproval: 2, most: 3 },
  substances: {
    always: ['lidocaine', 'bupivacaine', 'ropivacaine', 'chlorhexidine', 'latex'],
    withContrast: ['iohexol', 'iopamidol'],
    withSteroid: ['triamcinolone', 'dexamethasone', 'methylprednisolone', 'betamethasone'],
  },
  painToJudge: { leastScore: 2, analgesicFreeMinutes: hours(6) },
};

/** All versions that a clinic has, the proposed one among them. */
export type ReadinessPolicies = readonly [ReadinessPolicy, ...ReadinessPolicy[]];

/** Every version that Lull proposes, in no particular order; a clinic's own stand beside them. */
export const readinessPolicies: ReadinessPolicies = [defaults];

/**
 * READY-01: the policy in force on a day: the one that began last. A day before the first of them is judged by the
 * first, because no session goes unjudged. Two that begin on one day: the one that stands later in the list.
 */
export function policyOn(date: CivilDate, policies: ReadinessPolicies = readinessPolicies): ReadinessPolicy {
  return versionOn(date, policies);
}

/**
 * READY-07: a clinic's own version as it was stored: every figure of the proposed one, of the same kind, none below
 * zero, and a guideline and an anchor that exist. Null: it cannot be judged by, and whoever reads it says so.
 */
export function readPolicy(
  head: Pick<ReadinessPolicy, 'version' | 'author' | 'effectiveFrom'>,
  body: unknown,
): ReadinessPolicy | null {
  const { version: _v, author: _a, effectiveFrom: _e, ...figures } = defaults;
  if (!hasShapeOf(figures, body)) return null;
  const read = body as Omit<ReadinessPolicy, keyof typeof head>;
  const { guideline, anchor } = read.fasting;
  return guideline in defaults.fasting.minutes && (anchor === 'start' || anchor === 'arrival')
    ? { ...read, ...head }
    : null;
}

/** A version as it is stored. */
export interface StoredPolicy extends Pick<ReadinessPolicy, 'version' | 'author' | 'effectiveFrom'> {
  readonly body: unknown;
}

/** READY-07: what Lull proposes and the clinic's own versions after it; null: one of them cannot be judged by. */
export function policiesWith(stored: readonly StoredPolicy[]): ReadinessPolicies | null {
  // Of a row no more than a policy has: whatever else stands in it is no figure.
  const own = stored.flatMap(
    ({ version, author, effectiveFrom, body }) => readPolicy({ version, author, effectiveFrom }, body) ?? [],
  );
  return own.length === stored.length ? [...readinessPolicies, ...own] : null;
}

/** The same keys all the way down; a list of texts may be of any length, and null stands where a figure may lack. */
function hasShapeOf(pattern: unknown, value: unknown): boolean {
  if (pattern === null) return value === null || isFigure(value);
  if (typeof pattern === 'number') return isFigure(value);
  if (typeof pattern === 'string') return typeof value === 'string';
  if (Array.isArray(pattern)) return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (typeof pattern !== 'object' || typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, part]) =>
    hasShapeOf(part, (value as Record<string, unknown>)[key]),
  );
}

function isFigure(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
