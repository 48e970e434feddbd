import { isCivilDate, isClockTime, type BookFile } from '@lull/domain';
import type { BookCalendar } from './book-calendar.js';
import type { Fault, FaultCode, FaultFacts } from './book-faults.js';
import type { CsvRow } from './csv-file.js';

export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/** Reads the values of one row and notes everything that is wrong with it; null stands for absent or wrong. */
export class RowReader {
  /** Whether something is wrong with the row itself. */
  faulty = false;
  /** How many times only the shift brought to a clock change. */
  movedTimes = 0;

  constructor(
    private readonly file: BookFile,
    private readonly row: CsvRow,
    private readonly report: (fault: Fault) => void,
  ) {}

  get line(): number {
    return this.row.line;
  }

  fault(field: string, code: FaultCode, facts: FaultFacts = {}): null {
    this.faulty = true;
    this.report({ file: this.file, line: this.row.line, field, code, facts });
    return null;
  }

  optional(field: string): string | null {
    const text = (this.row.values.get(field) ?? '').trim();
    // PostgreSQL stores no NUL, and nobody means one.
    if (text.includes('\u0000'))
      return this.fault(field, 'malformed', { why: 'A control character stands in the text. Type it anew.' });
    return text === '' ? null : text;
  }

  required(field: string): string | null {
    const before = this.faulty;
    const text = this.optional(field);
    if (text === null && this.faulty === before) this.fault(field, 'required');
    return text;
  }

  matching(field: string, pattern: RegExp, why: string): string | null {
    const text = this.optional(field);
    return text === null || pattern.test(text) ? text : this.fault(field, 'malformed', { why });
  }

  /** One of the known words, as what it means; upper and lower case are the same. */
  coded<Meaning>(field: string, known: Readonly<Record<string, Meaning>>): Meaning | null {
    const text = this.required(field);
    return text === null ? null : this.meaning(field, text, known);
  }

  optionalCoded<Meaning>(field: string, known: Readonly<Record<string, Meaning>>): Meaning | null {
    const text = this.optional(field);
    return text === null ? null : this.meaning(field, text, known);
  }

  private meaning<Meaning>(
    field: string,
    text: string,
    known: Readonly<Record<string, Meaning>>,
  ): Meaning | null {
    const word = Object.hasOwn(known, text)
      ? text
      : Object.keys(known).find((each) => each.toLowerCase() === text.toLowerCase());
    const meaning = word === undefined ? undefined : known[word];
    return (
      meaning ?? this.fault(field, 'unknown-value', { value: text, known: Object.keys(known).join(', ') })
    );
  }

  number(field: string, range: NumberRange): number | null {
    const text = this.optional(field);
    if (text === null) return null;
    if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return this.fault(field, 'not-a-number', { value: text });
    return this.within(field, text, Number(text), range);
  }

  whole(field: string, range: NumberRange): number | null {
    const value = this.number(field, range);
    if (value === null || Number.isInteger(value)) return value;
    return this.fault(field, 'malformed', { why: `${value} is not a whole number.` });
  }

  requiredWhole(field: string, range: NumberRange): number | null {
    return this.required(field) === null ? null : this.whole(field, range);
  }

  private within(field: string, text: string, value: number, { least, most }: NumberRange): number | null {
    return value >= least && value <= most
      ? value
      : this.fault(field, 'out-of-range', { value: text, least, most });
  }

  date(field: string): string | null {
    const text = this.required(field);
    if (text === null || isCivilDate(text)) return text;
    return this.fault(field, 'date-invalid', { value: text });
  }

  clockTime(field: string): string | null {
    const text = this.required(field);
    if (text === null || isClockTime(text)) return text;
    return this.fault(field, 'time-invalid', { value: text });
  }

  /** A wall time as it stands, to see whether it lies after the book; and as an instant in the clinic's zone. */
  instant(field: string, calendar: BookCalendar): { readonly wall: string; readonly at: number } | null {
    const wall = this.optional(field);
    if (wall === null) return null;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return this.fault(field, 'time-invalid', { value: wall });
    if (!isCivilDate(wall.slice(0, 10))) return this.fault(field, 'date-invalid', { value: wall });
    const found = calendar.instant(wall);
    if ('refused' in found)
      return this.fault(field, found.refused, { value: wall.replace('T', ' '), zone: calendar.zone });
    if (found.moved) this.movedTimes++;
    return { wall, at: found.at };
  }
}
