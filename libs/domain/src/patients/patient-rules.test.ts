import { describe, expect, it } from 'vitest';
import { ageOn } from './age.js';
import { allergiesWereAsked, isAllergicTo, type AllergyState } from './allergy.js';
import { anticoagulants, findAnticoagulant } from './anticoagulants.js';
import { checkPatient, type PatientFacts } from './patient-rules.js';

const sound: PatientFacts = {
  now: Date.parse('2026-06-02T02:00Z'), // still the evening of 1 June in New York
  zone: 'America/New_York',
  birthDate: '1966-04-11',
  weightKg: 72.5,
  phone: '+15555617515',
  allergies: { state: 'not-asked' },
};
const codesOf = (changes: Partial<PatientFacts>): string[] => {
  const decision = checkPatient({ ...sound, ...changes });
  return decision.accepted ? [] : decision.refusals.map((each) => each.code);
};

describe("a patient's particulars", () => {
  it.each<[string, Partial<PatientFacts>]>([
    ['as they stand', {}],
    ['born today', { birthDate: '2026-06-01' }],
    ['born on the first day of 1900', { birthDate: '1900-01-01' }],
    ['without weight or telephone, which stay unknown', { weightKg: null, phone: null }],
  ])('are accepted: %s', (_story, changes) => {
    expect(codesOf(changes)).toEqual([]);
  });

  it.each<[string, string, Partial<PatientFacts>, string]>([
    [
      'PAT-01',
      'a birth date that does not exist',
      { birthDate: '1999-02-30' },
      'patients.birth-date-not-a-date',
    ],
    [
      'PAT-01',
      "born tomorrow by the clinic's calendar",
      { birthDate: '2026-06-02' },
      'patients.birth-date-in-future',
    ],
    ['PAT-01', 'born before 1900', { birthDate: '1899-12-31' }, 'patients.birth-date-too-early'],
    ['PAT-02', 'a negative weight', { weightKg: -70 }, 'patients.weight-out-of-range'],
    ['PAT-02', 'a weight in grams', { weightKg: 72_000 }, 'patients.weight-out-of-range'],
    ['PAT-02', 'no number at all', { weightKg: Number.NaN }, 'patients.weight-out-of-range'],
    ['PAT-03', 'a national number', { phone: '0555 5617515' }, 'patients.phone-not-e164'],
    ['PAT-03', 'a number that is too long', { phone: '+1234567890123456' }, 'patients.phone-not-e164'],
    [
      'PAT-04',
      'a list of no allergies',
      { allergies: { state: 'listed', substances: [' '] } },
      'patients.allergies-listed-without-substance',
    ],
  ])('%s: are refused: %s', (_rule, _story, changes, code) => {
    expect(codesOf(changes)).toEqual([code]);
  });

  it('are refused for every reason at once, without repeating a telephone number', () => {
    const decision = checkPatient({ ...sound, birthDate: '2030-01-01', weightKg: 0, phone: '5555617515' });
    if (decision.accepted) throw new Error('accepted');
    expect(decision.refusals).toHaveLength(3);
    expect(JSON.stringify(decision.refusals)).not.toContain('5555617515');
  });
});

describe('PAT-05: allergies in three states', () => {
  it.each<[AllergyState, boolean | null, boolean]>([
    [{ state: 'not-asked' }, null, false],
    [{ state: 'none-known' }, false, true],
    [{ state: 'listed', substances: ['Latex', 'iodinated contrast'] }, true, true],
    [{ state: 'listed', substances: ['lidocaine'] }, false, true],
  ])('%j: allergic to latex: %s, was asked: %s', (allergies, allergic, asked) => {
    expect(isAllergicTo(allergies, ' latex')).toBe(allergic);
    expect(allergiesWereAsked(allergies)).toBe(asked);
  });
});

describe('PAT-06: age in completed years', () => {
  it.each([
    ['1966-04-11', '2026-04-10', 59],
    ['1966-04-11', '2026-04-11', 60],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
    ['2026-06-01', '2026-06-01', 0],
  ])('born %s, on %s: %i', (birthDate, date, years) => {
    expect(ageOn(birthDate, date)).toBe(years);
  });
});

describe('PAT-07: the catalogue of anticoagulants', () => {
  it("knows those of a clinic's book, and says of an unknown drug that it is unknown", () => {
    for (const name of ['clopidogrel', 'warfarin', 'apixaban', 'rivaroxaban', 'aspirin', ' Warfarin ']) {
      expect(findAnticoagulant(name)).not.toBeNull();
    }
    expect(findAnticoagulant('vorapaxar')).toBeNull();
  });

  it('gives hours, with how sure they are', () => {
    expect(findAnticoagulant('warfarin')).toMatchObject({
      hold: { least: 120, most: 120 },
      needsNormalInr: true,
      holdStatus: 'seen',
    });
    expect(findAnticoagulant('prasugrel')).toMatchObject({
      hold: { least: 168, most: 240 },
      holdStatus: 'unverified',
    });
    expect(findAnticoagulant('clopidogrel')).toMatchObject({
      holdStatus: 'seen',
      restartStatus: 'unverified',
    });
    expect(findAnticoagulant('aspirin')?.hold).toBe('shared-assessment');
    expect(findAnticoagulant('dipyridamole')).toMatchObject({ hold: 'none', restart: null });
  });

  it('names each drug once', () => {
    expect(new Set(anticoagulants.map((each) => each.name)).size).toBe(19);
  });
});
