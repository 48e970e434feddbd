import type { RecordVitalSignsRequest } from '@lull/contracts';
import {
  kilogramsOf,
  measureText,
  readMeasureText,
  vitalSignsPolicy,
  type VitalMeasure,
  type WeightUnit,
} from '@lull/domain';
import type { FormFault } from '../../ui/form-summary.js';

/** The measures as the form asks them, each with the unit that stands beside its field. */
export const measureFields: readonly { readonly measure: VitalMeasure; readonly label: string }[] = [
  { measure: 'systolicMmhg', label: 'Blood pressure, systolic' },
  { measure: 'diastolicMmhg', label: 'Blood pressure, diastolic' },
  { measure: 'pulsePerMin', label: 'Pulse' },
  { measure: 'spo2Percent', label: 'Oxygen saturation (SpO2)' },
  { measure: 'respirationPerMin', label: 'Respiration' },
  { measure: 'temperatureCelsius', label: 'Temperature' },
  { measure: 'weightKg', label: 'Weight' },
  { measure: 'glucoseMgDl', label: 'Glucose' },
];

export interface PainDraft {
  readonly value: number | null;
  readonly rescue: boolean | null;
}

export interface VitalsDraft {
  readonly typed: Readonly<Record<VitalMeasure, string>>;
  readonly weightUnit: WeightUnit | null;
  /** By the side that hurts; `own` for a series of one side. */
  readonly pain: Readonly<Record<'own' | 'left' | 'right', PainDraft>>;
}

const noPain: PainDraft = { value: null, rescue: null };

export const emptyVitals: VitalsDraft = {
  typed: {
    systolicMmhg: '',
    diastolicMmhg: '',
    pulsePerMin: '',
    spo2Percent: '',
    respirationPerMin: '',
    temperatureCelsius: '',
    weightKg: '',
    glucoseMgDl: '',
  },
  weightUnit: null,
  pain: { own: noPain, left: noPain, right: noPain },
};

/** `36.6 °C`; the value without a trailing zero, the unit always beside it (hazard H25). */
export function quantityText(measure: VitalMeasure, value: number): string {
  const { unit } = vitalSignsPolicy.ranges[measure];
  return `${measureText(value)}${unit === '%' || unit.startsWith('/') ? unit : ` ${unit}`}`;
}

type Read = Omit<RecordVitalSignsRequest, 'amends' | 'amendReason' | 'measuredAt' | 'timeReason'>;

/** The draft as a request says it, with everything that keeps it from being one. */
export function readVitals(
  { typed, weightUnit, pain }: VitalsDraft,
  seriesSide: 'left' | 'right' | 'both',
): { readonly request: Read; readonly faults: readonly FormFault[] } {
  const faults: FormFault[] = [];
  const valueOf = (measure: VitalMeasure): number | null => {
    const text = typed[measure].trim();
    if (text === '') return null;
    const { decimals } = vitalSignsPolicy.ranges[measure];
    const value = readMeasureText(text, decimals);
    if (value === null) faults.push({ field: measure, sentence: misread(text, decimals) });
    return value;
  };
  const weight = valueOf('weightKg');
  if (weight !== null && weightUnit === null)
    faults.push({ field: 'weightUnit', sentence: 'Choose the unit of the weight: kg or lb.' });
  const sides = seriesSide === 'both' ? (['left', 'right'] as const) : (['own'] as const);
  const scores = sides.flatMap((side) => {
    const { value, rescue } = pain[side];
    if (value === null) return [];
    if (rescue === null)
      faults.push({
        field: `rescue-${side}`,
        sentence: 'Ask whether an analgesic for this pain was taken in the 6 hours before.',
      });
    return [{ value, rescue: rescue === true, ...(side !== 'own' && { side }) }];
  });
  const request: Read = {
    systolicMmhg: valueOf('systolicMmhg'),
    diastolicMmhg: valueOf('diastolicMmhg'),
    pulsePerMin: valueOf('pulsePerMin'),
    spo2Percent: valueOf('spo2Percent'),
    respirationPerMin: valueOf('respirationPerMin'),
    temperatureCelsius: valueOf('temperatureCelsius'),
    weight: weight === null || weightUnit === null ? null : { value: weight, unit: weightUnit },
    glucoseMgDl: valueOf('glucoseMgDl'),
    pain: scores,
  };
  return { request, faults };
}

/** What a weight in pounds is in kilograms, for whoever reads it back. */
export function weightReadBack({ typed, weightUnit }: VitalsDraft): string | null {
  const value = readMeasureText(typed.weightKg, 1);
  if (value === null || weightUnit !== 'lb') return null;
  return `= ${quantityText('weightKg', kilogramsOf(value, 'lb'))}`;
}

function misread(text: string, decimals: 0 | 1): string {
  const form = decimals === 0 ? 'a whole number' : 'a number such as 36.6, or 37 without a zero behind';
  return `“${text}” can be misread: write ${form}.`;
}
