import type { BookFile } from '@lull/domain';

export type FaultFacts = Readonly<Record<string, string | number>>;

/** What can be wrong with a row (or, on line 1, with a file), and what whoever keeps the book should do about it. */
const sentences = {
  required: () => 'Nothing stands here, but it is needed. Fill it in.',
  'date-invalid': (facts) =>
    `${quoted(facts)} is not a day of the calendar. Write year-month-day, such as 2026-06-01.`,
  'time-invalid': (facts) =>
    `${quoted(facts)} is not a time. Write it such as 2026-06-01T08:40 (a clock time alone: 08:40).`,
  'not-a-number': (facts) => `${quoted(facts)} is not a number. Write digits, with a point before decimals.`,
  'out-of-range': (facts) =>
    `${quoted(facts)} is outside of ${facts['least']} to ${facts['most']}. Correct the slip.`,
  'unknown-value': (facts) => `${quoted(facts)} is not one of: ${facts['known']}.`,
  'unknown-reference': (facts) =>
    `There is no ${facts['noun']} ${quoted(facts)} in this book. Correct the reference, or add the row it refers to.`,
  duplicate: (facts) =>
    `${quoted(facts)} stands already on line ${facts['earlier']}. Keep one of the two rows.`,
  inconsistent: (facts) => `${facts['why']} One of the two is wrong.`,
  'side-mismatch': (facts) =>
    `The diagnosis ${facts['icd10']} names the ${facts['coded']} side, the series the side ${facts['side']}. Ask the physician which is right.`,
  'local-time-does-not-exist': (facts) =>
    `The clocks of ${facts['zone']} skip ${facts['value']}: they go forward then. Find out when it really was.`,
  'local-time-ambiguous': (facts) =>
    `The clocks of ${facts['zone']} show ${facts['value']} twice: they go back then. Find out which of the two it was.`,
  'resource-overlap': (facts) =>
    `${facts['name']} is taken at this time by ${facts['taken']}. Nobody and nothing is in two places at once: move one of them.`,
  'resource-unavailable': (facts) =>
    `No ${facts['name']} is free for this session, all are taken by earlier rows. Move the session.`,
  'in-future': (facts) =>
    `${facts['value']} lies after ${facts['asOf']}, the day on which the book was written. It cannot have happened yet.`,
  malformed: (facts) => `${facts['why']}`,
  'column-missing': () => 'The file has no such column. Add it, even if it stays empty.',
  'column-unknown': () => 'Nothing is known of this column. Take it out, or correct its name.',
  'column-count': (facts) =>
    `The row has ${facts['found']} values, the header ${facts['wanted']}. Look for a comma that should stand in quotes.`,
  'file-missing': () => 'The file is not in the folder. Add it, even with nothing but its header.',
  'file-unreadable': (facts) =>
    `The file cannot be read from here on: ${facts['why']} Save it as CSV in UTF-8.`,
} as const satisfies Readonly<Record<string, (facts: FaultFacts) => string>>;

export type FaultCode = keyof typeof sentences;

/** One thing that is wrong in the book. The header is line 1; a row with line breaks in it has the line it begins on. */
export interface Fault {
  readonly file: BookFile;
  readonly line: number;
  readonly field: string;
  readonly code: FaultCode;
  readonly facts: FaultFacts;
}

export function sentenceOf({ code, facts }: Fault): string {
  return sentences[code](facts);
}

function quoted(facts: FaultFacts): string {
  return `"${facts['value']}"`;
}
