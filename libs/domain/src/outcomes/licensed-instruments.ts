import type { Instrument } from './instrument.js';

/**
 * Instruments that a clinic holds a licence for (BPI, ODI, PROMIS and the like): Lull ships none, and no item of any.
 * docs/instruments.md tells how one is added here.
 */
export const licensedInstruments: readonly Instrument[] = [];

/**
 * INS-04: what keeps a licensed instrument from being registered, in sentences; empty: nothing. Its id cannot be taken for
 * a shipped one, its licence is named, every item has a range, and its scores lie within what it says of them.
 */
export function instrumentFaults(instrument: Instrument, others: readonly Instrument[]): readonly string[] {
  const { id, licence, items, leastAnswered, range } = instrument;
  const least = items.map((item) => item.least);
  const most = items.map((item) => item.most);
  const inRange = (answers: readonly number[]): boolean => {
    const score = instrument.score(answers);
    return score >= range.least && score <= range.most;
  };
  const said: readonly (readonly [boolean, string])[] = [
    [/^licensed-[a-z0-9-]{1,40}$/.test(id), `The id ${id} does not begin with licensed-.`],
    [others.every((each) => each.id !== id), `There is an instrument ${id} already.`],
    [licence.trim() !== '', 'It does not say under which licence it is used.'],
    [items.length > 0 && items.length <= 60, 'It has no items, or more than 60.'],
    [items.every((item) => item.least < item.most), 'An item has no range.'],
    [leastAnswered >= 1 && leastAnswered <= items.length, 'It asks for more answers than it has items.'],
    [range.least < range.most, 'Its score has no range.'],
    [inRange(least) && inRange(most), 'Its score leaves the range that it names.'],
  ];
  return said.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}
