import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCivilDays, civilDatesBetween } from '../time/zone.js';
import {
  adeyemi,
  at,
  blockTime,
  calendar,
  clinicZone,
  fluoro1,
  fluoro2,
  halloran,
} from './booking.builder.js';
import {
  changeBlockTime,
  dueReleases,
  occurrenceRefusal,
  overlapRefusal,
  sessionsOutside,
  type BlockTimeChange,
  type StandingRoomUse,
} from './block-time-changes.js';
import { blockTimeOn } from './block-time-pattern.js';
import type { BlockTime, BlockTimePattern } from './clinic-calendar.js';

const monday = '2026-06-08';
const now = at('2026-06-01T09:00');
const zone = { zone: clinicZone };

const pattern = (changes: Partial<BlockTimePattern> = {}): BlockTimePattern => {
  const { id: _, physicianName: _name, exceptions: _e, releasedOn: _r, keptOn: _k, ...rest } = blockTime();
  return { ...rest, ...changes };
};

function changed(standing: BlockTime, change: BlockTimeChange, when = now) {
  const decision = changeBlockTime(standing, change, zone, when, 'later');
  if (!decision.accepted) throw new Error(decision.refusals.map(({ code }) => code).join(', '));
  return decision.value;
}

function codes(standing: BlockTime, change: BlockTimeChange, when = now): string[] {
  const decision = changeBlockTime(standing, change, zone, when, 'later');
  return decision.accepted ? [] : decision.refusals.map(({ code }) => code);
}

