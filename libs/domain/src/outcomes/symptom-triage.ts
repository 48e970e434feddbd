/** What must be looked at now: the patient is told the number before anybody has read the report. */
const emergencySymptoms = [
  'breathing',
  'face-swelling',
  'collapse',
  'chest-pain',
  'seizure',
  'bladder-bowel',
  'both-legs-weak',
  'saddle-numbness',
] as const;

const sameDaySymptoms = [
  'fever',
  'redness',
  'new-weakness',
  'tingling-burning',
  'blood-in-urine',
  'flank-pain',
  'severe-headache',
  'cold-foot',
] as const;

const routineSymptoms = ['bruise', 'soreness'] as const;

/** What a patient can report from home after an injection; a closed list, because each has its urgency. */
export const symptomCodes = [...emergencySymptoms, ...sameDaySymptoms, ...routineSymptoms] as const;
export type SymptomCode = (typeof symptomCodes)[number];

/** How soon somebody must act, the most urgent first. */
export const triageLevels = ['emergency', 'same-day', 'routine'] as const;
export type TriageLevel = (typeof triageLevels)[number];

/** Whose sorting of the symptoms this is; stored with each report (clinical reference 3.12). */
export const symptomTriageDefinition = {
  version: '1',
  author: 'Lull defaults, to be confirmed by a physician of the clinic',
  effectiveFrom: '2026-01-01',
  /** An emergency is due at once: the patient was told to call, and somebody calls if she does not. */
  dueWithinMinutes: { emergency: 0, 'same-day': 120 },
} as const;

const urgencies: ReadonlyMap<SymptomCode, TriageLevel> = new Map([
  ...emergencySymptoms.map((code) => [code, 'emergency'] as const),
  ...sameDaySymptoms.map((code) => [code, 'same-day'] as const),
  ...routineSymptoms.map((code) => [code, 'routine'] as const),
]);

/**
 * HOME-04: how soon somebody must act on these symptoms: as soon as the most urgent of them asks for. Without any, and
 * for a code that this version does not know, nothing is taken for harmless: undefined for none, `same-day` for unknown.
 * Pure and small, because the patient's page asks it before the server answers. Source: clinical reference 3.12.
 */
export function symptomTriage(symptoms: readonly string[]): TriageLevel | undefined {
  const found = new Set(symptoms.map((code) => urgencies.get(code as SymptomCode) ?? 'same-day'));
  return triageLevels.find((level) => found.has(level));
}
