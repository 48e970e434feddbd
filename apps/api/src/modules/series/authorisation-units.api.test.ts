import fc from 'fast-check';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenAuthorisation } from '../../testing/given-authorisation.js';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { inPractice } from '../../testing/given-care.js';
import { codes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let physician: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
});
afterAll(() => desk.test.close());

interface Units {
  readonly units: number;
  readonly left: number;
  readonly reserved: number;
  readonly used: number;
  readonly states: Readonly<Record<string, string>>;
}

/** The units of the series' only authorisation, as the screen shows them. */
async function unitsOf({ seriesId }: GivenSeries): Promise<Units> {
  const answer = await desk.test.as(desk.scheduler).get(`/api/v1/series/${seriesId}/authorisations`);
  expect(answer.status).toBe(200);
  const [one] = answer.body.authorisations as (Units & {
    sessions: { sessionId: string; state: string }[];
  })[];
  if (one === undefined) throw new Error('The series has no authorisation.');
  const { units, left, reserved, used, sessions } = one;
  return {
    units,
    left,
    reserved,
    used,
    states: Object.fromEntries(sessions.map(({ sessionId, state }) => [sessionId, state])),
  };
}

async function givenAuthorised(units: number): Promise<GivenSeries> {
  const series = await givenBookableSeries(desk.test, desk.clinic, { gated: false });
  await givenAuthorisation(desk.test, desk.clinic.practiceId, series, { units });
  return series;
}

async function step(session: BookedSession, to: string): Promise<BookedSession> {
  const member = to === 'confirmed' ? desk.scheduler : desk.nurse;
  const answer = await desk.change(session, 'steps', { to }, member);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...session, version: (answer.body as BookedSession).version };
}

