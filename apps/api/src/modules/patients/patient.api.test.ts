import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenClinicalFlag, givenPatient } from '../../testing/given-care.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

const url = '/api/v1/patients';
const sound = {
  mrn: 'MP-900100',
  familyName: 'Nuñez',
  givenName: 'José',
  birthDate: '1961-04-05',
  sexAtBirth: 'male',
};

let test: TestApp;
let practiceId: string;
let scheduler: GivenMember;
let nurse: GivenMember;
let physician: GivenMember;
let administrator: GivenMember;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  practiceId = await givenPractice(test);
  [scheduler, nurse, physician, administrator] = await Promise.all([
    givenMember(test, practiceId, 'scheduler'),
    givenMember(test, practiceId, 'nurse'),
    givenMember(test, practiceId, 'physician'),
    givenMember(test, practiceId, 'administrator'),
  ]);
});

const create = (member: GivenMember, body: object, key = uuid()) =>
  test.as(member).post(url).set('Idempotency-Key', key).send(body);
const change = (member: GivenMember, id: string, version: number, body: object) =>
  test.as(member).patch(`${url}/${id}`).set('If-Match', `"v${version}"`).send(body);
const reasons = (body: { errors: { code: string; pointer?: string }[] }) =>
  body.errors.map(({ code, pointer }) => [code, pointer]);
const trail = (action: string, patientId: string) =>
  test.database.rows<{ resource: string; member_id: string }>(
    `SELECT resource, member_id FROM audit_event WHERE practice_id = $1 AND action = $2 AND $3 = ANY(patient_ids) ORDER BY sequence`,
    [practiceId, action, patientId],
  );

describe('a new patient', () => {
  it('is stored with the resource that sessions hold, and leaves events in the trail', async () => {
    const answer = await create(scheduler, { ...sound, phone: '+15555617515' });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"v1"');
    expect(answer.body).toMatchObject({
      ...sound,
      phone: '+15555617515',
      email: null,
      version: 1,
      flags: null,
      readiness: ['allergy-not-asked'],
      conditions: [],
    });
    const resources = await test.database.rows(
      `SELECT kind, name FROM resource WHERE practice_id = $1 AND patient_id = $2`,
      [practiceId, answer.body.id],
    );
    expect(resources).toEqual([{ kind: 'patient', name: 'Nuñez, José' }]);
    expect(await trail('create', answer.body.id)).toEqual([
      { resource: 'patient', member_id: scheduler.memberId },
    ]);
  });

  it('is made once, however often the call is sent', async () => {
    const key = uuid();
    const first = await create(scheduler, sound, key);
    const again = await create(scheduler, sound, key);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await test.as(scheduler).post(`${url}/searches`).send({ q: 'nunez' })).body.rows).toHaveLength(1);
  });

  it('is refused with a taken MRN, naming the field', async () => {
    await givenPatient(test, practiceId, { mrn: sound.mrn });
    const answer = await create(scheduler, sound);
    expect(answer.status).toBe(409);
    expect(reasons(answer.body)).toEqual([['patients.mrn-taken', '/mrn']]);
  });

  it('may have the MRN of a patient of another practice', async () => {
    await givenPatient(test, await givenPractice(test, 'Elsewhere'), { mrn: sound.mrn });
    expect((await create(scheduler, sound)).status).toBe(201);
  });

  it('is refused as a likely duplicate until somebody has compared', async () => {
    const there = await givenPatient(test, practiceId, {
      familyName: 'NUNEZ',
      givenName: 'Jose',
      birthDate: sound.birthDate,
    });
    const refused = await create(scheduler, sound);
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toMatchObject([
      { code: 'patients.likely-duplicate', overridable: true, facts: { patientIds: there.id } },
    ]);
    expect((await create(scheduler, { ...sound, comparedWithDuplicates: true })).status).toBe(201);
  });

  it('is refused for every reason at once', async () => {
    await givenPatient(test, practiceId, { mrn: sound.mrn });
    const answer = await create(scheduler, { ...sound, birthDate: '2099-01-01', weightKg: 450 });
    expect(reasons(answer.body)).toEqual([
      ['patients.birth-date-in-future', '/birthDate'],
      ['patients.weight-out-of-range', '/weightKg'],
      ['patients.mrn-taken', '/mrn'],
    ]);
  });

  it.each([
    ['a name of blanks', { familyName: '   ' }, '/familyName'],
    ['a day that is not in the calendar', { birthDate: '1961-02-30' }, '/birthDate'],
    ['no consent but null', { consentToSms: null }, '/consentToSms'],
    ['an unknown field', { practiceId: 'another' }, '/practiceId'],
    ['a hidden character', { givenName: 'Jo\u202Ese' }, '/givenName'],
  ])('is refused with %s', async (_story, changes, pointer) => {
    const answer = await create(scheduler, { ...sound, ...changes });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer);
  });

  it.each(['nurse', 'physician', 'administrator'] as const)('is not created by a %s', async (role) => {
    expect((await create(await givenMember(test, practiceId, role), sound)).status).toBe(403);
  });
});

