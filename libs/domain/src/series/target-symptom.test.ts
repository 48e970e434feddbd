import { describe, expect, it } from 'vitest';
import { proposedSymptom, type TargetSymptom } from './target-symptom.js';

describe('SER-30: the target symptom that a diagnosis proposes', () => {
  it.each<[string, string, TargetSymptom]>([
    ['sweating of the soles', 'L74.513', 'sweating'],
    ['sweating all over', 'R61', 'sweating'],
    ['narrowed arteries', 'I73.9', 'perfusion'],
    ['Raynaud', 'I73.00', 'perfusion'],
    ['Buerger', 'I73.1', 'perfusion'],
    ['the vessels of diabetes', 'E11.51', 'perfusion'],
    ['frostbite', 'T34.831A', 'perfusion'],
    ['the nerves of diabetes', 'E11.42', 'pain'],
    ['rest pain, which is pain', 'I70.222', 'pain'],
    ['erythromelalgia, which hurts', 'I73.81', 'pain'],
    ['CRPS', 'G90.522', 'pain'],
    ['phantom limb pain', 'G54.6', 'pain'],
    ['however it is typed', ' l74.513 ', 'sweating'],
    ['a code that nobody listed', 'Z99.9', 'pain'],
  ])('%s', (_story, icd10, symptom) => {
    expect(proposedSymptom(icd10)).toBe(symptom);
  });
});
