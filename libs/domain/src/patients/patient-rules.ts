import { accept, type Decision, type Refusal } from '../decision.js';
import { civilDateAt, isCivilDate, type CivilDate } from '../time/zone.js';
import type { AllergyState } from './allergy.js';

export interface PatientFacts {
  readonly now: number;
  readonly zone: string;
  readonly birthDate: CivilDate;
  /** Null: not known. */
  readonly weightKg: number | null;
  readonly phone: string | null;
  readonly allergies: AllergyState;
}

/** Nobody alive was born earlier; a two-digit year that went wrong was. */
const earliestBirthDate: CivilDate = '1900-01-01';
/** Outside of this a weight is a slip (pounds, grams, a lost digit), and dose limits are computed from it. */
export const weightKgRange = { least: 1, most: 400 } as const;
/** E.164: a plus, a country code that does not begin with 0, 8 to 15 digits in all. */
const e164Pattern = /^\+[1-9]\d{7,14}$/;

/**
 * PAT-01 to PAT-04: may these particulars be true? The birth date exists, is not in the future (by the
 * clinic's calendar) and not before 1900; the weight is a person's; the telephone number is E.164; a
 * list of allergies names some. None can be overridden: each is a slip to correct.
 */
export function checkPatient(facts: PatientFacts): Decision<PatientFacts> {
  const refusals = [
    ...birthDateRefusals(facts),
    ...weightRefusals(facts),
    ...phoneRefusals(facts),
    ...allergyRefusals(facts),
  ];
  return refusals.length === 0 ? accept(facts) : { accepted: false, refusals };
}

function birthDateRefusals({ birthDate, now, zone }: PatientFacts): Refusal[] {
  if (!isCivilDate(birthDate)) return [slip('patients.birth-date-not-a-date', 'birthDate', { birthDate })];
  const today = civilDateAt(now, zone);
  if (birthDate > today) return [slip('patients.birth-date-in-future', 'birthDate', { birthDate, today })];
  if (birthDate >= earliestBirthDate) return [];
  return [slip('patients.birth-date-too-early', 'birthDate', { birthDate, earliest: earliestBirthDate })];
}

function weightRefusals({ weightKg }: PatientFacts): Refusal[] {
  const { least, most } = weightKgRange;
  if (weightKg === null || (weightKg >= least && weightKg <= most)) return [];
  return [slip('patients.weight-out-of-range', 'weightKg', { weightKg, least, most })];
}

function phoneRefusals({ phone }: PatientFacts): Refusal[] {
  // The number itself is not repeated among the facts: refusals are logged, numbers are not.
  return phone === null || e164Pattern.test(phone) ? [] : [slip('patients.phone-not-e164', 'phone', {})];
}

function allergyRefusals({ allergies }: PatientFacts): Refusal[] {
  if (allergies.state !== 'listed' || allergies.substances.some((each) => each.trim() !== '')) return [];
  return [slip('patients.allergies-listed-without-substance', 'allergies', {})];
}

function slip(code: Refusal['code'], entry: keyof PatientFacts, facts: Refusal['facts']): Refusal {
  return { code, facts, overridable: false, remedy: { code: 'correct-entry', facts: { entry } } };
}
