import type { CreateSeriesRequest, Purpose, Sedation, SeriesView, Side } from '@lull/contracts';
import { problemTexts, type ProblemCode } from '@lull/contracts/plain';
import { checkSeries, proposedSymptom, sideAgrees, type TargetSymptom } from '@lull/domain';
import type { FormFault } from '../../ui/form-summary.js';

/** A plan as it is being typed: numbers may still be empty, and the side has no default. */
export interface SeriesDraft {
  readonly procedureTypeId: string;
  readonly physicianId: string;
  readonly side: Side | null;
  readonly purpose: Purpose | null;
  readonly conditionLabel: string;
  readonly icd10: string;
  /** Null: what the diagnosis suggests. */
  readonly targetSymptom: TargetSymptom | null;
  readonly plannedCount: number | string;
  readonly minimumIntervalDays: number | string;
  readonly targetIntervalDays: number | string;
  readonly maximumIntervalDays: number | string;
  readonly sedation: Sedation;
  readonly gated: boolean;
}

/** The intervals are the clinic's usual ones, to be changed; what identifies the target begins empty. */
export const emptySeriesDraft: SeriesDraft = {
  procedureTypeId: '',
  physicianId: '',
  side: null,
  purpose: null,
  conditionLabel: '',
  icd10: '',
  targetSymptom: null,
  plannedCount: '',
  minimumIntervalDays: 7,
  targetIntervalDays: 14,
  maximumIntervalDays: 56,
  sedation: 'none',
  gated: true,
};

/** The fields that a plan may change, as the form calls them. */
export const seriesFieldWords: Readonly<Partial<Record<keyof SeriesDraft, string>>> = {
  physicianId: 'physician',
  targetSymptom: 'target symptom',
  plannedCount: 'planned injections',
  minimumIntervalDays: 'days at least',
  targetIntervalDays: 'target days',
  maximumIntervalDays: 'days at most',
  sedation: 'sedation',
  gated: 'whether the response decides',
};

/** The plan as it stands, to be changed. */
export function draftOfSeries(series: SeriesView): SeriesDraft {
  const { physicianId, plannedCount, minimumIntervalDays, targetIntervalDays, maximumIntervalDays } = series;
  const { procedureTypeId, side, purpose, targetSymptom, condition, sedation, gated } = series;
  return {
    procedureTypeId,
    side,
    purpose,
    conditionLabel: condition.label,
    icd10: condition.icd10,
    targetSymptom,
    physicianId,
    plannedCount,
    minimumIntervalDays,
    targetIntervalDays,
    maximumIntervalDays,
    sedation,
    gated,
  };
}

const icd10Form = /^[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/** Everything that keeps the draft from being a plan, at once; the rules are the domain's own. */
export function draftFaults(draft: SeriesDraft): readonly FormFault[] {
  const faults: FormFault[] = [];
  const missing = (field: keyof SeriesDraft, sentence: string): void => {
    if (draft[field] === '' || draft[field] === null) faults.push({ field, sentence });
  };
  missing('procedureTypeId', 'Choose the procedure.');
  missing('physicianId', 'Choose the physician.');
  missing('purpose', 'Choose the purpose.');
  missing('conditionLabel', 'Name the condition.');
  if (!icd10Form.test(draft.icd10))
    faults.push({ field: 'icd10', sentence: 'Write an ICD-10-CM code such as G90.522.' });
  const decision = checkSeries({
    ...draft,
    seriesId: null,
    procedureType: draft.procedureTypeId,
    plannedCount: whole(draft.plannedCount),
    minimumIntervalDays: whole(draft.minimumIntervalDays),
    targetIntervalDays: whole(draft.targetIntervalDays),
    maximumIntervalDays: whole(draft.maximumIntervalDays),
    otherSeries: [],
  });
  if (!decision.accepted) {
    for (const { code, facts, remedy } of decision.refusals) {
      const entry = remedy?.facts['entry'];
      faults.push({
        field: typeof entry === 'string' ? entry : null,
        sentence: problemTexts[code satisfies ProblemCode].detail(facts),
      });
    }
  }
  return faults.toSorted((a, b) => placeInForm(a) - placeInForm(b));
}

/** As the fields stand on the form, from top to bottom: the first line of the summary leads to the first gap. */
const formOrder: readonly (keyof SeriesDraft)[] = [
  'procedureTypeId',
  'conditionLabel',
  'icd10',
  'side',
  'purpose',
  'targetSymptom',
  'physicianId',
  'plannedCount',
  'minimumIntervalDays',
  'targetIntervalDays',
  'maximumIntervalDays',
  'sedation',
  'gated',
];

function placeInForm({ field }: FormFault): number {
  return formOrder.findIndex((each) => each === field);
}

/** Precondition: `draftFaults` found nothing. */
export function requestOf(draft: SeriesDraft, patientId: string): CreateSeriesRequest | null {
  const { side, purpose } = draft;
  if (side === null || purpose === null) return null;
  return {
    ...draft,
    side,
    purpose,
    patientId,
    targetSymptom: draft.targetSymptom ?? proposedSymptom(draft.icd10),
    ...numbersOf(draft),
  };
}

export function numbersOf(
  draft: Pick<
    SeriesDraft,
    'plannedCount' | 'minimumIntervalDays' | 'targetIntervalDays' | 'maximumIntervalDays'
  >,
) {
  return {
    plannedCount: whole(draft.plannedCount),
    minimumIntervalDays: whole(draft.minimumIntervalDays),
    targetIntervalDays: whole(draft.targetIntervalDays),
    maximumIntervalDays: whole(draft.maximumIntervalDays),
  };
}

/** Said at once, while the form is filled in: the diagnosis names another side. */
export function sideDisagreement({ icd10, side }: Pick<SeriesDraft, 'icd10' | 'side'>): string | null {
  if (side === null || sideAgrees(icd10, side)) return null;
  return problemTexts['series.side-disagrees-with-diagnosis'].detail({ icd10, side });
}

function whole(typed: number | string): number {
  return typed === '' ? Number.NaN : Number(typed);
}
