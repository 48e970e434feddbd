import { describe, expect, it } from 'vitest';
import {
  adeyemi,
  at,
  blockTime,
  calendar,
  fluoro1,
  halloran,
  hold,
  patient,
  series,
  seriesSession,
} from './booking.builder.js';
import { plan, planning, told, type WholeBook } from './series-plan.builder.js';
import { planSeries } from './series-plan.js';
import type { PlanChoice, PlanFacts } from './series-plan-facts.js';

const within21 = (changes: Parameters<typeof series>[0] = {}) =>
  series({ maximumIntervalDays: 21, ...changes });
const closed = (from: string, to: string) => ({
  id: from,
  reason: 'Holiday',
  interval: { start: at(`${from}T00:00`), end: at(`${to}T00:00`) },
});

describe('PLAN-01, PLAN-02, PLAN-03: the sessions of a series', () => {
  const stories: readonly {
    readonly sentence: string;
    readonly facts?: Partial<PlanFacts>;
    readonly holds?: readonly ReturnType<typeof hold>[];
    readonly closures?: readonly ReturnType<typeof closed>[];
    readonly counted?: WholeBook['counted'];
    readonly expected: readonly string[];
  }[] = [
    {
      sentence: 'begin on the first day asked for and follow each other by the target interval',
      expected: [
        'free 2026-06-08T07:30 Fluoro 2',
        'free 2026-06-22T07:30 Fluoro 2',
        'free 2026-07-06T07:30 Fluoro 2',
      ],
    },
    {
      sentence: 'follow the last session that stands, at its wall time',
      facts: {
        firstDate: null,
        count: 2,
        series: within21({ sessions: [seriesSession('2026-06-03T10:25', 'discharged')] }),
      },
      expected: ['free 2026-06-17T10:25 Fluoro 2', 'free 2026-07-01T10:25 Fluoro 2'],
    },
    {
      sentence: 'go to the nearest day when the target day is closed, and the next follows from there',
      closures: [closed('2026-06-22', '2026-06-23')],
      expected: [
        'free 2026-06-08T07:30 Fluoro 2',
        'shifted 2026-06-23T07:30 Fluoro 2 (+1 d)',
        'free 2026-07-07T07:30 Fluoro 2',
      ],
    },
    {
      sentence: 'take the time nearest to the usual one when that is taken',
      facts: { count: 2, rooms: [fluoro1] },
      holds: [hold(fluoro1, '2026-06-22T08:00', '2026-06-22T09:00')],
      expected: ['free 2026-06-08T08:00 Fluoro 1', 'free 2026-06-22T09:00 Fluoro 1'],
    },
    {
      sentence: 'look back as well as ahead for the nearest time',
      facts: {
        count: 1,
        firstDate: '2026-06-15',
        series: within21({ sessions: [seriesSession('2026-06-01T11:00', 'discharged')] }),
        rooms: [fluoro1],
      },
      holds: [hold(fluoro1, '2026-06-15T11:00', '2026-06-15T12:00')],
      expected: ['free 2026-06-15T10:20 Fluoro 1'],
    },
    {
      sentence: 'keep to the wished weekdays and hours',
      facts: { wishes: { weekdays: [4], from: '13:00', to: '15:00' }, firstDate: '2026-06-08' },
      expected: [
        'shifted 2026-06-11T13:00 Fluoro 2 (+3 d)',
        'free 2026-06-25T13:00 Fluoro 2',
        'free 2026-07-09T13:00 Fluoro 2',
      ],
    },
    {
      sentence: 'leave the wishes aside where nothing within them is free, as near to them as can be',
      facts: { wishes: { weekdays: [7], from: '13:00', to: '15:00' }, count: 2 },
      expected: ['free 2026-06-08T13:00 Fluoro 2', 'free 2026-06-22T13:00 Fluoro 2'],
    },
    {
      sentence: 'go past a day on which the physician has as many sessions as the clinic has agreed on',
      facts: { count: 1, limits: { physicianSessions: 1, sedations: null, sessions: [] } },
      counted: [{ id: 'full', start: at('2026-06-08T15:00'), physicianId: halloran.id, sedated: false }],
      expected: ['shifted 2026-06-09T07:30 Fluoro 2 (+1 d)'],
    },
    {
      sentence:
        'leave one to place, with the day it is due by, when its window is closed, and go on as near as may be',
      closures: [closed('2026-06-10', '2026-07-01')],
      expected: [
        'free 2026-06-08T07:30 Fluoro 2',
        'to-place 2026-06-22 by 2026-06-29',
        'free 2026-07-06T07:30 Fluoro 2',
      ],
    },
    {
      sentence: 'are left out where somebody says so, and keep their due day',
      facts: { choices: [null, { kind: 'leave-out' }] },
      expected: [
        'free 2026-06-08T07:30 Fluoro 2',
        'left-out 2026-06-22 by 2026-06-29',
        'free 2026-07-06T07:30 Fluoro 2',
      ],
    },
    {
      sentence: 'begin tomorrow when the maximum interval has passed already',
      facts: {
        firstDate: null,
        count: 1,
        series: within21({ sessions: [seriesSession('2026-03-02T10:00', 'discharged')] }),
      },
      expected: ['free 2026-06-02T10:00 Fluoro 2'],
    },
  ];
  it.each(stories)('$sentence', ({ facts = {}, holds = [], closures = [], counted = [], expected }) => {
    expect(told(planning(facts), { holds, closures, counted })).toEqual(expected);
  });

  it('are refused as a whole when the series takes no session', () => {
    const asking = planSeries(planning({ series: series({ state: 'paused' }) }));
    expect(asking.next({ holds: [], closures: [], counted: [] })).toMatchObject({
      done: true,
      value: { accepted: false, refusals: [{ code: 'series.not-active' }] },
    });
  });

  it('are tentative from the second on while the response gates the next', () => {
    const states = plan(planning()).occurrences.map(({ time }) => time?.planned.state);
    expect(states).toEqual(['booked', 'tentative', 'tentative']);
  });
});