describe('a booking takes a unit', () => {
  it('reserves it, and a cancellation gives it back; taken back, it is reserved again', async () => {
    const series = await givenAuthorised(2);
    const session = await desk.givenSession({}, series);
    expect(await unitsOf(series)).toEqual({
      units: 2,
      left: 1,
      reserved: 1,
      used: 0,
      states: { [session.id]: 'reserved' },
    });
    const cancelled = await desk.change(session, 'cancel', { reason: 'patient-request' });
    expect(await unitsOf(series)).toMatchObject({
      left: 2,
      reserved: 0,
      states: { [session.id]: 'returned' },
    });
    const restored = await desk.change(cancelled.body as BookedSession, 'restore', {});
    expect(restored.status).toBe(200);
    expect(await unitsOf(series)).toMatchObject({
      left: 1,
      reserved: 1,
      states: { [session.id]: 'reserved' },
    });
  });

  it('is refused without a unit by name, and accepted with a reason, without taking one', async () => {
    const series = await givenAuthorised(1);
    await desk.givenSession({}, series);
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const refused = await desk.book(series, { at });
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['ledger.authorisation-used-up']);
    const overrides = [{ code: 'ledger.authorisation-used-up', reason: 'The patient pays.' }];
    const booked = await desk.book(series, { at, overrides });
    expect(booked.status).toBe(201);
    expect(booked.body.overrides).toMatchObject([{ code: 'ledger.authorisation-used-up' }]);
    expect(await unitsOf(series)).toMatchObject({ left: 0, reserved: 1 });
    const answer = await desk.test.as(desk.scheduler).get(`/api/v1/series/${series.seriesId}/authorisations`);
    expect(answer.body.withoutUnit).toMatchObject([{ sessionId: booked.body.id }]);
  });

  it('H1: is refused on an authorisation for the other side', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await givenAuthorisation(desk.test, desk.clinic.practiceId, series, { side: 'right' });
    const refused = await desk.book(series, { at: desk.clinic.at(desk.freshWeek(), 1, '09:00') });
    expect(codes(refused)).toEqual(['ledger.authorisation-not-for-this']);
  });

  it('uses it when the patient is discharged, and holds it again when that is taken back', async () => {
    const series = await givenAuthorised(2);
    let session: BookedSession = await desk.givenSessionNow(series);
    await desk.givenReady(session);
    for (const to of ['arrived', 'preparing', 'in-room', 'recovering']) session = await step(session, to);
    await desk.givenMayLeave(session);
    session = await step(session, 'discharged');
    expect(await unitsOf(series)).toMatchObject({
      left: 1,
      reserved: 0,
      used: 1,
      states: { [session.id]: 'used' },
    });
    const undone = await desk.change(session, 'steps/undo', {}, desk.nurse);
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    expect(await unitsOf(series)).toMatchObject({ left: 1, reserved: 1, used: 0 });
  });

  it('gives it back when the patient does not come; who came after all has it again only where it is left', async () => {
    const series = await givenAuthorised(1);
    const missed = await step(await desk.givenSessionNow(series), 'no-show');
    expect(await unitsOf(series)).toMatchObject({ left: 1, reserved: 0 });
    const other = await desk.givenSession({}, series);
    const came = await desk.change(
      missed,
      'steps/undo',
      { reason: 'She sat in the other room.' },
      desk.nurse,
    );
    expect(came.status, JSON.stringify(came.body)).toBe(200);
    expect(await unitsOf(series)).toMatchObject({
      left: 0,
      reserved: 1,
      states: { [missed.id]: 'returned', [other.id]: 'reserved' },
    });
  });

  it('changes to the authorisation that is valid on the new day when the session moves', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const [week, later] = [desk.freshWeek(), desk.freshWeek()];
    const border = new Date(desk.clinic.at(later, 1, '00:00')).toISOString().slice(0, 10);
    const { practiceId } = desk.clinic;
    const first = await givenAuthorisation(desk.test, practiceId, series, { validTo: border, units: 1 });
    const second = await givenAuthorisation(desk.test, practiceId, series, { validFrom: border, units: 1 });
    const session = await desk.givenSession({ at: desk.clinic.at(week, 1, '09:00') }, series);
    const holder = () =>
      desk.test.database.rows<{ authorisation: string }>(
        `SELECT authorisation_id AS authorisation FROM authorisation_unit WHERE session_id = $1 AND state = 'reserved'`,
        [session.id],
      );
    expect(await holder()).toEqual([{ authorisation: first }]);
    const moved = await desk.change(session, 'move', desk.moveBody(desk.clinic.at(later, 3, '09:00')));
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    expect(await holder()).toEqual([{ authorisation: second }]);
  });
});

describe('eight who book the last five units at once', () => {
  it('are five who come in and three who hear that none is left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const series = await givenAuthorised(5);
      const weeks = Array.from({ length: 8 }, () => desk.freshWeek());
      const answers = await Promise.all(
        weeks.map((week) => desk.book(series, { at: desk.clinic.at(week, 1, '14:00') })),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201, 201, 201, 201, 201, 409, 409, 409,
      ]);
      for (const answer of answers.filter(({ status }) => status === 409))
        expect(codes(answer)).toEqual(['ledger.authorisation-used-up']);
      expect(await unitsOf(series)).toMatchObject({ left: 0, reserved: 5 });
    }
  });

  it('cannot pass the CHECK either, whoever forgets the rule', async () => {
    const series = await givenAuthorised(1);
    const session = await desk.givenSession({}, series);
    const { patientId } = series;
    const other = await desk.givenSession(
      {},
      await givenBookableSeries(desk.test, desk.clinic, { patientId }),
    );
    const forced = inPractice(desk.test, desk.clinic.practiceId, (tx) =>
      tx.query(
        `INSERT INTO authorisation_unit (practice_id, id, authorisation_id, session_id, patient_id)
         SELECT practice_id, $2, authorisation_id, $3, patient_id FROM authorisation_unit WHERE session_id = $1`,
        [session.id, uuid(), other.id],
      ),
    );
    await expect(forced).rejects.toThrow(/authorisation_units_balance/);
  });
});

