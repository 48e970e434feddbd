import type { TargetSymptom } from '../series/target-symptom.js';
import { reliefDefinition50, reliefDefinition30, type ReliefDefinition } from './relief-definition.js';
import type { ReliefThreshold } from './review-sentence.js';
import type { ReliefDefinitions } from './series-relief.js';

/**
 * Success against sweating: the HDSS (1 to 4) at least two steps below the baseline (clinical reference 1.2). Windows and
 * the least time of a response are those of pain: the reference names no others (D).
 */
export const reliefDefinitionHdss2: ReliefDefinition = {
  ...reliefDefinition50,
  name: 'hdss2',
  scaleLeast: 1,
  relativePercent: 0,
  absoluteMinimum: 2,
};

/** Partial response against sweating: at least one step of the HDSS (clinical reference 1.2). */
export const reliefDefinitionHdss1: ReliefDefinition = {
  ...reliefDefinitionHdss2,
  name: 'hdss1',
  absoluteMinimum: 1,
};

/** Both thresholds against sweating of one version; a new version is a new entry, none is ever edited. */
export const sweatingReliefDefinitionVersions: readonly ReliefDefinitions[] = [
  { primary: reliefDefinitionHdss2, secondary: reliefDefinitionHdss1 },
];

const bySymptom: Readonly<Record<TargetSymptom, ReliefDefinitions | null>> = {
  pain: { primary: reliefDefinition50, secondary: reliefDefinition30 },
  sweating: { primary: reliefDefinitionHdss2, secondary: reliefDefinitionHdss1 },
  perfusion: null,
};

/**
 * SYM-01: by which definitions relief of a symptom is judged; null where no source names a threshold (blood flow): then
 * what was measured is shown, and nothing is judged from it.
 */
export function symptomDefinitions(symptom: TargetSymptom): ReliefDefinitions | null {
  return bySymptom[symptom];
}

/** How a sentence calls the relief that one of the two definitions of a symptom speaks of. */
export function reliefTerm(symptom: TargetSymptom, threshold: 50 | 30): ReliefThreshold {
  if (symptom !== 'sweating') return threshold;
  return threshold === 50 ? 'two-steps' : 'one-step';
}

/** Which definition stands behind the figures of a symptom, by name, version and day. */
export function definitionStamp(symptom: TargetSymptom): string {
  const definitions = symptomDefinitions(symptom);
  if (definitions === null) return 'nothing (no threshold is defined for blood flow)';
  return [definitions.primary, definitions.secondary]
    .map(({ name, version, effectiveFrom }) => `${name} ${version} (${effectiveFrom})`)
    .join(', ');
}
