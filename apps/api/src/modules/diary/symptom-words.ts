import type { SymptomCode } from '@lull/domain';

/** A symptom as staff read it in the task. */
export const symptomWords: Readonly<Record<SymptomCode, string>> = {
  breathing: 'trouble breathing',
  'face-swelling': 'swelling of the face',
  collapse: 'collapse',
  'chest-pain': 'chest pain',
  seizure: 'seizure',
  'bladder-bowel': 'loss of bladder or bowel control',
  'both-legs-weak': 'both legs weak',
  'saddle-numbness': 'numbness between the legs',
  fever: 'fever of 38 °C or more',
  redness: 'redness or discharge',
  'new-weakness': 'new or worse weakness',
  'tingling-burning': 'tingling or burning',
  'blood-in-urine': 'blood in the urine',
  'flank-pain': 'flank pain',
  'severe-headache': 'severe headache',
  'cold-foot': 'a cold, white or blue foot',
  bruise: 'bruise',
  soreness: 'soreness',
};
