import type { FigureDifference, ReadinessFigures } from '@lull/domain';

/** How a figure is written down: minutes are read as hours or days where they are whole ones. */
export type FigureUnit =
  'hours' | 'days' | 'minutes' | 'years' | 'class' | 'score' | 'ratio' | 'ingredients' | 'choice';

export interface FigureField {
  /** Its path in the figures. */
  readonly figure: string;
  readonly label: string;
  readonly unit: FigureUnit;
  /** What it is for, where the label does not say it. */
  readonly about?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** It may be left empty. */
  readonly omittable?: string;
}

export interface FigureGroup {
  readonly title: string;
  readonly fields: readonly FigureField[];
}

const guidelines = [
  { value: 'asa', label: 'ASA' },
  { value: 'asipp', label: 'ASIPP' },
  { value: 'clinic', label: 'the clinic’s own' },
];
const anchors = [
  { value: 'start', label: 'the start' },
  { value: 'arrival', label: 'the arrival' },
];

/** Every figure of the readiness policy, by what it is about. */
export const figureGroups: readonly FigureGroup[] = [
  {
    title: 'Fasting before sedation',
    fields: [
      { figure: 'fasting.guideline', label: 'By the figures of', unit: 'choice', choices: guidelines },
      { figure: 'fasting.minutes.full-meal', label: 'Own: after a full meal', unit: 'hours' },
      { figure: 'fasting.minutes.light-meal', label: 'Own: after a light meal', unit: 'hours' },
      { figure: 'fasting.minutes.breast-milk', label: 'Own: after breast milk', unit: 'hours' },
      { figure: 'fasting.minutes.clear-liquids', label: 'Own: after clear liquids', unit: 'hours' },
      { figure: 'fasting.anchor', label: 'Counted back from', unit: 'choice', choices: anchors },
      {
        figure: 'fasting.glp1LiquidDietMinutes',
        label: 'With a GLP-1 drug: liquids alone for',
        unit: 'hours',
      },
    ],
  },
  {
    title: 'How long before something must be done',
    fields: [
      { figure: 'lead.authorisation', label: 'Authorisation, before the start', unit: 'days' },
      {
        figure: 'lead.anticoagulantDecision',
        label: 'Anticoagulant decision',
        unit: 'days',
        about: 'Before the longest usual hold of the drug would begin.',
      },
      {
        figure: 'lead.anticoagulantAskedAgain',
        label: 'Anticoagulant asked again, before the start',
        unit: 'days',
      },
      {
        figure: 'lead.question',
        label: 'Questions that may change the plan, before the start',
        unit: 'days',
      },
      {
        figure: 'lead.fastingTold',
        label: 'Fasting times told',
        unit: 'days',
        about: 'Before the first of them.',
      },
      {
        figure: 'lead.fastingSignedOff',
        label: 'Fast signed off',
        unit: 'days',
        about: 'Before the first of its times.',
      },
      { figure: 'lead.escort', label: 'Escort confirmed, before the arrival', unit: 'days' },
      { figure: 'lead.onTheDay', label: 'What is done on the day, before the start', unit: 'minutes' },
    ],
  },
  {
    title: 'How old an answer may be at the start',
    fields: [
      { figure: 'valid.anticoagulantAnswer', label: 'Anticoagulants asked about', unit: 'days' },
      { figure: 'valid.pregnancyTest', label: 'Pregnancy test', unit: 'days' },
      { figure: 'valid.inr', label: 'INR', unit: 'days' },
      { figure: 'valid.consent', label: 'Consent', unit: 'days', omittable: 'does not grow old' },
    ],
  },
  {
    title: 'Limits',
    fields: [
      { figure: 'pregnancyTestAges.least', label: 'Pregnancy test from the age of', unit: 'years' },
      { figure: 'pregnancyTestAges.most', label: 'to the age of', unit: 'years' },
      { figure: 'inrMaximum', label: 'INR at most', unit: 'ratio' },
      {
        figure: 'asaClass.withoutApproval',
        label: 'ASA class without the physician’s word, at most',
        unit: 'class',
      },
      { figure: 'asaClass.most', label: 'ASA class treated here, at most', unit: 'class' },
      {
        figure: 'painToJudge.leastScore',
        label: 'Pain to judge a diagnostic injection by, at least',
        unit: 'score',
      },
      {
        figure: 'painToJudge.analgesicFreeMinutes',
        label: 'No analgesic before it for',
        unit: 'hours',
      },
    ],
  },
  {
    title: 'What a patient meets, for allergies',
    fields: [
      { figure: 'substances.always', label: 'In every visit', unit: 'ingredients' },
      { figure: 'substances.withContrast', label: 'With contrast', unit: 'ingredients' },
      { figure: 'substances.withSteroid', label: 'With a steroid', unit: 'ingredients' },
    ],
  },
];

export const figureFields: readonly FigureField[] = figureGroups.flatMap(({ fields }) => fields);

/** Of how many minutes one of the unit is made; 1 where it is no time. */
export function minutesOf(unit: FigureUnit): number {
  return unit === 'days' ? 24 * 60 : unit === 'hours' ? 60 : 1;
}

type Figure = FigureDifference['before'];

/** `2 hours`, `7 days`, `ASIPP`, `does not grow old`. */
export function figureText({ unit, choices, omittable }: FigureField, value: Figure): string {
  if (value === null) return omittable ?? 'none';
  if (typeof value === 'string')
    return unit === 'choice'
      ? (choices?.find((each) => each.value === value)?.label ?? value)
      : value || 'nothing';
  if (unit === 'hours' || unit === 'days' || unit === 'minutes') return timeText(value);
  return unit === 'years' ? `${value} years` : String(value);
}

/** In the largest unit of which it is a whole number. */
function timeText(minutes: number): string {
  const [count, word] =
    minutes !== 0 && minutes % (24 * 60) === 0
      ? [minutes / (24 * 60), 'day']
      : minutes !== 0 && minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A figure by its path. */
export function figureAt(figures: ReadinessFigures, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], figures);
}

/** The figures with another one at a path; nothing else is touched. */
export function withFigure(figures: ReadinessFigures, path: string, value: unknown): ReadinessFigures {
  const set = (part: unknown, [key, ...rest]: readonly string[]): unknown =>
    key === undefined
      ? value
      : { ...(part as object), [key]: set((part as Readonly<Record<string, unknown>>)[key], rest) };
  return set(figures, path.split('.')) as ReadinessFigures;
}