describe('PLAN-04: what somebody chose', () => {
  const choice = (wallTime: string): PlanChoice => ({
    kind: 'time',
    start: at(wallTime),
    roomId: fluoro1.id,
    physicianId: halloran.id,
  });

  it('stands where it can be had, and the later ones follow from it in day and wall time', () => {
    const facts = planning({ choices: [null, choice('2026-06-29T10:00')] });
    expect(told(facts)).toEqual([
      'free 2026-06-08T07:30 Fluoro 2',
      'shifted 2026-06-29T10:00 Fluoro 1 (+7 d)',
      'free 2026-07-13T10:00 Fluoro 1',
    ]);
    expect(plan(facts).occurrences.map(({ chosen }) => chosen)).toEqual([false, true, false]);
  });

  it('gives way to a proposal, and says why, where it is taken', () => {
    const holds = [hold(fluoro1, '2026-06-29T10:00', '2026-06-29T10:30')];
    const [, second] = plan(planning({ choices: [null, choice('2026-06-29T10:00')] }), {
      holds,
      closures: [],
    }).occurrences;
    expect(second).toMatchObject({ state: 'free', chosen: false });
    expect(second?.choiceRefusals.map(({ code }) => code)).toEqual(['scheduling.resource-busy']);
  });

  it('gives way where those before it have moved past it', () => {
    const facts = planning({ choices: [choice('2026-06-29T10:00'), choice('2026-06-15T10:00')] });
    expect(plan(facts).occurrences[1]).toMatchObject({ chosen: false, target: '2026-07-13', state: 'free' });
  });
});

describe('PLAN-03: beside each proposal', () => {
  it('stand the nearest day before, the nearest after and another hour', () => {
    const [, second] = plan(planning()).occurrences;
    expect(second?.alternatives.map(({ start }) => start)).toEqual(
      ['2026-06-19T07:30', '2026-06-22T08:30', '2026-06-23T07:30'].map(at),
    );
  });

  it('stands, of one to place, what is in the way on most days, who else could, and the first day past the due one', () => {
    const away = hold(halloran, '2026-06-09T00:00', '2026-06-30T00:00', null);
    const owned = calendar({ blockTimes: [blockTime({ roomId: 'elsewhere' })] });
    const [, second] = plan(planning({ calendar: owned }), { holds: [away], closures: [] }).occurrences;
    expect(second?.obstacles.map(({ refusal, days }) => `${refusal.code} ${days}`)).toEqual([
      'scheduling.resource-busy 15',
      'scheduling.outside-opening-hours 4',
    ]);
    expect(second?.alternatives.map(({ physician, date }) => `${physician.name} ${date}`)).toEqual([
      `${adeyemi.name} 2026-06-22`,
      `${halloran.name} 2026-06-30`,
    ]);
  });

  it('proposes another physician only when that is allowed, and only where the first has no time', () => {
    const holds = [hold(halloran, '2026-06-09T00:00', '2026-06-30T00:00', null)];
    const facts = planning({ physicians: [halloran, adeyemi], otherPhysicians: [] });
    expect(plan(facts, { holds, closures: [] }).occurrences.map(({ time }) => time?.physician.name)).toEqual([
      halloran.name,
      adeyemi.name,
      halloran.name,
    ]);
  });

  it('asks for the book period by period, not day by day', () => {
    const holds = [hold(patient, '2026-06-22T00:00', '2026-06-26T00:00')];
    const facts = planning({ count: 12, targetIntervalDays: 30, series: series({ plannedCount: 12 }) });
    expect(plan(facts, { holds, closures: [] }).questions).toBeLessThanOrEqual(13);
  });
});
