import { isCivilDate, type CivilDate } from '../time/zone.js';
import { accept, refuse, type Decision } from '../decision.js';
import { searchWords } from './search-words.js';

/** One word as it was typed: the beginnings of words of a name, or the beginning of an MRN. */
export interface SearchTerm {
  readonly words: readonly string[];
  readonly number: string;
}

export interface PatientSearch {
  readonly terms: readonly SearchTerm[];
  readonly birthDate: CivilDate | null;
}

/** More words than this make no search narrower, but slower. */
const mostTerms = 6;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const isoDate = /(?<!\S)(\d{4})-(\d{2})-(\d{2})(?!\S)/;
const dayFirst = new RegExp(String.raw`(?<!\S)(\d{1,2})\.?\s+${monthName},?\s+(\d{4})(?!\S)`, 'i');
const monthFirst = new RegExp(String.raw`(?<!\S)${monthName}\s+(\d{1,2}),?\s+(\d{4})(?!\S)`, 'i');
const figuresOnly = /(?<!\S)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\S)/;

/**
 * PAT-09: what somebody looks for: words of a name in any order, an MRN, a birth date, or several of them.
 * A birth date is read as 1961-04-05, "5 Apr 1961" or "Apr 5, 1961". One in figures alone (05.04.1961) is
 * refused: it means two days, and the wrong one finds the wrong patient.
 */
export function readPatientSearch(text: string): Decision<PatientSearch> {
  const found = birthDateIn(text);
  const rest = found === null ? text : text.replace(found.text, ' ');
  if (figuresOnly.test(rest) || (found !== null && !isCivilDate(found.date))) {
    return refuse({ code: 'patients.birth-date-unclear', facts: {}, overridable: false });
  }
  const terms = rest
    .split(/\s+/)
    .map((typed): SearchTerm => ({ words: searchWords(typed), number: searchWords(typed).join('') }))
    .filter((term) => term.words.length > 0)
    .slice(0, mostTerms);
  return accept({ terms, birthDate: found?.date ?? null });
}

/** A date in figures alone, with the days of the calendar that it may mean, the nearer reading of neither preferred. */
export interface UnclearDate {
  readonly text: string;
  readonly readings: readonly CivilDate[];
}

/**
 * PAT-09: what "12/06/1938" may mean: 12 June and 6 December. Whoever asks chooses; a year of two figures is
 * not completed. Null: no such date is in the text.
 */
export function unclearDateIn(text: string): UnclearDate | null {
  const [found] = figuresOnly.exec(text) ?? [];
  if (found === undefined) return null;
  const [first = '', second = '', year = ''] = found.split(/[./-]/);
  const two = (part: string) => part.padStart(2, '0');
  const readings = [`${year}-${two(second)}-${two(first)}`, `${year}-${two(first)}-${two(second)}`].filter(
    isCivilDate,
  );
  return { text: found, readings: [...new Set(readings)] };
}

function birthDateIn(text: string): { readonly text: string; readonly date: CivilDate } | null {
  const iso = isoDate.exec(text);
  if (iso !== null) return { text: iso[0], date: iso[0] };
  const [day, dayAt] = [dayFirst.exec(text), { day: 1, month: 2 }];
  const [month, monthAt] = [monthFirst.exec(text), { day: 2, month: 1 }];
  const [match, at] = day !== null ? [day, dayAt] : [month, monthAt];
  if (match === null) return null;
  const monthNumber = months.indexOf((match[at.month] ?? '').toLowerCase()) + 1;
  const two = (part: string | number | undefined) => String(part ?? '').padStart(2, '0');
  return { text: match[0], date: `${match[3] ?? ''}-${two(monthNumber)}-${two(match[at.day])}` };
}
