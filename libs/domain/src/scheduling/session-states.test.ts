import { describe, expect, it } from 'vitest';
import { reachableFrom } from '../states.builder.js';
import { instantOf } from '../time/zone.js';
import {
  checkSessionStep,
  checkStepBack,
  checkStepTime,
  holdsResources,
  sessionStates,
  sessionTransitions,
  stateBefore,
  stepOpensAt,
  type StepBackFacts,
} from './session-states.js';

const zone = 'America/New_York';

function at(wallTime: string): number {
  const instant = instantOf(wallTime, zone);
  if (!instant.accepted) throw new Error(wallTime);
  return instant.value;
}

const start = at('2026-11-23T09:00');

describe('BOOK-20: the states of a session', () => {
  it('are all reachable: from tentative, and from booked, as sessions begin', () => {
    expect(reachableFrom('tentative', sessionTransitions)).toEqual(new Set(sessionStates));
    expect(reachableFrom('booked', sessionTransitions)).toEqual(new Set(sessionStates));
  });

  it('end in discharged, cancelled or no-show, and nowhere else', () => {
    const ends = sessionStates.filter((state) => sessionTransitions[state].length === 0);
    expect(ends).toEqual(['discharged', 'cancelled', 'no-show']);
  });

  it('hold resources from tentative until discharged: whatever can still go on holds, whatever has ended does not', () => {
    for (const state of sessionStates)
      expect(holdsResources(state)).toBe(sessionTransitions[state].length > 0);
  });

  it('lead through the day without turning back once the patient has arrived', () => {
    const theDay = [
      'booked',
      'confirmed',
      'arrived',
      'preparing',
      'in-room',
      'recovering',
      'discharged',
    ] as const;
    theDay.slice(1).forEach((state, index) => {
      const before = theDay[index] ?? 'booked';
      expect(checkSessionStep(before, state)).toEqual({
        accepted: true,
        value: state,
        advisories: [],
      });
      if (index > 1) expect(checkSessionStep(state, before).accepted).toBe(false);
    });
  });

  it.each([
    ['tentative', 'arrived'],
    ['in-room', 'cancelled'],
    ['arrived', 'no-show'],
    ['cancelled', 'booked'],
  ] as const)('refuse the step from %s to %s and name those that are possible', (from, to) => {
    expect(checkSessionStep(from, to)).toMatchObject({
      accepted: false,
      refusals: [
        {
          code: 'scheduling.session-step-not-allowed',
          facts: { from, to, possible: sessionTransitions[from].join(', ') },
          overridable: false,
        },
      ],
    });
  });
});

describe('BOOK-23: a step is not taken before its time', () => {
  it.each([
    ['nobody arrives on the evening before', 'booked', 'arrived', '2026-11-22T23:59', false],
    [
      'one arrives from the first minute of the day in the clinic',
      'booked',
      'arrived',
      '2026-11-23T00:00',
      true,
    ],
    ['nor is anybody in the room before the day', 'arrived', 'in-room', '2026-11-22T23:59', false],
    ['one may be led through the day late', 'recovering', 'discharged', '2026-11-25T10:00', true],
    ['nobody has stayed away a minute before the start', 'confirmed', 'no-show', '2026-11-23T08:59', false],
    ['at the start one has', 'confirmed', 'no-show', '2026-11-23T09:00', true],
    ['a patient confirms at any time', 'booked', 'confirmed', '2026-11-01T09:00', true],
    ['a session is cancelled at any time', 'booked', 'cancelled', '2026-11-01T09:00', true],
  ] as const)('%s', (_, from, to, now, possible) => {
    expect(checkSessionStep(from, to).accepted).toBe(true);
    const step = checkStepTime(to, { start, zone, now: at(now) });
    if (possible) expect(step).toMatchObject({ accepted: true, value: to });
    else
      expect(step).toMatchObject({
        accepted: false,
        refusals: [
          {
            code: 'scheduling.session-step-too-early',
            facts: { to, opensAt: to === 'no-show' ? start : at('2026-11-23T00:00'), start },
            overridable: false,
          },
        ],
      });
  });

  it("means the clinic's day, not the one of Greenwich or of the caller", () => {
    expect(stepOpensAt('arrived', { start: at('2026-11-23T21:00'), zone })).toBe(at('2026-11-23T00:00'));
    expect(stepOpensAt('arrived', { start: at('2026-11-23T21:00'), zone: 'Asia/Tokyo' })).toBe(
      Date.parse('2026-11-24T00:00+09:00'),
    );
  });
});

describe('BOOK-24: the latest step is taken back while nothing depends on it', () => {
  const way = { confirmedAt: null, preparingAt: null };
  const facts = (changes: Partial<StepBackFacts>): StepBackFacts => ({
    state: 'arrived',
    way,
    injectionRecordedSince: false,
    taken: [],
    ...changes,
  });
  const room = {
    resourceId: 'r1',
    resourceKind: 'room',
    resourceName: 'Room 1',
    stage: 'procedure',
    busyFrom: start,
    busyUntil: start + 1,
  };

  it.each([
    ['confirmed', {}, 'booked'],
    ['arrived', {}, 'booked'],
    ['arrived', { confirmedAt: 1 }, 'confirmed'],
    ['preparing', {}, 'arrived'],
    ['in-room', {}, 'arrived'],
    ['in-room', { preparingAt: 1 }, 'preparing'],
    ['recovering', {}, 'in-room'],
    ['discharged', {}, 'recovering'],
    ['no-show', {}, 'booked'],
    ['no-show', { confirmedAt: 1 }, 'confirmed'],
  ] as const)('%s with %j goes back to %s', (state, steps, before) => {
    expect(checkStepBack(facts({ state, way: { ...way, ...steps } }))).toEqual({
      accepted: true,
      value: before,
      advisories: [],
    });
  });

  it('only leads back to where the step can be taken again', () => {
    const ways = sessionStates.flatMap((state) =>
      [null, 1].map((preparingAt) => ({ state, before: stateBefore(state, { ...way, preparingAt }) })),
    );
    expect(
      ways.filter(({ state, before }) => before !== null && !sessionTransitions[before].includes(state)),
    ).toEqual([]);
  });

  it.each(['tentative', 'booked', 'cancelled'] as const)('%s has no step to take back', (state) => {
    expect(checkStepBack(facts({ state }))).toMatchObject({
      accepted: false,
      refusals: [{ code: 'scheduling.no-step-to-take-back', facts: { state } }],
    });
  });

  it('gives all reasons at once: an injection recorded since, and a room that is taken again', () => {
    expect(
      checkStepBack(facts({ state: 'discharged', injectionRecordedSince: true, taken: [room] })),
    ).toMatchObject({
      accepted: false,
      refusals: [
        { code: 'scheduling.injection-recorded-since' },
        { code: 'scheduling.resource-busy', facts: { resourceName: 'Room 1', busyFrom: start } },
      ],
    });
  });

  it('asks for no resources where the session never gave them back', () => {
    expect(checkStepBack(facts({ state: 'arrived', taken: [room] })).accepted).toBe(true);
  });
});
