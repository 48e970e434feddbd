import type { TargetSymptom } from '@lull/domain';

/** The target symptom as one speaks of it. */
export const symptomWords: Readonly<Record<TargetSymptom, string>> = {
  pain: 'pain',
  sweating: 'sweating',
  perfusion: 'blood flow',
};

/** What a series is judged by: it stands beside every choice of a symptom and every figure. */
export const judgedByTexts: Readonly<Record<TargetSymptom, string>> = {
  pain: 'Judged by the pain score (NRS, 0 to 10): relief by half, and by 30 %.',
  sweating: 'Judged by the HDSS (1 to 4): two steps less are a success, one step a partial response.',
  perfusion:
    'Measured by walking distance, ulcers and skin temperature. No source names a threshold, so that nothing is judged from them.',
};