describe('CAL-07: changing block time', () => {
  it('for one week alone is an exception, and taking it back leaves none', () => {
    const instead = { from: '13:00', to: '17:00', roomId: fluoro1.id };
    const { earlier, later } = changed(blockTime(), { scope: 'this-week-only', date: monday, instead });
    expect(earlier).toBeNull();
    expect(later).toMatchObject({ id: 'halloran-monday', exceptions: [{ date: monday, instead }] });
    const back = { from: '08:00', to: '12:00', roomId: fluoro1.id };
    const again = changed(later ?? blockTime(), { scope: 'this-week-only', date: monday, instead: back });
    expect(again.later?.exceptions).toEqual([]);
  });

  it('from a date on parts it in two, each with its own exceptions and releases', () => {
    const standing = blockTime({
      exceptions: ['2026-06-08', '2026-06-22'].map((date) => ({ date, instead: null })),
      releasedOn: ['2026-06-15', '2026-06-29'],
      keptOn: ['2026-06-08', '2026-07-06'],
    });
    const { earlier, later, from } = changed(standing, {
      scope: 'following',
      date: '2026-06-22',
      pattern: pattern({ to: '11:00' }),
    });
    expect(from).toBe('2026-06-22');
    expect(earlier).toMatchObject({
      id: 'halloran-monday',
      to: '12:00',
      validTo: '2026-06-21',
      exceptions: [{ date: '2026-06-08' }],
      releasedOn: ['2026-06-15'],
      keptOn: ['2026-06-08'],
    });
    expect(later).toMatchObject({
      id: 'later',
      to: '11:00',
      validFrom: '2026-06-22',
      validTo: null,
      exceptions: [{ date: '2026-06-22' }],
      releasedOn: ['2026-06-29'],
      keptOn: ['2026-07-06'],
    });
  });

  it('as a whole leaves the past and today as they were', () => {
    const during = at(`${monday}T07:00`);
    const { earlier, later } = changed(
      blockTime(),
      { scope: 'pattern', pattern: pattern({ to: '11:00' }) },
      during,
    );
    expect(earlier).toMatchObject({ to: '12:00', validTo: monday });
    expect(later).toMatchObject({ to: '11:00', validFrom: '2026-06-09' });
  });

  it('stays one row while it has not begun', () => {
    const { earlier, later } = changed(blockTime({ validFrom: '2026-07-01' }), {
      scope: 'pattern',
      pattern: pattern({ weekday: 3, validFrom: '2026-08-01' }),
    });
    expect(earlier).toBeNull();
    expect(later).toMatchObject({ id: 'halloran-monday', weekday: 3, validFrom: '2026-08-01' });
  });

  it('ends it when nothing follows', () => {
    const { earlier, later } = changed(blockTime(), { scope: 'following', date: monday, pattern: null });
    expect(earlier?.validTo).toBe('2026-06-07');
    expect(later).toBeNull();
  });

  it.each([
    [
      'a day it is not on',
      { scope: 'following', date: '2026-06-09', pattern: null },
      'scheduling.block-time-not-on-date',
    ],
    [
      'a day that is over',
      { scope: 'following', date: '2026-05-25', pattern: null },
      'scheduling.block-time-over',
    ],
    [
      'today, when it has begun',
      { scope: 'this-week-only', date: '2026-06-01', instead: null },
      'scheduling.block-time-over',
    ],
  ] as const)('is refused on %s', (_sentence, change, code) => {
    expect(codes(blockTime(), change)).toEqual([code]);
  });

  it('is refused when all of it is over', () => {
    const over = blockTime({ validTo: '2026-05-31' });
    expect(codes(over, { scope: 'pattern', pattern: null })).toEqual(['scheduling.block-time-over']);
    expect(occurrenceRefusal(blockTime(), '2026-06-01', zone, now)?.code).toBe('scheduling.block-time-over');
    expect(occurrenceRefusal(blockTime(), monday, zone, now)).toBeNull();
  });

  /** Every day of a year as a text; what an edit means is said day by day. */
  const year = civilDatesBetween('2026-01-05', '2027-01-03');
  const edit = fc.record({
    scope: fc.constantFrom('this-week-only', 'following', 'pattern'),
    day: fc.nat(51),
    weekday: fc.constantFrom(1, 1, 3),
    to: fc.constantFrom('10:00', '11:00', '12:00'),
    none: fc.constantFrom(false, false, false, true),
    daysLater: fc.nat(25),
  });

  it('equals a plain list of days under any sequence of edits, and the past never changes', () => {
    let edits = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (sequence) => {
        let rows: BlockTime[] = [blockTime({ validFrom: '2026-01-05' })];
        const list = new Map<string, string>();
        const read = (): Map<string, string> =>
          new Map(
            year.flatMap((date) =>
              rows.flatMap((row) => {
                const each = blockTimeOn(row, date);
                return each === null ? [] : [[date, each.to] as const];
              }),
            ),
          );
        for (const [date, to] of read()) list.set(date, to);
        let [today, next] = ['2026-01-05', 0];
        for (const { scope, day, weekday, to, none, daysLater } of sequence) {
          today = addCivilDays(today, daysLater);
          const dates = [...list.keys()].filter((date) => date > today).sort();
          const date = dates[day % Math.max(1, dates.length)];
          const row = rows.find((each) => date !== undefined && blockTimeOn(each, date) !== null);
          if (date === undefined || row === undefined) continue;
          edits += 1;
          const when = at(`${today}T23:00`);
          const change: BlockTimeChange =
            scope === 'this-week-only'
              ? { scope, date, instead: none ? null : { from: row.from, to, roomId: row.roomId } }
              : scope === 'following'
                ? { scope, date, pattern: none ? null : pattern({ ...row, weekday, to }) }
                : { scope: 'pattern', pattern: none ? null : pattern({ ...row, weekday, to }) };
          const decision = changeBlockTime(row, change, zone, when, `row-${(next += 1)}`);
          if (!decision.accepted) throw new Error('a day that stands can be changed');
          const { earlier, later } = decision.value;
          const others = rows.filter((each) => each !== row);
          const lastDay = row.validTo ?? '9999-12-31';
          rows = [...others, ...(earlier === null ? [] : [earlier]), ...(later === null ? [] : [later])];
          // The same, said day by day.
          if (scope === 'this-week-only') {
            if (none) list.delete(date);
            else list.set(date, to);
            continue;
          }
          const from = scope === 'following' ? date : [addCivilDays(today, 1), row.validFrom].sort().at(-1);
          if (from === undefined) continue;
          const otherwise = new Map(row.exceptions.map((each) => [each.date, each.instead]));
          for (const each of year.filter((some) => some >= from && some <= lastDay)) {
            if (others.some((other) => blockTimeOn(other, each) !== null)) continue;
            list.delete(each);
            if (none || (new Date(`${each}T12:00Z`).getUTCDay() || 7) !== weekday) continue;
            const exception = otherwise.get(each);
            if (exception !== null) list.set(each, exception?.to ?? to);
          }
        }
        const inOrder = (days: Map<string, string>) =>
          [...days].map(([date, to]) => `${date} ${to}`).toSorted((a, b) => a.localeCompare(b));
        expect(inOrder(read())).toEqual(inOrder(list));
      }),
      { numRuns: 200 },
    );
    expect(edits).toBeGreaterThan(600);
  }, 60_000);
});

