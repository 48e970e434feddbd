import { describe, expect, it } from 'vitest';
import { wallTimeAt } from '../time/zone.js';
import { at, clinicZone, seriesSession } from './booking.builder.js';
import type { SeriesSession } from './booking-facts.js';
import {
  afterShifts,
  laterSessions,
  orderOfShifts,
  planSeriesMove,
  type MoveScope,
  type SeriesMoveFacts,
  type SessionShift,
} from './series-move.js';

const first = seriesSession('2026-10-20T09:00', 'confirmed');
const second = seriesSession('2026-10-27T14:30');
const third = seriesSession('2026-11-03T10:15', 'tentative');
const done = seriesSession('2026-10-06T09:00', 'discharged');

function move(newStart: string, scope: MoveScope, changes: Partial<SeriesMoveFacts> = {}) {
  return planSeriesMove({
    now: at('2026-10-12T08:00'),
    zone: clinicZone,
    sessions: [third, done, first, second],
    movedId: first.id,
    newStart: at(newStart),
    scope,
    minimumIntervalDays: 7,
    targetIntervalDays: 14,
    continuousTechnique: false,
    ...changes,
  });
}

function planned(...asked: Parameters<typeof move>): readonly SessionShift[] {
  const decision = move(...asked);
  if (decision.accepted) return decision.value;
  throw new Error(`refused: ${decision.refusals.map(({ code }) => code).join(', ')}`);
}

const wallTimes = (changes: readonly SessionShift[]): string[] =>
  changes.map(({ to }) => wallTimeAt(to, clinicZone));

describe('MOVE-02: only this', () => {
  it('moves one session alone', () => {
    expect(wallTimes(planned('2026-10-23T11:00', 'only-this'))).toEqual(['2026-10-23T11:00']);
  });
});

describe('MOVE-03: shift the rest', () => {
  it('moves each later session by as many days at its own wall time, over the end of summer time', () => {
    const plan = planned('2026-10-22T11:00', 'shift-rest');
    expect(wallTimes(plan)).toEqual(['2026-10-22T11:00', '2026-10-29T14:30', '2026-11-05T10:15']);
  });

  it('moves them back as well', () => {
    expect(wallTimes(planned('2026-10-19T09:00', 'shift-rest'))).toEqual([
      '2026-10-19T09:00',
      '2026-10-26T14:30',
      '2026-11-02T10:15',
    ]);
  });

  it('within the day moves nobody else', () => {
    expect(wallTimes(planned('2026-10-20T11:00', 'shift-rest'))).toEqual(['2026-10-20T11:00']);
  });

  it('goes further where the minimum interval asks for it', () => {
    const plan = planned('2026-10-22T09:00', 'shift-rest', { minimumIntervalDays: 10 });
    expect(wallTimes(plan)).toEqual(['2026-10-22T09:00', '2026-11-01T14:30', '2026-11-11T10:15']);
  });

  it('leaves alone what is before it, what is cancelled and what has begun', () => {
    const sessions = [
      done,
      first,
      seriesSession('2026-10-25T09:00', 'cancelled'),
      seriesSession('2026-10-26T09:00', 'arrived'),
      second,
    ];
    expect(planned('2026-10-21T09:00', 'shift-rest', { sessions }).map(({ sessionId }) => sessionId)).toEqual(
      [first.id, second.id],
    );
  });

  it('is refused where a wall time that would be kept does not exist on its new day', () => {
    const night = seriesSession('2027-03-07T02:30');
    const decision = move('2026-10-27T09:00', 'shift-rest', { sessions: [first, night] });
    expect(decision).toMatchObject({
      accepted: false,
      refusals: [{ code: 'time.local-time-does-not-exist', facts: { sessionId: night.id } }],
    });
  });
});

describe('MOVE-04: plan anew', () => {
  it('wishes each later session on the target interval after the one before, at its own wall time', () => {
    expect(wallTimes(planned('2026-10-22T11:00', 'plan-anew'))).toEqual([
      '2026-10-22T11:00',
      '2026-11-05T14:30',
      '2026-11-19T10:15',
    ]);
  });
});

describe('MOVE-01: the past', () => {
  it.each([
    ['a discharged session', done.id, 'scheduling.session-step-not-allowed'],
    ['a session that has passed', 'session of 2026-10-08T09:00', 'scheduling.in-the-past'],
  ])('keeps %s where it was', (_, movedId, code) => {
    const sessions = [done, seriesSession('2026-10-08T09:00'), first];
    expect(move('2026-10-30T09:00', 'shift-rest', { sessions, movedId })).toMatchObject({
      accepted: false,
      refusals: [{ code }],
    });
  });

  it('has no later sessions that could go along', () => {
    const gone = seriesSession('2026-10-11T09:00');
    expect(
      laterSessions({ now: at('2026-10-12T08:00'), sessions: [done, gone, first], movedId: done.id }),
    ).toEqual([first]);
  });
});

describe('MOVE-06: the order of the moves', () => {
  it('is the last first for what goes later, the first first for what goes earlier', () => {
    const shift = (name: string, from: number, to: number) => ({ name, from, to });
    const order = orderOfShifts([shift('a', 1, 5), shift('b', 6, 9), shift('c', 20, 12), shift('d', 30, 18)]);
    expect(order.map(({ name }) => name)).toEqual(['b', 'a', 'c', 'd']);
  });

  it('leaves the series as planned', () => {
    const sessions: readonly SeriesSession[] = [done, first, second, third];
    const changes = planned('2026-10-22T11:00', 'shift-rest', { sessions });
    let stepByStep: readonly SeriesSession[] = sessions;
    for (const change of orderOfShifts(changes)) stepByStep = afterShifts(stepByStep, [change]);
    expect(stepByStep).toEqual(afterShifts(sessions, changes));
  });
});
