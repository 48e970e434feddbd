import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { ClinicSettingsView, OpeningHoursPreviewView } from '@lull/contracts';
import { arranging, givenClinic, type GivenClinic } from '../../testing/given-clinic.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
});
afterAll(() => desk.test.close());

const call = (
  method: 'post' | 'patch' | 'put',
  path: string,
  body: object,
  version?: number,
  member = administrator,
) => {
  const request = desk.test.as(member)[method](`/api/v1/${path}`).set('Idempotency-Key', uuid());
  return (version === undefined ? request : request.set('If-Match', `"v${version}"`)).send(body);
};
const all = async (member = administrator) =>
  (await desk.test.as(member).get('/api/v1/clinic-settings')).body as ClinicSettingsView[];
async function settingsOf({ clinicId }: Pick<GivenClinic, 'clinicId'>): Promise<ClinicSettingsView> {
  const found = (await all()).find(({ id }) => id === clinicId);
  if (found === undefined) throw new Error('The clinic of the tests is there.');
  return found;
}
const weekdays = (from: string, to: string, days = [1, 2, 3, 4, 5]) =>
  days.map((weekday) => ({ weekday, from, to }));
const trail = (resource: string, id?: string) =>
  desk.test.database.rows<{ action: string; change: Record<string, unknown>; member_id: string }>(
    `SELECT action, change, member_id FROM audit_event WHERE practice_id = $1 AND resource = $2
        AND ($3::uuid IS NULL OR resource_id = $3) ORDER BY sequence`,
    [desk.clinic.practiceId, resource, id ?? null],
  );

describe('a clinic', () => {
  it('is added with its zone and whom to call, open at no hour, and stands in the trail', async () => {
    const answer = await call('post', 'clinics', {
      name: ' Harbour ',
      timeZone: 'Europe/Lisbon',
      phone: '+351211234567',
      outOfHoursText: 'At night call the hospital.',
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Harbour',
      timeZone: 'Europe/Lisbon',
      phone: '+351211234567',
      outOfHoursText: 'At night call the hospital.',
      openingHours: [],
      zoneSettled: false,
      version: 1,
    });
    expect(await trail('clinic', answer.body.id)).toMatchObject([
      { action: 'create', member_id: administrator.memberId, change: { name: 'Harbour' } },
    ]);
  });

  it('has a name of its own, a zone that exists, and a number with its country code', async () => {
    const { name } = await settingsOf(desk.clinic);
    const taken = await call('post', 'clinics', { name, timeZone: 'Europe/Lisbon' });
    expect([taken.status, codes(taken)]).toEqual([409, ['settings.clinic-name-taken']]);
    const nowhere = await call('post', 'clinics', { name: 'Nowhere', timeZone: 'Mars/Olympus' });
    expect([nowhere.status, nowhere.body.errors]).toMatchObject([
      422,
      [{ code: 'time.zone-unknown', pointer: '/timeZone' }],
    ]);
    const local = await call('post', 'clinics', { name: 'Local', timeZone: 'UTC', phone: '555 1234' });
    expect(local.status).toBe(422);
  });

  it('is changed field by field, under the version that was read; null forgets a number', async () => {
    const before = await settingsOf(desk.clinic);
    const changed = await call(
      'patch',
      `clinics/${before.id}`,
      { phone: '+12125550100', dailySedations: 9 },
      before.version,
    );
    expect(changed.body).toMatchObject({
      ...before,
      phone: '+12125550100',
      dailySedations: 9,
      version: before.version + 1,
    });
    const stale = await call('patch', `clinics/${before.id}`, { phone: null }, before.version);
    expect([stale.status, codes(stale)]).toEqual([412, ['stale']]);
    const cleared = await call(
      'patch',
      `clinics/${before.id}`,
      { phone: null, dailySedations: null },
      before.version + 1,
    );
    expect(cleared.body).toMatchObject({ phone: null, dailySedations: null, name: before.name });
    expect((await trail('clinic', before.id)).at(-2)?.change).toMatchObject({
      phone: [null, '+12125550100'],
    });
  });

  it('keeps its zone once a session was booked there, even one that was cancelled', async () => {
    const fresh = await givenClinic(desk.test, desk.clinic.practiceId);
    const free = await settingsOf(fresh);
    const corrected = await call(
      'patch',
      `clinics/${free.id}`,
      { timeZone: 'America/Chicago' },
      free.version,
    );
    expect(corrected.body).toMatchObject({ timeZone: 'America/Chicago', zoneSettled: false });
    const session = await desk.givenSession();
    await desk.change(session, 'cancel', { reason: 'other' });
    const { id, version, zoneSettled } = await settingsOf(desk.clinic);
    expect(zoneSettled).toBe(true);
    const refused = await call('patch', `clinics/${id}`, { timeZone: 'America/Chicago' }, version);
    expect([refused.status, codes(refused)]).toEqual([409, ['settings.zone-settled']]);
    expect((await settingsOf(desk.clinic)).timeZone).toBe(desk.clinic.zone);
  });

  it('is changed by administrators alone, read by all, and looks like none from another practice', async () => {
    const { id, version } = await settingsOf(desk.clinic);
    for (const member of [desk.scheduler, desk.nurse]) {
      expect((await call('patch', `clinics/${id}`, { name: 'Mine' }, version, member)).status).toBe(403);
      expect((await all(member)).map((each) => each.id)).toContain(id);
    }
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'administrator');
    const answers = await Promise.all([
      call('patch', `clinics/${id}`, { name: 'Mine' }, version, stranger),
      call('put', `clinics/${id}/opening-hours`, { hours: [] }, version, stranger),
      call('post', `clinics/${id}/opening-hours-previews`, { hours: [] }, undefined, stranger),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await all(stranger)).toEqual([]);
  });
});

