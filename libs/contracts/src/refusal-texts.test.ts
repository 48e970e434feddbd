import { instantOf } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import type { ProblemFacts } from './problem-codes.js';
import { refusalTexts } from './refusal-texts.js';
import { remedyTexts } from './remedy-texts.js';

const timeZone = 'America/New_York';
const at = (wallTime: string): number => {
  const found = instantOf(wallTime, timeZone);
  if (!found.accepted) throw new Error(`${wallTime} is no time.`);
  return found.value;
};
const visit = { visitFrom: at('2026-11-23T06:30'), visitUntil: at('2026-11-23T08:00') };

const sentences: readonly [code: keyof typeof refusalTexts, facts: ProblemFacts, sentence: string][] = [
  [
    'scheduling.no-step-to-take-back',
    { state: 'cancelled' },
    'A cancellation is no step. It can be taken back for 60 seconds by its own undo; after that, book the session anew.',
  ],
  [
    'scheduling.session-step-not-allowed',
    { from: 'cancelled', to: 'arrived', possible: '' },
    'A session that is cancelled takes no further step.',
  ],
  [
    'scheduling.outside-opening-hours',
    { timeZone, ...visit, open: true, opens: at('2026-11-23T07:00'), closes: at('2026-11-23T17:30') },
    'The visit would take 06:30 to 08:00 on Mon 23 Nov; the clinic is open 07:00 to 17:30.',
  ],
  [
    'scheduling.outside-opening-hours',
    { timeZone, ...visit, open: false },
    'The visit would take 06:30 to 08:00 on Mon 23 Nov; the clinic is not open that day.',
  ],
  [
    'scheduling.resource-busy',
    {
      timeZone,
      resourceName: 'Fluoro 1',
      busyFrom: at('2026-11-23T10:00'),
      busyUntil: at('2026-11-23T10:40'),
    },
    'Fluoro 1 is taken from 10:00 to 10:40 on Mon 23 Nov.',
  ],
  [
    'scheduling.none-free',
    {
      timeZone,
      resourceKind: 'c-arm',
      stage: 'procedure',
      wanted: 1,
      free: 0,
      from: at('2026-11-23T08:00'),
      until: at('2026-11-23T08:30'),
    },
    'No C-arm is free for the procedure from 08:00 to 08:30 on Mon 23 Nov.',
  ],
  [
    'scheduling.none-free',
    { resourceKind: 'sedation-nurse', stage: 'procedure', wanted: 2, free: 1 },
    'Only 1 sedation nurse is free for the procedure; 2 are needed.',
  ],
  [
    'scheduling.resource-busy',
    {
      timeZone,
      resourceName: 'Bay 1',
      busyFrom: at('2026-11-23T22:00'),
      busyUntil: at('2026-11-24T02:00'),
      cause: 'closure',
    },
    'Bay 1 is taken from 22:00 on Mon 23 Nov to 02:00 on Tue 24 Nov (closed).',
  ],
  [
    'scheduling.clinic-closed',
    {
      timeZone,
      closedFrom: at('2026-11-26T00:00'),
      closedUntil: at('2026-11-27T00:00'),
      reason: 'Thanksgiving',
    },
    'The clinic is closed on Thu 26 Nov: Thanksgiving.',
  ],
  [
    'scheduling.outside-block-time',
    {
      timeZone,
      physicianName: 'Dr. Ito',
      roomName: 'Fluoro 1',
      wantedFrom: at('2026-11-23T07:10'),
      wantedUntil: at('2026-11-23T07:50'),
    },
    'Dr. Ito has no block time in Fluoro 1 from 07:10 to 07:50 on Mon 23 Nov.',
  ],
  [
    'series.interval-too-short',
    { timeZone, days: 4, minimumDays: 7, otherStart: at('2026-06-01T08:00'), direction: 'after-previous' },
    'Only 4 days after the session before (Mon 1 Jun); the series asks for at least 7.',
  ],
  [
    'series.outside-authorisation',
    { date: '2026-11-23', endedOn: '2026-11-20' },
    'No authorisation of this series covers Mon 23 Nov; the last ended on Fri 20 Nov.',
  ],
  [
    'series.outside-authorisation',
    { date: '2026-11-23', beginsOn: '2026-12-01' },
    'No authorisation of this series covers Mon 23 Nov; one begins on Tue 1 Dec.',
  ],
  [
    'scheduling.physician-day-full',
    { date: '2026-11-23', physicianName: 'Dr. Ito', booked: 8, limit: 8 },
    'Dr. Ito has 8 sessions on Mon 23 Nov; the clinic has agreed on 8 a day.',
  ],
  [
    'scheduling.sedations-day-full',
    { date: '2026-11-23', booked: 4, limit: 4 },
    '4 sedated sessions stand on Mon 23 Nov; the clinic takes on 4 a day.',
  ],
  [
    'scheduling.resource-busy',
    { resourceName: 'Fluoro 1', busyFrom: at('2026-11-23T10:00') },
    'Fluoro 1 is taken.',
  ],
];

const remedies: readonly [code: keyof typeof remedyTexts, facts: ProblemFacts, sentence: string][] = [
  ['start-at', { timeZone, at: at('2026-11-23T07:30') }, 'Start at 07:30 on Mon 23 Nov instead.'],
  ['choose-another-day', { timeZone, fromDate: '2026-11-30' }, 'Choose Mon 30 Nov or later.'],
  [
    'lift-closure',
    { timeZone, reopensAt: at('2026-11-27T07:00') },
    'Book from 07:00 on Fri 27 Nov on, or have the closure lifted.',
  ],
];

describe('What a scheduler reads when a rule says no', () => {
  it.each(sentences)('%s %#', (code, facts, sentence) => {
    expect(refusalTexts[code].detail(facts)).toBe(sentence);
  });

  it.each(remedies)('what to do instead: %s', (code, facts, sentence) => {
    expect(remedyTexts[code].detail(facts)).toBe(sentence);
  });
});
