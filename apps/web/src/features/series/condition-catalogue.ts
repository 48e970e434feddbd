import type { Side } from '@lull/domain';

export interface CodedCondition {
  readonly label: string;
  readonly codes: readonly { readonly icd10: string; readonly side: Side | null }[];
}

const bySide = (right: string, left: string, both?: string): CodedCondition['codes'] => [
  { icd10: right, side: 'right' },
  { icd10: left, side: 'left' },
  ...(both === undefined ? [] : [{ icd10: both, side: 'both' } as const]),
];
const unsided = (icd10: string): CodedCondition['codes'] => [{ icd10, side: null }];

/**
 * Why a series is given, in our own words, with the codes of clinical.md 3.9 (numbers only; descriptors are not
 * shipped). The first three are the seed's, the others the clinic's; any other may be typed.
 */
export const conditionCatalogue: readonly CodedCondition[] = [
  { label: 'Complex regional pain syndrome I, leg', codes: bySide('G90.521', 'G90.522', 'G90.523') },
  { label: 'Phantom limb pain', codes: unsided('G54.6') },
  { label: 'Excessive sweating of the soles', codes: unsided('L74.513') },
  {
    label: 'Complex regional pain syndrome II (causalgia), leg',
    codes: bySide('G57.71', 'G57.72', 'G57.73'),
  },
  { label: 'Stump neuroma, leg', codes: bySide('T87.33', 'T87.34') },
  { label: 'Post-herpetic nerve pain', codes: unsided('B02.29') },
  { label: 'Shingles', codes: unsided('B02.9') },
  { label: 'Peripheral vascular disease', codes: unsided('I73.9') },
  { label: 'Rest pain of the leg, narrowed arteries', codes: bySide('I70.221', 'I70.222', 'I70.223') },
  { label: 'Raynaud’s syndrome', codes: unsided('I73.00') },
  { label: 'Buerger’s disease', codes: unsided('I73.1') },
  { label: 'Erythromelalgia', codes: unsided('I73.81') },
  { label: 'Diabetic polyneuropathy', codes: unsided('E11.42') },
  { label: 'Polyneuropathy', codes: unsided('G62.9') },
  { label: 'Pain from cancer', codes: unsided('G89.3') },
  { label: 'Pain in the leg', codes: bySide('M79.604', 'M79.605') },
];