describe('opening hours', () => {
  it('are set as a whole; the trail tells only what differs', async () => {
    const clinic = await givenClinic(desk.test, desk.clinic.practiceId);
    const { id, version } = await settingsOf(clinic);
    const hours = [...weekdays('07:00', '17:30', [1, 2, 3, 4]), { weekday: 5, from: '07:00', to: '12:00' }];
    const before = (await trail('opening-hours')).length;
    const answer = await call('put', `clinics/${id}/opening-hours`, { hours }, version);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.headers['etag']).toBe(`"v${version + 1}"`);
    expect(answer.body.openingHours).toHaveLength(5);
    expect(answer.body.openingHours[4]).toEqual({ weekday: 5, opens: '07:00', closes: '12:00' });
    expect((await trail('opening-hours')).slice(before).map(({ action }) => action)).toEqual([
      'delete',
      'create',
    ]);
    const stale = await call('put', `clinics/${id}/opening-hours`, { hours: [] }, version);
    expect(stale.status).toBe(412);
  });

  it('are refused with every fault at its place, and stand as they were', async () => {
    const { id, version, openingHours } = await settingsOf(desk.clinic);
    const hours = [
      { weekday: 1, from: '07:00', to: '12:00' },
      { weekday: 1, from: '11:00', to: '13:00' },
      { weekday: 2, from: '12:00', to: '09:00' },
    ];
    const refused = await call('put', `clinics/${id}/opening-hours`, { hours }, version);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { code: 'settings.hours-overlap', pointer: '/hours/1/from' },
      { code: 'settings.hours-backwards', pointer: '/hours/2/to' },
    ]);
    const preview = await call('post', `clinics/${id}/opening-hours-previews`, { hours });
    expect((preview.body as OpeningHoursPreviewView).refusals.map(({ code }) => code)).toEqual(
      codes(refused),
    );
    expect((await settingsOf(desk.clinic)).openingHours).toEqual(openingHours);
  });

  it('tell beforehand which coming visits would stand outside; those stay, and the next booking is asked', async () => {
    const clinic = await givenClinic(desk.test, desk.clinic.practiceId);
    const there = desk.at(clinic);
    const week = desk.freshWeek();
    const early = await there.givenSession({ at: clinic.at(week, 1, '09:00') });
    const late = await there.givenSession({ at: clinic.at(week, 1, '15:00') });
    const { id, version } = await settingsOf(clinic);
    const hours = weekdays('07:00', '15:45');
    const preview = (await call('post', `clinics/${id}/opening-hours-previews`, { hours }))
      .body as OpeningHoursPreviewView;
    expect(preview).toMatchObject({
      accepted: true,
      left: { count: 1, sessions: [{ sessionId: late.id, clinicId: id }] },
    });
    expect(preview.left.sessions[0]?.start.text).toContain('15:00');
    expect((await call('put', `clinics/${id}/opening-hours`, { hours }, version)).status).toBe(200);
    expect([await desk.stateOf(early.id), await desk.stateOf(late.id)]).toEqual(['booked', 'booked']);
    await expect(there.givenSession({ at: clinic.at(week, 2, '15:00') })).rejects.toThrow(
      'scheduling.outside-opening-hours',
    );
  });
});

