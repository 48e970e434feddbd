import type { MoveChangeView, MovePreviewView } from '@lull/contracts';
import {
  addCivilDays,
  afterShifts,
  instantOf,
  moveScopes,
  wallTimeAt,
  type SeriesSession,
} from '@lull/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { iso, startDesk, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const edit = fc.record({
  kind: fc.constantFrom('move', 'move', 'move', 'move', 'book', 'book', 'cancel', 'complete'),
  which: fc.nat({ max: 1_000 }),
  // Mostly whole weeks, because the clinic is closed at weekends.
  days: fc.constantFrom(-7, -1, 0, 1, 7, 7, 14),
  hour: fc.integer({ min: 8, max: 15 }),
  scope: fc.constantFrom(...moveScopes),
});
type Edit = typeof edit extends fc.Arbitrary<infer Made> ? Made : never;

interface Row extends SeriesSession {
  readonly version: number;
}

const rowsOf = async ({ seriesId }: GivenSeries): Promise<Row[]> =>
  (await desk.test.database.rows(
    `SELECT id, state, version, (extract(epoch FROM starts_at) * 1000)::float8 AS start FROM session WHERE series_id = $1 ORDER BY id`,
    [seriesId],
  )) as unknown as Row[];

const completedRows = ({ seriesId }: GivenSeries) =>
  desk.test.database.rows(
    `SELECT s.id, s::text AS row, (SELECT string_agg(h::text, ' ' ORDER BY h.id) FROM hold h WHERE h.session_id = s.id) AS holds
       FROM session s WHERE s.series_id = $1 AND s.state = 'discharged' ORDER BY s.id`,
    [seriesId],
  );

const place = ({ sessionId, version, roomId, physicianId, to }: MoveChangeView) => ({
  sessionId,
  version,
  roomId,
  physicianId,
  startsAt: iso(to),
});

/** What the edit is expected to make of the list; undefined: it was refused, and nothing may have changed. */
async function made(
  series: GivenSeries,
  rows: readonly Row[],
  one: Edit,
): Promise<readonly SeriesSession[] | undefined> {
  // Mostly a session that is still open; now and then one that must refuse.
  const open = rows.filter(({ state }) => state === 'booked' || state === 'tentative');
  const among = open.length > 0 && one.which % 8 > 0 ? open : rows;
  const chosen = among[one.which % Math.max(1, among.length)];
  const clock = `${String(one.hour).padStart(2, '0')}:00`;
  const on = (start: number, days: number): number => {
    const date = addCivilDays(wallTimeAt(start, desk.clinic.zone).slice(0, 10), days);
    const found = instantOf(`${date}T${clock}`, desk.clinic.zone);
    return found.accepted ? found.value : start;
  };
  if (one.kind === 'book' || chosen === undefined) {
    const last = Math.max(desk.clinic.at(3, 1, '09:00'), ...rows.map(({ start }) => start));
    const answer = await desk.book(series, { at: on(last, 7) });
    return answer.status === 201
      ? [...rows, { id: answer.body.id, start: answer.body.start, state: answer.body.state }]
      : undefined;
  }
  if (one.kind === 'cancel') {
    const answer = await desk.change(chosen, 'cancel', { reason: 'patient-request' });
    if (answer.status !== 200) return undefined;
    return rows.map((each) => (each.id === chosen.id ? { ...each, state: 'cancelled' as const } : each));
  }
  if (one.kind === 'complete') {
    const led = await desk.onItsDay(chosen, async () => {
      await desk.givenReady(chosen);
      let now: { id: string; version: number } = chosen;
      for (const to of ['arrived', 'in-room', 'recovering', 'discharged']) {
        if (to === 'discharged') await desk.givenMayLeave(now);
        const answer = await desk.change(now, 'steps', { to }, desk.nurse);
        if (answer.status !== 200) return false;
        now = answer.body;
      }
      return true;
    });
    if (!led) return undefined;
    return rows.map((each) => (each.id === chosen.id ? { ...each, state: 'discharged' as const } : each));
  }
  const body = { ...desk.moveBody(on(chosen.start, one.days)), scope: one.scope };
  const shown = await desk.test
    .as(desk.scheduler)
    .post(`/api/v1/sessions/${chosen.id}/moves/preview`)
    .send(body);
  if (shown.status !== 200) return undefined;
  const { changes } = shown.body as MovePreviewView;
  const answer = await desk.change(chosen, 'moves', { ...body, later: changes.slice(1).map(place) });
  expect([200, 409]).toContain(answer.status);
  expect(answer.status === 200).toBe(shown.body.accepted);
  return answer.status === 200 ? afterShifts(rows, changes) : undefined;
}

const plain = (rows: readonly SeriesSession[]) =>
  rows.map(({ id, start, state }) => `${id} ${start} ${state === 'tentative' ? 'booked' : state}`).sort();

it('a series under 120 random edits equals a plain list, and completed sessions never change', async () => {
  const series = await givenBookableSeries(desk.test, desk.clinic, { minimumIntervalDays: 4 });
  let done: readonly Record<string, unknown>[] = [];
  let moves = 0;
  for (const one of fc.sample(edit, { numRuns: 120, seed: 20261122 })) {
    const rows = await rowsOf(series);
    const expected = await made(series, rows, one);
    if (expected !== undefined && one.kind === 'move') moves += 1;
    expect(plain(await rowsOf(series))).toEqual(plain(expected ?? rows));
    const completed = await completedRows(series);
    for (const before of done) expect(completed).toContainEqual(before);
    done = completed;
  }
  // The sequence is one that does something.
  expect(moves).toBeGreaterThan(10);
  expect(done.length).toBeGreaterThan(2);
}, 60_000);
