import { accept, refuse, type Advisory, type Decision, type Refusal } from '../decision.js';
import { civilDateAt, type CivilDate } from '../time/zone.js';
import { fastingText, fastOf } from './fasting.js';
import {
  policyOn,
  readinessPolicies,
  type FastingPolicy,
  type GuidelineIntake,
  type ReadinessPolicies,
  type ReadinessPolicy,
} from './readiness-policy.js';

/** How a clinic fasts, with its own minutes alone. */
export interface FastingFigures extends Omit<FastingPolicy, 'minutes'> {
  readonly minutes: Readonly<Record<GuidelineIntake, number>>;
}

/**
 * What of a readiness policy is a clinic's to say. Two societies' figures are theirs: a clinic chooses among them and
 * its own, and does not write them anew under their name.
 */
export interface ReadinessFigures extends Omit<
  ReadinessPolicy,
  'version' | 'author' | 'effectiveFrom' | 'fasting'
> {
  readonly fasting: FastingFigures;
}

/** The figures of a version. */
export function figuresOf({
  version: _v,
  author: _a,
  effectiveFrom: _e,
  fasting,
  ...rest
}: ReadinessPolicy): ReadinessFigures {
  return { ...rest, fasting: { ...fasting, minutes: fasting.minutes.clinic } };
}

/** The whole policy that figures make, with the societies' own minutes; as it is stored. */
export function policyBody({
  fasting,
  ...rest
}: ReadinessFigures): Omit<ReadinessPolicy, 'version' | 'author' | 'effectiveFrom'> {
  const [
    {
      fasting: { minutes },
    },
  ] = readinessPolicies;
  return { ...rest, fasting: { ...fasting, minutes: { ...minutes, clinic: fasting.minutes } } };
}

const day = 24 * 60;
/** Where a figure may lie, ends included; by the end of its path. Wide: a slip of the hand is caught, no clinician's word. */
const ranges: readonly (readonly [path: RegExp, least: number, most: number, whole: boolean])[] = [
  [/^fasting\.minutes\./, 0, day, true],
  [/^fasting\.glp1LiquidDietMinutes$/, 0, 7 * day, true],
  [/^lead\./, 0, 60 * day, true],
  [/^valid\./, 1, 366 * day, true],
  [/^pregnancyTestAges\./, 0, 120, true],
  [/^inrMaximum$/, 0.8, 5, false],
  [/^asaClass\./, 1, 6, true],
  [/^painToJudge\.leastScore$/, 0, 10, true],
  [/^painToJudge\.analgesicFreeMinutes$/, 0, 7 * day, true],
];

