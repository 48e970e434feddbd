import type { CivilDate } from '../time/zone.js';

/**
 * PAT-06: completed years of life on a date. Who was born on 29 February turns a year older on 1 March
 * of common years. Precondition: both are civil dates that exist; a date before birth gives a negative age.
 */
export function ageOn(birthDate: CivilDate, date: CivilDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
