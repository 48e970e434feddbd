import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateAt, civilDay, hourMs } from '@lull/domain';
import { sessionsOf } from '@lull/contracts';
import { v4 as uuid } from 'uuid';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { arranging, type GivenClinic } from '../../testing/given-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from '../../testing/test-app.js';

let desk: Desk;
let test: TestApp;
let clinic: GivenClinic;
let scheduler: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  ({ test, clinic, scheduler } = desk);
});
afterAll(() => test.close());

const dayOf = (at: number): string => civilDateAt(at, clinic.zone);
const readDay = (date: string, member = scheduler) =>
  test.as(member).get(`/api/v1/clinics/${clinic.clinicId}/days/${date}`);

describe('the clinics', () => {
  it('are told with their places, hours and procedure types, to every role', async () => {
    const auditor = await givenMember(test, clinic.practiceId, 'auditor');
    const answer = await test.as(auditor).get('/api/v1/clinics');
    expect(answer.status).toBe(200);
    const [view] = answer.body;
    expect(view).toMatchObject({
      id: clinic.clinicId,
      timeZone: clinic.zone,
      procedureTypes: [{ code: 'LSB', durationMinutes: 30, usesXRay: true }],
    });
    expect(view.openingHours[0]).toEqual({ weekday: 1, opens: '07:00', closes: '17:30' });
    expect(view.resources.filter(({ kind }: { kind: string }) => kind === 'recovery-bay')).toHaveLength(4);
    expect(view.resources.filter(({ kind }: { kind: string }) => kind === 'patient')).toEqual([]);
  });
});

describe('the next day', () => {
  const readNext = (from: string, member = scheduler) =>
    test.as(member).get(`/api/v1/clinics/${clinic.clinicId}/days/next?from=${from}`);

  it('is the first from the day asked for on with a session that is not cancelled', async () => {
    const first = await desk.givenSession({ at: clinic.at(60, 2, '15:00') });
    await desk.givenSession({ at: clinic.at(60, 4, '09:00') });
    const [from, tuesday, thursday] = [1, 2, 4].map((weekday) =>
      dayOf(clinic.at(60, weekday as 1 | 2 | 4, '12:00')),
    );
    expect((await readNext(from ?? '')).body).toEqual({ date: tuesday });
    expect((await readNext(tuesday ?? '')).body).toEqual({ date: tuesday });
    const cancelled = await desk.change(first, 'cancel', { reason: 'patient-request' });
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200);
    expect((await readNext(tuesday ?? '')).body).toEqual({ date: thursday });
  });

  it('is none when nothing is booked from there on', async () => {
    expect((await readNext('2199-01-01')).body).toEqual({ date: null });
  });

  it('is refused for what is no date, and for a clinic of another practice', async () => {
    expect((await readNext('2026-02-30')).status).toBe(422);
    const stranger = await givenMember(test, await givenPractice(test), 'scheduler');
    expect((await readNext('2026-02-01', stranger)).status).toBe(404);
  });
});

describe('a day', () => {
  it('has its sessions with stages, its opening hours, block time and closures as instants', async () => {
    const at = clinic.at(4, 1, '09:00');
    const [session] = [
      await desk.givenSession({ at }),
      await desk.givenSession({ at: clinic.at(4, 2, '09:00') }),
    ];
    await test.door.run(arranging(clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO closure (practice_id, id, clinic_id, during, reason) VALUES ($1, $2, $3, $4, 'Meeting')`,
        [
          clinic.practiceId,
          uuid(),
          clinic.clinicId,
          `[${new Date(at + 6 * hourMs).toISOString()},${new Date(at + 7 * hourMs).toISOString()})`,
        ],
      ),
    );
    const answer = await readDay(dayOf(at));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    const { start, end } = civilDay(dayOf(at), clinic.zone);
    expect(answer.body).toMatchObject({
      date: dayOf(at),
      clinicId: clinic.clinicId,
      timeZone: clinic.zone,
      start,
      end,
      open: [{ start: clinic.at(4, 1, '07:00'), end: clinic.at(4, 1, '17:30') }],
      closures: [{ resourceId: null, reason: 'Meeting', start: at + 6 * hourMs, end: at + 7 * hourMs }],
    });
    expect(answer.body.blockTimes).toHaveLength(2);
    expect(answer.body.blockTimes).toContainEqual({
      id: expect.any(String),
      physicianId: clinic.physicians[0],
      roomId: clinic.rooms[0],
      released: false,
      thisWeekOnly: false,
      start: clinic.at(4, 1, '08:00'),
      end: clinic.at(4, 1, '16:00'),
    });
    expect(answer.body.sessions.map(({ id }: { id: string }) => id)).toEqual([session?.id]);
    const read = await test.as(scheduler).get(`/api/v1/sessions/${session?.id}`);
    expect(read.body).toMatchObject(sessionsOf(answer.body)[0] ?? {});
    expect(read.body.holds).toHaveLength(9);
  });

  it('leaves out who was cancelled, and leaves one event of the read in the trail', async () => {
    const at = clinic.at(5, 1, '09:00');
    const [stays, goes] = [
      await desk.givenSession({ at }),
      await desk.givenSession({ at, room: 1, physician: 1 }),
    ];
    await desk.change(goes, 'cancel', { reason: 'other' });
    const answer = await readDay(dayOf(at));
    expect(answer.body.sessions.map(({ id }: { id: string }) => id)).toEqual([stays.id]);
    const trail = await test.database.rows(
      `SELECT member_id, patient_ids FROM audit_event WHERE request_id = $1`,
      [answer.headers['x-request-id']],
    );
    expect(trail).toEqual([{ member_id: scheduler.memberId, patient_ids: [stays.patientId] }]);
  });

  it('keeps what booking knows of the flags from an administrator', async () => {
    const at = clinic.at(6, 1, '09:00');
    await desk.givenSession({ at });
    const administrator = await givenMember(test, clinic.practiceId, 'administrator');
    const [seen, office] = [await readDay(dayOf(at)), await readDay(dayOf(at), administrator)];
    expect([seen.body.sessions[0].flags, office.body.sessions[0].flags]).toEqual([['allergy-not-asked'], []]);
  });

  it('may be empty, and is refused when it is no day', async () => {
    const empty = await readDay('2031-03-09');
    expect(empty.body).toMatchObject({ sessions: [], open: [] });
    expect((empty.body.end - empty.body.start) / hourMs).toBe(23);
    const none = await readDay('2031-02-30');
    expect([none.status, none.body.code]).toEqual([400, 'parameter-malformed']);
  });
});