describe('whatever happens to its sessions', () => {
  const deeds = ['book', 'move', 'cancel', 'restore', 'discharge', 'undo', 'no-show'] as const;

  it(
    'an authorisation has as many units as are left, reserved and used, and each standing session one',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ deed: fc.constantFrom(...deeds), which: fc.nat(1) }), {
            minLength: 8,
            maxLength: 14,
          }),
          async (sequence) => {
            const series = await givenAuthorised(2);
            const sessions: BookedSession[] = [];
            for (const { deed, which } of sequence) {
              const session = sessions[which % Math.max(1, sessions.length)];
              await perform(deed, session, series, sessions);
              const { units, left, reserved, used, states } = await unitsOf(series);
              expect(left + reserved + used).toBe(units);
              expect(left).toBeGreaterThanOrEqual(0);
              const counted = Object.values(states);
              expect(counted.filter((state) => state === 'reserved').length).toBe(reserved);
              expect(counted.filter((state) => state === 'used').length).toBe(used);
              for (const [id, state] of Object.entries(states)) {
                const stands = await desk.stateOf(id);
                if (state === 'used') expect(stands).toBe('discharged');
                if (state === 'reserved')
                  expect(['cancelled', 'no-show', 'discharged']).not.toContain(stands);
              }
            }
          },
        ),
        { numRuns: 12 },
      );
    },
  );

  /** Tries the deed; what the state of the session does not allow is refused, and changes nothing. */
  async function perform(
    deed: (typeof deeds)[number],
    session: BookedSession | undefined,
    series: GivenSeries,
    sessions: BookedSession[],
  ): Promise<void> {
    if (deed === 'book') {
      const answer = await desk.book(series, { at: desk.clinic.at(desk.freshWeek(), 2, '09:00') });
      if (answer.status === 201) sessions.push(answer.body as BookedSession);
      return;
    }
    if (session === undefined) return;
    const [row] = await desk.test.database.rows<{ version: number }>(
      `SELECT version FROM session WHERE id = $1`,
      [session.id],
    );
    const now = { id: session.id, version: row?.version ?? 0 };
    const ahead = desk.clinic.at(desk.freshWeek(), 2, '11:00');
    if (deed === 'move') await desk.change(now, 'move', desk.moveBody(ahead));
    if (deed === 'cancel') await desk.change(now, 'cancel', { reason: 'patient-request' });
    if (deed === 'restore') await desk.change(now, 'restore', {});
    if (deed === 'undo') await desk.change(now, 'steps/undo', { reason: 'Pressed by mistake.' }, desk.nurse);
    if (deed === 'no-show')
      await desk.onItsDay(session, () => desk.change(now, 'steps', { to: 'no-show' }, desk.nurse));
    if (deed === 'discharge')
      await desk.onItsDay(session, async () => {
        await desk.givenReady(session);
        for (const to of ['arrived', 'preparing', 'in-room', 'recovering', 'discharged'])
          now.version =
            ((await desk.change(now, 'steps', { to }, desk.nurse)).body as BookedSession).version ??
            now.version;
      });
  }
});

describe('what a payer wrote', () => {
  const entry = {
    payer: 'Fern Health',
    number: 'F-204',
    side: 'left',
    codes: [],
    units: 3,
    validFrom: '2026-01-01',
    validTo: '2099-01-01',
  };
  const add = (series: GivenSeries, body: object, member = desk.scheduler) =>
    desk.test
      .as(member)
      .post(`/api/v1/series/${series.seriesId}/authorisations`)
      .set('Idempotency-Key', uuid())
      .send(body);

  it('is added to its series, and the next booking takes a unit of it', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const added = await add(series, entry, physician);
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    expect(added.body.authorisations).toMatchObject([{ number: 'F-204', left: 3 }]);
    await desk.givenSession({}, series);
    expect(await unitsOf(series)).toMatchObject({ left: 2, reserved: 1 });
  });

  it('H1: is refused for the other side and with its days reversed, both at once', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const refused = await add(series, { ...entry, side: 'right', validTo: '2025-01-01' });
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(['ledger.entry-side-disagrees', 'ledger.entry-validity-reversed']);
  });

  it('is not the nurse’s to add', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    expect((await add(series, entry, desk.nurse)).status).toBe(403);
  });
});
