/** What a series is to relieve: it decides by which instrument its injections are judged (clinical reference S3, 1.2). */
export const targetSymptoms = ['pain', 'sweating', 'perfusion'] as const;
export type TargetSymptom = (typeof targetSymptoms)[number];

/** The beginnings of the ICD-10-CM codes that suggest another symptom than pain (clinical reference 3.9). */
const suggested: readonly (readonly [TargetSymptom, readonly string[]])[] = [
  // Pain stands in their names: erythromelalgia and rest pain are judged by pain unless a physician says otherwise.
  ['pain', ['I73.81', 'I70.22']],
  ['sweating', ['L74.5', 'R61']],
  ['perfusion', ['I70.2', 'I73', 'E11.51', 'T33', 'T34']],
];

/**
 * SER-30: the target symptom that a diagnosis suggests: sweating for hyperhidrosis, blood flow for narrowed or cramped
 * arteries and for frostbite, else pain. A proposal: it is shown as one, and a physician may choose another. The side is
 * not touched by it. Source: clinical reference S3 and 3.9 (codes); which code suggests what is ours (D).
 */
export function proposedSymptom(icd10: string): TargetSymptom {
  const code = icd10.trim().toUpperCase();
  const found = suggested.find(([, beginnings]) => beginnings.some((each) => code.startsWith(each)));
  return found?.[0] ?? 'pain';
}
