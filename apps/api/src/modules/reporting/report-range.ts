import { addCivilDays, Temporal } from '@lull/domain';
import { fieldInvalid, Refused } from '../../platform/errors.js';

const longestYears = 5;

interface ReportRange {
  readonly from: string;
  readonly to: string;
}

/** Days in order, in this time of ours, and at most five years of them. */
export function checkedRange({ from, to }: ReportRange): ReportRange {
  if (from > to) throw outOfRange('to', 'The range ends before it begins.');
  const [year, lastYear] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  if (year < 1900) throw outOfRange('from', 'Choose a day after 1900.');
  if (lastYear > 2100) throw outOfRange('to', 'Choose a day before 2101.');
  const most = addCivilDays(Temporal.PlainDate.from(from).add({ years: longestYears }).toString(), -1);
  if (to > most) throw outOfRange('to', `Choose a range of at most ${longestYears} years.`);
  return { from, to };
}

function outOfRange(field: string, message: string): Refused {
  return new Refused(fieldInvalid(field, 'range', message));
}