describe('a resource', () => {
  it('that holds a coming session tells which, and is not taken out of use; afterwards it keeps its past', async () => {
    const session = await desk.givenSession();
    const room = desk.clinic.rooms[0];
    const list = await desk.test.as(administrator).get(`/api/v1/resources/${room}/bookings`);
    expect(list.body.sessions.map(({ sessionId }: { sessionId: string }) => sessionId)).toContain(session.id);
    expect(JSON.stringify(list.body)).not.toContain(session.patientId);
    const refused = await call('patch', `resources/${room}`, { active: false }, 1);
    expect([refused.status, codes(refused)]).toEqual([409, ['profile.resource-still-held']]);

    const clinic = await givenClinic(desk.test, desk.clinic.practiceId);
    const past = await desk.at(clinic).givenSession();
    await desk.test.door.run(arranging(clinic.practiceId), (tx) =>
      tx.query(
        `UPDATE hold SET during = tstzrange(lower(during) - interval '400 days', upper(during) - interval '400 days') WHERE session_id = $1`,
        [past.id],
      ),
    );
    expect((await call('patch', `resources/${clinic.rooms[0]}`, { active: false }, 1)).status).toBe(200);
    const [kept] = await desk.test.database.rows<{ count: string }>(
      `SELECT count(*) FROM hold WHERE resource_id = $1 AND session_id = $2`,
      [clinic.rooms[0], past.id],
    );
    expect(Number(kept?.count)).toBeGreaterThan(0);
  });

  it('that is a physician is one of all clinics, and may be a member who is one', async () => {
    const doctor = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
    const added = await call('post', `clinics/${desk.clinic.clinicId}/resources`, {
      kind: 'physician',
      name: 'Dr. Vega',
    });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    const other = await givenClinic(desk.test, desk.clinic.practiceId);
    const elsewhere = await desk.test.as(administrator).get(`/api/v1/clinics/${other.clinicId}/resources`);
    expect(elsewhere.body.map(({ name }: { name: string }) => name)).toContain('Dr. Vega');
    const free = await desk.test.as(administrator).get('/api/v1/physician-members');
    expect(free.body).toContainEqual({ id: doctor.memberId, name: doctor.name });
    const [{ id }] = added.body;
    const linked = await call('patch', `resources/${id}`, { memberId: doctor.memberId }, 1);
    expect(linked.body.member).toEqual({ id: doctor.memberId, name: doctor.name });
    const wrong = await call('patch', `resources/${id}`, { memberId: desk.nurse.memberId }, 2);
    expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ pointer: '/memberId' }]]);
    expect((await call('patch', `resources/${id}`, { memberId: null }, 2)).body.member).toBeNull();
  });
});
