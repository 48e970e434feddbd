import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import type { SessionState } from '../scheduling/session-states.js';
import type { vitalSignsRefusalCodes } from './day-codes.js';

/** What is measured, each in the one unit that its name says. */
export const vitalMeasures = [
  'systolicMmhg',
  'diastolicMmhg',
  'pulsePerMin',
  'spo2Percent',
  'respirationPerMin',
  'temperatureCelsius',
  'weightKg',
  'glucoseMgDl',
] as const;
export type VitalMeasure = (typeof vitalMeasures)[number];

/** Null: not measured. */
export type VitalSigns = Readonly<Record<VitalMeasure, number | null>>;

interface PlausibleRange {
  readonly least: number;
  readonly most: number;
  readonly decimals: 0 | 1;
  readonly unit: string;
}

/**
 * The numbers behind vital signs. The ranges hold what a person in a clinic can have, not what is healthy: outside of
 * them the entry is a slip of the pen. Seen: none. Chosen: the ranges. General knowledge, to be confirmed: fever from
 * 38.0 °C, glucose above 250 mg/dL and SpO2 below 90 % wait for a look. Source: clinical.md 3.6 and 3.11, hazard H25.
 */
export const vitalSignsPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  ranges: {
    systolicMmhg: { least: 50, most: 260, decimals: 0, unit: 'mmHg' },
    diastolicMmhg: { least: 20, most: 160, decimals: 0, unit: 'mmHg' },
    pulsePerMin: { least: 25, most: 220, decimals: 0, unit: '/min' },
    spo2Percent: { least: 50, most: 100, decimals: 0, unit: '%' },
    respirationPerMin: { least: 4, most: 60, decimals: 0, unit: '/min' },
    temperatureCelsius: { least: 33, most: 42, decimals: 1, unit: '°C' },
    weightKg: { least: 20, most: 350, decimals: 1, unit: 'kg' },
    glucoseMgDl: { least: 20, most: 800, decimals: 0, unit: 'mg/dL' },
  } satisfies Readonly<Record<VitalMeasure, PlausibleRange>>,
  feverFromCelsius: 38,
  glucoseHighAboveMgDl: 250,
  spo2LowBelowPercent: 90,
  /** A weight that differs by more from the last one is looked at once more: a dose depends on it (H10, H19). */
  weightChangePercent: 15,
} as const;

export const weightUnits = ['kg', 'lb'] as const;
export type WeightUnit = (typeof weightUnits)[number];

const kilogramsPerPound = 0.453_592_37;

/** DAY-12: a weight in kilograms, to the tenth; its unit was chosen, never guessed. */
export function kilogramsOf(value: number, unit: WeightUnit): number {
  return Math.round((unit === 'kg' ? value : value * kilogramsPerPound) * 10) / 10;
}

/**
 * DAY-10: a quantity as it is written: a zero before the point, none after it: 0.5 and 5, never .5 or 5.0, which have
 * been read as 5 and 50. Source: clinical.md, hazard H25.
 */
export function measureText(value: number): string {
  return String(value);
}

/** DAY-10: a quantity as somebody typed it, or null where it can be misread: `.5`, `5.`, `5.0`, `1,200`. */
export function readMeasureText(text: string, decimals: 0 | 1): number | null {
  const form = decimals === 0 ? /^(0|[1-9]\d{0,3})$/ : /^(0|[1-9]\d{0,3})(\.[1-9])?$/;
  return form.test(text.trim()) ? Number(text.trim()) : null;
}

type Code = (typeof vitalSignsRefusalCodes)[number];

function refusal(code: Code, facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}

const measuredIn: readonly SessionState[] = ['arrived', 'preparing', 'in-room', 'recovering'];

/**
 * DAY-11: may these be written down? The patient is there; something was measured (a pain score counts); each value is
 * one that a person can have; a blood pressure has both its numbers, the greater first. All refusals at once, none to
 * be overridden: they say that the entry is not true. Source: clinical.md, hazard H25.
 */
