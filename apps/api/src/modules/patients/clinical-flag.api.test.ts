import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenPatient } from '../../testing/given-care.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let nurse: GivenMember;
let patientId: string;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  practiceId = await givenPractice(test);
  nurse = await givenMember(test, practiceId, 'nurse');
  patientId = (await givenPatient(test, practiceId)).id;
});

const record = (body: object, member = nurse) =>
  test
    .as(member)
    .post(`/api/v1/patients/${patientId}/clinical-flags`)
    .set('Idempotency-Key', uuid())
    .send(body);
const end = (flagId: string, version: number) =>
  test
    .as(nurse)
    .post(`/api/v1/patients/${patientId}/clinical-flags/${flagId}/end`)
    .set('Idempotency-Key', uuid())
    .set('If-Match', `"v${version}"`);
const standing = async () =>
  (await test.as(nurse).get(`/api/v1/patients/${patientId}`)).body.flags.map(
    (flag: { state: string; substance: string | null }) => [flag.state, flag.substance],
  );

describe('a clinical flag', () => {
  it('replaces the denial before it, and is ended by hand before the next', async () => {
    expect((await record({ kind: 'allergy', state: 'none-known' })).status).toBe(201);
    const listed = await record({
      kind: 'allergy',
      state: 'listed',
      substance: 'iodine',
      note: 'Rash in 2019',
    });
    expect(listed.body).toMatchObject({
      kind: 'allergy',
      substance: 'iodine',
      note: 'Rash in 2019',
      version: 1,
      recordedAt: expect.any(Number),
    });
    expect(await standing()).toEqual([['listed', 'iodine']]);

    const denied = await record({ kind: 'allergy', state: 'none-known' });
    expect([denied.status, denied.body.code]).toEqual([409, 'patients.flag-contradicts-finding']);
    expect((await end(listed.body.id, 1)).body).toMatchObject({ version: 2 });
    expect((await record({ kind: 'allergy', state: 'none-known' })).status).toBe(201);
    expect(await standing()).toEqual([['none-known', null]]);
  });

  it('stands beside another substance of its kind', async () => {
    await record({ kind: 'allergy', state: 'listed', substance: 'iodine' });
    await record({ kind: 'allergy', state: 'listed', substance: 'latex' });
    expect(await standing()).toEqual([
      ['listed', 'iodine'],
      ['listed', 'latex'],
    ]);
  });

  it('is ended once, from the version that was read', async () => {
    const { body } = await record({ kind: 'diabetes', state: 'present' });
    expect((await end(body.id, 1)).status).toBe(200);
    expect((await end(body.id, 1)).status).toBe(412);
    expect((await end(body.id, 2)).status).toBe(412);
  });

  it.each([
    [
      'a listed allergy without its substance',
      { kind: 'allergy', state: 'listed' },
      'patients.allergies-listed-without-substance',
      '/substance',
    ],
    [
      'an allergy that is merely present',
      { kind: 'allergy', state: 'present' },
      'patients.flag-state-of-another-kind',
      '/state',
    ],
    [
      'a diabetes that is listed',
      { kind: 'diabetes', state: 'listed' },
      'patients.flag-state-of-another-kind',
      '/state',
    ],
  ])('is refused: %s', async (_story, body, code, pointer) => {
    const answer = await record(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ code, pointer }]);
  });

  it('is not recorded by a scheduler', async () => {
    expect(
      (await record({ kind: 'diabetes', state: 'present' }, await givenMember(test, practiceId, 'scheduler')))
        .status,
    ).toBe(403);
  });
});
