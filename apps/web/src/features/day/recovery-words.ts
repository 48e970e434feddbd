import type { aldreteItems, ExpectedEffect, padssItems, ProcedureStepState } from '@lull/domain';

type Item = readonly [item: string, zero: string, one: string, two: string];

/** What each point of the modified Aldrete score means, in few words. */
export const aldreteWords: Readonly<Record<(typeof aldreteItems)[number], Item>> = {
  activity: ['Activity', 'moves no limb', 'moves two limbs', 'moves all four'],
  respiration: ['Breathing', 'not by itself', 'shallow or laboured', 'deep, and coughs'],
  circulation: ['Blood pressure', '50 % or more off', '20 to 49 % off', 'within 20 %'],
  consciousness: ['Consciousness', 'does not answer', 'wakes when called', 'fully awake'],
  oxygen: ['Oxygen', 'under 90 % with oxygen', 'needs oxygen for 90 %', 'over 92 % on air'],
};

/** The same of the PADSS. */
export const padssWords: Readonly<Record<(typeof padssItems)[number], Item>> = {
  'vital-signs': ['Vital signs', '40 % or more off', '20 to 40 % off', 'within 20 %'],
  walking: ['Activity and mind', 'neither', 'one of them', 'awake and steady'],
  nausea: ['Pain, nausea, vomiting', 'severe', 'moderate', 'little or none'],
  bleeding: ['Bleeding', 'severe', 'moderate', 'little or none'],
  intake: ['Drinks and passes water', 'neither', 'one of them', 'both'],
};

export const effectWords: Readonly<Record<ExpectedEffect, string>> = {
  'warm-leg': 'Leg feels warm or different',
  'numb-leg': 'Leg is numb',
  'weak-leg': 'Leg is weak',
};

export const stepStateWords: Readonly<Record<ProcedureStepState, string>> = {
  done: 'Done',
  'not-done': 'Not done',
  'not-applicable': 'Does not apply',
};