export function checkVitalSigns(
  signs: VitalSigns,
  { sessionState, painAsked }: { readonly sessionState: SessionState; readonly painAsked: boolean },
): Decision<VitalSigns> {
  const refusals: Refusal[] = [];
  if (!measuredIn.includes(sessionState))
    refusals.push(refusal('outcomes.vitals-patient-not-there', { state: sessionState }));
  if (!painAsked && vitalMeasures.every((measure) => signs[measure] === null))
    refusals.push(refusal('outcomes.vitals-nothing-measured'));
  for (const measure of vitalMeasures) {
    const value = signs[measure];
    const { least, most, unit } = vitalSignsPolicy.ranges[measure];
    if (value !== null && (value < least || value > most))
      refusals.push(refusal('outcomes.vitals-implausible', { measure, value, unit, least, most }));
  }
  const { systolicMmhg, diastolicMmhg } = signs;
  if ((systolicMmhg === null) !== (diastolicMmhg === null))
    refusals.push(refusal('outcomes.vitals-pressure-incomplete'));
  if (systolicMmhg !== null && diastolicMmhg !== null && systolicMmhg <= diastolicMmhg)
    refusals.push(refusal('outcomes.vitals-pressure-reversed'));
  return refusals.length === 0 ? accept(signs) : { accepted: false, refusals };
}

/** What measured values mean for the visit; a closed list, each has a sentence on the screen. */
export const vitalFindingCodes = [
  'fever',
  'oxygen-low',
  'glucose-high',
  'glucose-not-measured',
  'weight-changed',
  'weight-not-known',
] as const;
export type VitalFindingCode = (typeof vitalFindingCodes)[number];

export interface VitalFinding {
  readonly code: VitalFindingCode;
  readonly weight: 'stop' | 'ask';
  readonly facts: Facts;
}

/**
 * DAY-13: what the values mean: fever is told, for an infection postpones; low oxygen; a glucose that the physician
 * decides about, and one that was not measured though the patient is diabetic (H4); a weight that jumped, or none, by
 * which no dose can be judged (H10). Source: clinical.md 3.6.
 */
export function vitalFindings(
  signs: VitalSigns,
  { diabetic, weightBeforeKg }: { readonly diabetic: boolean; readonly weightBeforeKg: number | null },
): VitalFinding[] {
  const { feverFromCelsius, glucoseHighAboveMgDl, spo2LowBelowPercent, weightChangePercent } =
    vitalSignsPolicy;
  const { temperatureCelsius, spo2Percent, glucoseMgDl, weightKg } = signs;
  const findings: VitalFinding[] = [];
  if (temperatureCelsius !== null && temperatureCelsius >= feverFromCelsius)
    findings.push({ code: 'fever', weight: 'stop', facts: { temperatureCelsius, feverFromCelsius } });
  if (spo2Percent !== null && spo2Percent < spo2LowBelowPercent)
    findings.push({ code: 'oxygen-low', weight: 'stop', facts: { spo2Percent, spo2LowBelowPercent } });
  if (glucoseMgDl !== null && glucoseMgDl > glucoseHighAboveMgDl)
    findings.push({ code: 'glucose-high', weight: 'stop', facts: { glucoseMgDl, glucoseHighAboveMgDl } });
  if (glucoseMgDl === null && diabetic)
    findings.push({ code: 'glucose-not-measured', weight: 'ask', facts: {} });
  if (weightKg !== null && weightBeforeKg !== null) {
    const percent = Math.round((Math.abs(weightKg - weightBeforeKg) / weightBeforeKg) * 100);
    if (percent > weightChangePercent)
      findings.push({ code: 'weight-changed', weight: 'ask', facts: { weightKg, weightBeforeKg, percent } });
  }
  if (weightKg === null && weightBeforeKg === null)
    findings.push({ code: 'weight-not-known', weight: 'ask', facts: {} });
  return findings;
}
