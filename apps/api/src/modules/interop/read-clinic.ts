import { isTimeZone, type Weekday, columnsOf } from '@lull/domain';
import type { BlockTimeOfBook, ClinicOfBook } from './book.js';
import type { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { RowReader } from './row-reader.js';

const weekdays: Readonly<Record<string, Weekday>> = {
  Mon: 1,
  Tue: 2,
  Wed: 3,
  Thu: 4,
  Fri: 5,
  Sat: 6,
  Sun: 7,
};

/** The clinic of the book; null when its row is wrong, for then no other row can be understood. */
export async function readClinic(source: BookSource, tally: BookTally): Promise<ClinicOfBook | null> {
  const file = 'clinic.csv';
  let found: ClinicOfBook | null = null;
  let rows = 0;
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    if (rows++ > 0)
      read.fault('clinic', 'inconsistent', { why: 'A book is of one clinic; here is a second.' });
    const clinic = clinicOf(read);
    tally.count(file, read.faulty ? 'faulty' : 'good');
    found = read.faulty ? null : clinic;
  }
  if (rows === 0 && !tally.hasFaults(file))
    tally.report({ file, line: 2, field: 'clinic', code: 'required', facts: {} });
  return found;
}

function clinicOf(read: RowReader): ClinicOfBook | null {
  const name = read.required('clinic');
  const zone = read.required('time_zone');
  if (zone !== null && !isTimeZone(zone))
    read.fault('time_zone', 'unknown-value', {
      value: zone,
      known: 'the IANA zones, such as America/New_York',
    });
  const asOf = read.date('as_of');
  const [rooms, physicians, cArms] = [
    names(read, 'rooms', true),
    names(read, 'physicians', true),
    names(read, 'c_arms', false),
  ];
  const [sedationNurses, recoveryBays] = [
    names(read, 'sedation_nurses', false),
    names(read, 'recovery_bays', false),
  ];
  const [opens, closes] = [read.clockTime('opens'), read.clockTime('closes')];
  if (opens !== null && closes !== null && opens >= closes)
    read.fault('opens', 'inconsistent', { why: `It opens at ${opens} and closes at ${closes}.` });
  if (name === null || zone === null || asOf === null || opens === null || closes === null) return null;
  return { name, zone, asOf, rooms, physicians, cArms, sedationNurses, recoveryBays, opens, closes };
}

/** Names parted by `|`. */
function names(read: RowReader, field: string, needed: boolean): string[] {
  const text = needed ? read.required(field) : read.optional(field);
  const found = (text ?? '')
    .split('|')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const twice = found.find((each, index) => found.indexOf(each) !== index);
  if (twice !== undefined) read.fault(field, 'duplicate', { value: twice, earlier: read.line });
  return found;
}

export async function readBlockTimes(
  source: BookSource,
  tally: BookTally,
  clinic: ClinicOfBook,
): Promise<BlockTimeOfBook[]> {
  const file = 'blocks.csv';
  const good: BlockTimeOfBook[] = [];
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    const weekday = read.coded('weekday', weekdays);
    const room = reference(read, 'room', clinic.rooms);
    const physician = reference(read, 'physician', clinic.physicians);
    const [from, to] = [read.clockTime('start_local'), read.clockTime('end_local')];
    if (from !== null && to !== null && from >= to)
      read.fault('start_local', 'inconsistent', { why: `It begins at ${from} and ends at ${to}.` });
    tally.count(file, read.faulty ? 'faulty' : 'good');
    if (
      read.faulty ||
      weekday === null ||
      room === null ||
      physician === null ||
      from === null ||
      to === null
    )
      continue;
    good.push({ weekday, room, physician, from, to });
  }
  return good;
}

/** A name that must be among those of the clinic's own row. */
export function reference(read: RowReader, field: string, known: readonly string[]): string | null {
  const name = read.required(field);
  if (name === null || known.includes(name)) return name;
  return read.fault(field, 'unknown-reference', { value: name, noun: field });
}