/** One figure that two versions say differently; null: none. A list of texts is told as one text. */
export interface FigureDifference {
  /** Such as `fasting.minutes.light-meal`. */
  readonly figure: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** Every figure by its path, in the order of the policy. */
export function figureList(
  figures: ReadinessFigures,
): readonly (readonly [string, string | number | null])[] {
  return leaves(figures, '');
}

function leaves(value: unknown, path: string): (readonly [string, string | number | null])[] {
  if (Array.isArray(value)) return [[path, value.join(', ')]];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
      .flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
  return [[path, typeof value === 'number' || typeof value === 'string' ? value : null]];
}

/** POL-02: what one version says otherwise than another, figure by figure; empty where they say the same. */
export function figureDifferences(before: ReadinessFigures, after: ReadinessFigures): FigureDifference[] {
  const known = new Map(figureList(before));
  return figureList(after)
    .filter(([figure, value]) => known.get(figure) !== value)
    .map(([figure, value]) => ({ figure, before: known.get(figure) ?? null, after: value }));
}

/** What a further version is held against. */
export interface PolicyFacts {
  /** What it is to follow: the version that was read, the newest. */
  readonly before: ReadinessFigures;
  readonly effectiveFrom: CivilDate;
  /** The clinic's day; of several clinics the earliest. */
  readonly today: CivilDate;
}

const order: readonly GuidelineIntake[] = ['clear-liquids', 'light-meal', 'full-meal'];

/**
 * POL-01: a further version of the readiness policy may stand: every figure in its range, no lighter intake fasted
 * longer than a heavier one, the first age and the first class not above the last, something changed, and no day judged
 * anew that is over. A fast of the clinic's own shorter than ASA's is pointed out, not refused: it is the physician's
 * word. All faults at once. Source: clinical.md 3.1 (ASA), D (ranges).
 */
export function checkReadinessFigures(
  figures: ReadinessFigures,
  { before, effectiveFrom, today }: PolicyFacts,
): Decision<ReadinessFigures> {
  const { fasting, pregnancyTestAges, asaClass } = figures;
  const faults: Refusal[] = [];
  const fault = (code: Refusal['code'], entry: string, facts: Refusal['facts'] = {}): void => {
    faults.push({
      code,
      facts: { entry, ...facts },
      overridable: false,
      remedy: { code: 'correct-entry', facts: { entry } },
    });
  };
  const entryOf = (path: string): string => `figures/${path.replaceAll('.', '/')}`;
  for (const [path, value] of figureList(figures)) {
    const range = ranges.find(([pattern]) => pattern.test(path));
    if (range === undefined || value === null) continue;
    const [, least, most, whole] = range;
    if (typeof value !== 'number' || value < least || value > most || (whole && !Number.isInteger(value)))
      fault('policy.figure-out-of-range', entryOf(path), { least, most });
  }
  for (const [index, lighter] of order.entries()) {
    const heavier = order[index + 1];
    if (heavier !== undefined && fasting.minutes[lighter] > fasting.minutes[heavier])
      fault('policy.figures-out-of-order', entryOf(`fasting.minutes.${lighter}`));
  }
  if (pregnancyTestAges.least > pregnancyTestAges.most)
    fault('policy.figures-out-of-order', entryOf('pregnancyTestAges.least'));
  if (asaClass.withoutApproval > asaClass.most)
    fault('policy.figures-out-of-order', entryOf('asaClass.withoutApproval'));
  if (effectiveFrom < today) fault('policy.begins-in-the-past', 'effectiveFrom');
  if (figureDifferences(before, figures).length === 0) fault('policy.nothing-changed', 'figures');
  const [first, ...rest] = faults;
  if (first !== undefined) return refuse(first, ...rest);
  return accept(figures, advisoriesOf(figures, effectiveFrom === today));
}

function advisoriesOf({ fasting }: ReadinessFigures, beginsToday: boolean): Advisory[] {
  const [
    {
      fasting: { minutes },
    },
  ] = readinessPolicies;
  const shorter =
    fasting.guideline === 'clinic'
      ? order.filter((intake) => fasting.minutes[intake] < minutes.asa[intake])
      : [];
  return [
    ...shorter.map((intake): Advisory => ({
      code: 'policy.shorter-than-guideline',
      facts: { intake, minutes: fasting.minutes[intake], guidelineMinutes: minutes.asa[intake] },
    })),
    ...(beginsToday ? [{ code: 'policy.begins-today', facts: {} } as const] : []),
  ];
}

/** A coming session as far as a policy judges it. Instants are epoch milliseconds. */
export interface JudgedAhead {
  readonly start: number;
  readonly arriveAt: number;
  readonly zone: string;
  readonly sedation: Parameters<typeof fastOf>[0]['sedation'];
  readonly glp1: boolean;
}

/** POL-03: the sessions that a version judges: those on whose day it is the one in force. */
export function judgedBy<Session extends JudgedAhead>(
  sessions: readonly Session[],
  policies: ReadinessPolicies,
  version: string,
): Session[] {
  return sessions.filter(
    ({ start, zone }) => policyOn(civilDateAt(start, zone), policies).version === version,
  );
}

/** POL-04: those of them whose fast would end at other times: what they were told, if they were told, holds no more. */
export function fastsOtherwise<Session extends JudgedAhead>(
  sessions: readonly Session[],
  before: ReadinessPolicies,
  after: ReadinessPolicies,
): Session[] {
  return sessions.filter((session) => {
    const { zone, glp1 } = session;
    const by = (policies: ReadinessPolicies): string =>
      fastingText(fastOf(session, zone, { policies, glp1 }));
    return by(before) !== by(after);
  });
}
