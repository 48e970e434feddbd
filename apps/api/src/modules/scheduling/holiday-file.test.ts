import { describe, expect, it } from 'vitest';
import { readHolidays } from './holiday-file.js';

const window = { from: '2026-11-23', to: '2028-11-23' };
const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    ...events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:${index}@test`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
const read = (...events: string[][]) => readHolidays(calendar(...events), window);
const daysOf = (...lines: string[]) =>
  read(lines)?.days.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
const leftOut = (...lines: string[]) => read(lines)?.leftOut.map(({ reason }) => reason);

describe('a file of holidays', () => {
  it('has whole days: the end is the day after the last', () => {
    expect(daysOf('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227')).toEqual([
      '2026-12-25 to 2026-12-26',
    ]);
    expect(daysOf('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225')).toEqual(['2026-12-25']);
    expect(daysOf('DTSTART;VALUE=DATE:20261225', 'DURATION:P2D')).toEqual(['2026-12-25 to 2026-12-26']);
    expect(daysOf('DTSTART;VALUE=DATE:20261225')).toEqual(['2026-12-25']);
  });

  it('comes back every year on its date, as often and as long as it says', () => {
    const first = 'DTSTART;VALUE=DATE:20200101';
    expect(daysOf(first, 'RRULE:FREQ=YEARLY')).toEqual(['2027-01-01', '2028-01-01']);
    expect(daysOf(first, 'RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1')).toEqual(['2027-01-01', '2028-01-01']);
    expect(daysOf(first, 'RRULE:FREQ=YEARLY;INTERVAL=2')).toEqual(['2028-01-01']);
    expect(daysOf(first, 'RRULE:FREQ=YEARLY;COUNT=8')).toEqual(['2027-01-01']);
    expect(daysOf(first, 'RRULE:FREQ=YEARLY;UNTIL=20271231')).toEqual(['2027-01-01']);
    expect(daysOf(first, 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270101')).toEqual(['2028-01-01']);
    expect(daysOf('DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY')).toEqual(['2028-02-29']);
  });

  it('closes nothing by what it says otherwise, and says why', () => {
    expect(leftOut('DTSTART:20261225T090000Z')).toEqual(['part-of-a-day']);
    expect(leftOut('DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4FR')).toEqual([
      'other-repeat',
    ]);
    expect(leftOut('DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=DAILY')).toEqual(['other-repeat']);
    expect(leftOut('DTSTART;VALUE=DATE:20261126', 'RDATE;VALUE=DATE:20271126')).toEqual(['other-repeat']);
    expect(leftOut('DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED')).toEqual(['cancelled']);
    expect(leftOut('SUMMARY:Undated')).toEqual(['no-date']);
    expect(leftOut('DTSTART;VALUE=DATE:2026XX25')).toEqual(['no-date']);
  });

  it('is read in one pass, whatever it repeats: a rule without an end or a match costs nothing', () => {
    expect(leftOut('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toEqual([
      'other-repeat',
    ]);
    expect(leftOut('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SECONDLY')).toEqual(['other-repeat']);
  });

  it('has names of one line that can be seen, and one for those without', () => {
    const names = read(
      ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas\\nDay \u202eevil'],
      ['DTSTART;VALUE=DATE:20261226'],
      ['DTSTART;VALUE=DATE:20261227', `SUMMARY:${'x'.repeat(500)}`],
    )?.days.map(({ name }) => name);
    expect(names).toEqual(['Christmas Day  evil', 'Holiday', 'x'.repeat(200)]);
  });

  it.each([
    ['an empty text', ''],
    ['a page', '<html><body>Holidays</body></html>'],
    ['a card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Somebody\r\nEND:VCARD'],
    ['a calendar that is cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225'],
    ['a table', 'date,name\n2026-12-25,Christmas'],
  ])('is no %s', (_story, text) => {
    expect(readHolidays(text, window)).toBeNull();
  });
});
