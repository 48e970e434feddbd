import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuplicatesView, PatientDistinctionsView, PatientDistinctionView } from '@lull/contracts';
import { givenPatient, type GivenPatient } from '../../testing/given-care.js';
import { givenMergeRoom, type MergeRoom } from '../../testing/given-merge.js';
import { once } from '../../testing/given-outcomes.js';
import { givenMember, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let room: MergeRoom;

beforeAll(async () => {
  test = await startTestApp();
  room = await givenMergeRoom(test);
});
afterAll(() => test.close());

const tellApart = (one: GivenPatient, other: GivenPatient, member = room.scheduler) =>
  test
    .as(member)
    .post('/api/v1/patient-distinctions')
    .set(...once())
    .send({ oneId: one.id, otherId: other.id, reason: 'Twin sisters, both were here' });
const withdraw = ({ id, version }: PatientDistinctionView) =>
  test
    .as(room.scheduler)
    .post(`/api/v1/patient-distinctions/${id}/withdrawal`)
    .set(...once())
    .set('If-Match', `"v${version}"`)
    .send({ reason: 'One card for both' });
/** The group that this record is proposed in; undefined: none. */
const groupOf = async ({ id }: GivenPatient) => {
  const { groups } = (await test.as(room.scheduler).get('/api/v1/patient-duplicates')).body as DuplicatesView;
  return groups.find(({ records }) => records.some((record) => record.id === id))?.records;
};

describe('two records that look like one person’s (PAT-18)', () => {
  it('are told apart, proposed no more, listed, and proposed again when that is taken back', async () => {
    const [one, other] = await room.givenPair();
    expect(await groupOf(one)).toHaveLength(2);
    const said = await tellApart(one, other);
    expect(said.status, JSON.stringify(said.body)).toBe(201);
    expect(await groupOf(one)).toBeUndefined();
    const listed = (await test.as(room.physician).get('/api/v1/patient-distinctions'))
      .body as PatientDistinctionsView;
    expect(listed.rows).toMatchObject([
      { id: said.body.id, reason: 'Twin sisters, both were here', by: room.scheduler.name },
    ]);
    const back = await withdraw(said.body);
    expect(back.status).toBe(200);
    expect(await groupOf(one)).toHaveLength(2);
    expect((await withdraw(back.body)).body.code).toBe('merge.distinction-withdrawn');
    const [event] = await test.database.rows<{ change: Record<string, unknown> }>(
      `SELECT change FROM audit_event WHERE practice_id = $1 AND resource = 'patient-distinction' AND action = 'update'`,
      [room.practiceId],
    );
    expect(event?.change['withdrawal_reason']).toEqual([null, 'One card for both']);
  });

  it('are told apart once, in whichever order, and then not joined', async () => {
    const pair = await room.givenPair();
    await tellApart(pair[0], pair[1]);
    expect((await tellApart(pair[1], pair[0])).body.code).toBe('merge.told-apart-already');
    expect((await tellApart(pair[0], pair[0])).body.code).toBe('merge.same-record');
    expect((await room.join(pair)).body.code).toBe('merge.told-apart');
  });

  it('of three, leave the third to be compared', async () => {
    const [one, other] = await room.givenPair();
    const third = await givenPatient(test, room.practiceId, {
      familyName: one.familyName,
      givenName: one.givenName,
    });
    const said = (await tellApart(one, other)).body as PatientDistinctionView;
    const group = await groupOf(third);
    expect(group?.map(({ id, toldApartFrom }) => [id, toldApartFrom])).toEqual([
      [one.id, [other.id]],
      [other.id, [one.id]],
      [third.id, []],
    ]);
    await tellApart(one, third);
    await tellApart(other, third);
    expect(await groupOf(third)).toBeUndefined();
    await withdraw(said);
    expect(await groupOf(one)).toHaveLength(3);
  });

  it('are told apart by whoever may join them, and by nobody else', async () => {
    const [one, other] = await room.givenPair();
    for (const role of ['nurse', 'administrator', 'auditor'] as const) {
      const member = await givenMember(test, room.practiceId, role);
      expect((await tellApart(one, other, member)).body.code).toBe('not-allowed');
    }
    expect((await tellApart(one, other, room.physician)).status).toBe(201);
  });
});
