import { codedSide } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import { conditionCatalogue } from './condition-catalogue.js';

describe('The conditions to choose from', () => {
  it('S4: begin with complex regional pain syndrome, phantom limb pain and excessive sweating', () => {
    expect(
      conditionCatalogue.slice(0, 3).map(({ label, codes }) => [label, codes.map(({ icd10 }) => icd10)]),
    ).toEqual([
      ['Complex regional pain syndrome I, leg', ['G90.521', 'G90.522', 'G90.523']],
      ['Phantom limb pain', ['G54.6']],
      ['Excessive sweating of the soles', ['L74.513']],
    ]);
  });

  it('S3: are of pain, of sweating and of blood flow', () => {
    const codes = conditionCatalogue.flatMap((each) => each.codes.map(({ icd10 }) => icd10));
    expect(codes).toEqual(expect.arrayContaining(['G90.521', 'L74.513', 'I73.9']));
  });

  it('H1: name no side but the one that their code has', () => {
    for (const { codes } of conditionCatalogue)
      for (const { icd10, side } of codes) expect([icd10, side]).toEqual([icd10, codedSide(icd10)]);
  });
});