describe('CAL-08: the sessions that fall outside', () => {
  const use = (
    sessionId: string,
    from: string,
    to: string,
    changes: Partial<StandingRoomUse> = {},
  ): StandingRoomUse => ({
    sessionId,
    date: monday,
    wanted: { start: at(`${monday}T${from}`), end: at(`${monday}T${to}`) },
    room: fluoro1,
    physician: halloran,
    procedureType: 'LSB',
    ...changes,
  });
  const nine = use('nine', '09:00', '09:40');
  const eleven = use('eleven', '11:00', '11:40');
  const outside = (
    after: Partial<BlockTime>[],
    sessions: readonly StandingRoomUse[] = [nine, eleven],
  ): string[] =>
    sessionsOutside(
      calendar(),
      calendar({ blockTimes: after.map((each) => blockTime(each)) }),
      sessions,
      now,
    ).map(({ session, refusals }) => `${session.sessionId} ${refusals.map(({ code }) => code).join()}`);
  const otherRoom = { date: monday, instead: { from: '08:00', to: '12:00', roomId: fluoro2.id } };
  const elsewhen = { id: 'else', physicianId: adeyemi.id, weekday: 5 } as const;

  it.each([
    ['shorter', [{ to: '11:30' }], ['eleven scheduling.outside-block-time']],
    ['capped: the earlier ones stay', [{ mostSessions: 1 }], ['eleven scheduling.block-time-full']],
    [
      'for another kind of procedure',
      [{ procedureTypes: ['RFA'] }],
      ['nine scheduling.procedure-type-not-allowed', 'eleven scheduling.procedure-type-not-allowed'],
    ],
    [
      "another physician's",
      [{ physicianId: adeyemi.id }],
      ['nine scheduling.block-time-of-another', 'eleven scheduling.block-time-of-another'],
    ],
    [
      'in another room this week',
      [{ exceptions: [otherRoom] }, elsewhen],
      ['nine scheduling.outside-block-time', 'eleven scheduling.outside-block-time'],
    ],
    ["longer, or gone from a room that is nobody's then", [{ to: '13:00' }], []],
    ["released: it is anybody's, its physician's too", [{ releasedOn: [monday] }], []],
  ] as const)('when it becomes %s', (_sentence, after, expected) => {
    expect(outside([...after])).toEqual(expected);
  });

  it('are not those that stood outside before', () => {
    expect(outside([{ to: '11:00' }], [use('evening', '13:00', '13:40')])).toEqual([]);
  });
});

describe('CAL-09: a room has one owner at a time', () => {
  const adeyemis = (changes: Partial<BlockTime> = {}) =>
    blockTime({ id: 'new', physicianId: adeyemi.id, physicianName: adeyemi.name, ...changes });
  it.each([
    ['at the same time', adeyemis(), true],
    ['right after', adeyemis({ from: '12:00', to: '16:00' }), false],
    ['in another room', adeyemis({ roomId: fluoro2.id }), false],
    [
      'in the weeks between',
      adeyemis({ repeat: { kind: 'every-n-weeks', weeks: 2, anchor: '2026-06-08' } }),
      false,
    ],
    [
      'in one of its weeks',
      adeyemis({ repeat: { kind: 'every-n-weeks', weeks: 2, anchor: '2026-06-15' } }),
      true,
    ],
    ['on the fifth Monday of a month', adeyemis({ repeat: { kind: 'nth-weekdays', nths: [5] } }), true],
  ] as const)('%s', (_sentence, candidate, clashes) => {
    const standing = calendar({
      blockTimes: [blockTime({ repeat: { kind: 'every-n-weeks', weeks: 2, anchor: '2026-06-15' } })],
    });
    expect(overlapRefusal(standing, candidate, '2026-06-01', now)?.code).toBe(
      clashes ? 'scheduling.block-time-overlaps' : undefined,
    );
  });
});

describe('CAL-10: the automatic release', () => {
  const due = (changes: Partial<BlockTime>, when: string): string[] =>
    dueReleases(calendar({ blockTimes: [blockTime({ releaseLeadDays: 5, ...changes })] }), at(when)).map(
      ({ occurrence, step }) => `${step} ${occurrence.date}`,
    );
  it('warns one day before the lead time comes, then releases', () => {
    expect(due({}, '2026-06-01T23:30')).toEqual([]);
    expect(due({}, '2026-06-02T00:00')).toEqual(['warn 2026-06-08']);
    expect(due({}, '2026-06-03T00:00')).toEqual(['release 2026-06-08']);
    expect(due({}, '2026-06-08T07:59')).toEqual(['release 2026-06-08']);
    expect(due({}, '2026-06-08T08:00')).toEqual([]);
  });
  it('leaves alone what is released, kept, not this week, or never released by itself', () => {
    for (const changes of [
      { releasedOn: [monday] },
      { keptOn: [monday] },
      { exceptions: [{ date: monday, instead: null }] },
      { releaseLeadDays: null },
    ])
      expect(due(changes, '2026-06-04T09:00')).toEqual([]);
  });
});