describe('a change of a patient', () => {
  it('touches only what it names; null clears', async () => {
    const { body: before } = await create(scheduler, {
      ...sound,
      phone: '+15555617515',
      email: 'jose@example.org',
      weightKg: 80,
    });
    const answer = await change(physician, before.id, 1, { phone: null, familyName: 'Núñez Ortega' });
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"v2"');
    expect(answer.body).toMatchObject({
      version: 2,
      phone: null,
      email: 'jose@example.org',
      weightKg: 80,
      familyName: 'Núñez Ortega',
      givenName: 'José',
    });
    const found = await test.as(scheduler).post(`${url}/searches`).send({ q: 'ortega' });
    expect(found.body.rows).toHaveLength(1);
    expect(await trail('update', before.id)).toEqual([
      { resource: 'patient', member_id: physician.memberId },
    ]);
  });

  it('is refused when somebody changed it meanwhile, with the version that stands', async () => {
    const { id } = await givenPatient(test, practiceId);
    expect((await change(scheduler, id, 1, { email: 'a@example.org' })).status).toBe(200);
    const late = await change(scheduler, id, 1, { email: 'b@example.org' });
    expect(late.status).toBe(412);
    expect(late.headers['etag']).toBe('"v2"');
    expect(late.body.code).toBe('stale');
  });

  it('asks for the version that was read', async () => {
    const { id } = await givenPatient(test, practiceId);
    expect((await test.as(scheduler).patch(`${url}/${id}`).send({ email: null })).status).toBe(428);
  });

  it('keeps the MRN of another patient out, and its own in', async () => {
    const [own, other] = [await givenPatient(test, practiceId), await givenPatient(test, practiceId)];
    expect((await change(scheduler, own.id, 1, { mrn: other.mrn })).body.code).toBe('patients.mrn-taken');
    expect((await change(scheduler, own.id, 1, { mrn: own.mrn })).status).toBe(200);
  });

  it("of contacts is a nurse's too, but not of the name", async () => {
    const { id } = await givenPatient(test, practiceId);
    const put = (body: object) =>
      test.as(nurse).put(`${url}/${id}/contacts`).set('If-Match', '"v1"').send(body);
    expect((await put({ familyName: 'Other' })).status).toBe(422);
    expect((await put({ phone: '+15555617515', consentToSms: true })).body).toMatchObject({
      phone: '+15555617515',
      consentToSms: true,
    });
    expect((await change(nurse, id, 2, { familyName: 'Other' })).status).toBe(403);
  });
});

describe('what is shown of a patient', () => {
  it('depends on the role', async () => {
    const { id } = await givenPatient(test, practiceId);
    await givenClinicalFlag(test, practiceId, id, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'warfarin',
    });
    await givenClinicalFlag(test, practiceId, id, { kind: 'allergy', state: 'none-known' });
    const seenBy = async (member: GivenMember) => (await test.as(member).get(`${url}/${id}`)).body;
    expect(await seenBy(scheduler)).toMatchObject({ flags: null, readiness: ['anticoagulant'] });
    for (const member of [nurse, physician]) {
      expect(
        (await seenBy(member)).flags.map((flag: { kind: string; substance: string | null }) => [
          flag.kind,
          flag.substance,
        ]),
      ).toEqual([
        ['allergy', null],
        ['anticoagulant', 'warfarin'],
      ]);
    }
    // Nobody of the practice recorded them, as with an imported book: it is not known when.
    expect((await seenBy(nurse)).flags.map((flag: { recordedAt: unknown }) => flag.recordedAt)).toEqual([
      null,
      null,
    ]);
    expect(await seenBy(administrator)).toMatchObject({ flags: null, readiness: [], conditions: [] });
    expect((await test.as(await givenMember(test, practiceId, 'auditor')).get(`${url}/${id}`)).status).toBe(
      403,
    );
  });

  it('leaves an event for each reading, and for the rows of a search', async () => {
    const { id } = await givenPatient(test, practiceId);
    await test.as(nurse).get(`${url}/${id}`);
    await test.as(nurse).post(`${url}/searches`).send({});
    expect(await trail('read', id)).toEqual(
      [1, 2].map(() => ({ resource: 'patient', member_id: nurse.memberId })),
    );
  });

  it('is nothing of another practice: neither row, change nor flag', async () => {
    const { id } = await givenPatient(test, await givenPractice(test, 'Elsewhere'));
    expect((await test.as(physician).get(`${url}/${id}`)).status).toBe(404);
    expect((await change(scheduler, id, 1, { email: null })).status).toBe(404);
    expect(
      (
        await test
          .as(nurse)
          .post(`${url}/${id}/clinical-flags`)
          .set('Idempotency-Key', uuid())
          .send({ kind: 'diabetes', state: 'present' })
      ).status,
    ).toBe(404);
    expect((await test.as(scheduler).post(`${url}/searches`).send({})).body.rows).toEqual([]);
  });

  it.each(['undefined', 'null', '%00', '1'])('is refused for the id "%s"', async (id) => {
    expect((await test.as(nurse).get(`${url}/${id}`)).status).toBe(400);
  });
});
