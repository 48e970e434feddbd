import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injectionRequest, once } from '../../testing/given-outcomes.js';
import {
  givenStay,
  needleOut,
  recordInjection,
  startOutcomesClinic,
  tasksOf,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import type { GivenMember, TestApp } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
let test: TestApp;
let physician: GivenMember;

beforeAll(async () => {
  clinic = await startOutcomesClinic();
  ({ test, physician } = clinic);
});
afterAll(() => test.close());

const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);

describe('amending an injection', () => {
  const amend = (id: string, version: number, changes: object = {}) =>
    test
      .as(physician)
      .post(`/api/v1/injections/${id}/amendments`)
      .set(...once())
      .set('If-Match', `"v${version}"`)
      .send({
        ...injectionRequest(needleOut),
        amendReason: 'Wrong level written down',
        ...changes,
      });

  it('puts a new record in the place of the old one, which stays to be seen', async () => {
    const { sessionId } = await givenStay(clinic);
    const first = await recordInjection(clinic, sessionId);
    const answer = await amend(first.body.id, 1, { levels: ['L3'] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      levels: ['L3'],
      amends: first.body.id,
      amendReason: 'Wrong level written down',
      ordinal: 1,
    });
    const read = await test.as(physician).get(`/api/v1/sessions/${sessionId}/injections`);
    expect(
      read.body.map((each: { status: string; levels: string[]; ordinal: number | null }) => [
        each.status,
        each.levels,
        each.ordinal,
      ]),
    ).toEqual([
      ['entered-in-error', ['L2'], null],
      ['completed', ['L3'], 1],
    ]);
    expect(read.body[0].drugs).toHaveLength(2);
  });

  it('needs a reason, and the version that was read', async () => {
    const { sessionId } = await givenStay(clinic);
    const { id } = (await recordInjection(clinic, sessionId)).body;
    expect((await amend(id, 1, { amendReason: '' })).status).toBe(422);
    expect((await amend(id, 2)).status).toBe(412);
    const blind = await test
      .as(physician)
      .post(`/api/v1/injections/${id}/amendments`)
      .set(...once())
      .send({});
    expect(blind.status).toBe(428);
    expect((await amend(id, 1)).status).toBe(201);
  });

  it('amends the newest record only', async () => {
    const { sessionId } = await givenStay(clinic);
    const { id } = (await recordInjection(clinic, sessionId)).body;
    await amend(id, 1).expect(201);
    expect(codesOf(await amend(id, 2))).toEqual(['outcomes.injection-entered-in-error']);
  });

  it('is held to the same rules, and leaves the old record in force when it is refused', async () => {
    const { sessionId } = await givenStay(clinic);
    const { id } = (await recordInjection(clinic, sessionId)).body;
    expect(codesOf(await amend(id, 1, { side: 'right' }))).toEqual(['outcomes.side-not-of-series']);
    const read = await test.as(physician).get(`/api/v1/sessions/${sessionId}/injections`);
    expect(read.body.map((each: { status: string; version: number }) => [each.status, each.version])).toEqual(
      [['completed', 1]],
    );
  });

  it('asks for one review of a session, however often it is amended', async () => {
    const { sessionId } = await givenStay(clinic);
    const { id } = (await recordInjection(clinic, sessionId, { complications: [{ code: 'infection' }] }))
      .body;
    await amend(id, 1, { complications: [{ code: 'infection', grade: 2 }] }).expect(201);
    expect(await tasksOf(clinic, sessionId)).toHaveLength(1);
  });
});
