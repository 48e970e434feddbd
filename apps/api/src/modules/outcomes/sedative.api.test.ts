import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injectionRequest, iso, once } from '../../testing/given-outcomes.js';
import { givenReady } from '../../testing/given-ready.js';
import { confirmTimeOut } from '../../testing/given-time-out.js';
import {
  givenStay,
  minutes,
  recordInjection,
  startOutcomesClinic,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
let nurse: GivenMember;
beforeAll(async () => {
  clinic = await startOutcomesClinic();
  nurse = await givenMember(clinic.test, clinic.practiceId, 'nurse');
});
afterAll(() => clinic.test.close());

interface Answer {
  readonly status: number;
  readonly body: { readonly errors?: readonly { readonly code: string; readonly remedy?: object }[] };
}
const codesOf = (answer: Answer) => (answer.body.errors ?? []).map((each) => each.code);

/** In the room, prepared for sedation, and with a time-out of two people. */
async function inRoom(sedation: string): Promise<string> {
  const { test, practiceId, physician } = clinic;
  const at = Date.now() - minutes(30);
  const { sessionId } = await givenStay(clinic, { at, state: 'in-room', sedation });
  await givenReady(test, practiceId, sessionId);
  await confirmTimeOut(test, sessionId, nurse);
  await confirmTimeOut(test, sessionId, physician);
  return sessionId;
}

const post = (sessionId: string, what: string, body: object) =>
  clinic.test
    .as(nurse)
    .post(`/api/v1/sessions/${sessionId}/${what}`)
    .set(...once())
    .send(body);
const noEscort = async (sessionId: string): Promise<void> => {
  const answer = await post(sessionId, 'evidence', { kind: 'escort-confirmed', outcome: 'failed' });
  expect(answer.status).toBe(200);
};

const needleOutAt = iso(Date.now() - minutes(1));
const midazolam = { role: 'sedative' as const, drug: 'midazolam', doseMg: 1 };
const { drugs: unsedated } = injectionRequest(Date.parse(needleOutAt));
const withSedative = (sessionId: string): Promise<Answer> =>
  recordInjection(clinic, sessionId, {
    needleInAt: null,
    needleOutAt,
    drugs: [...unsedated, midazolam],
  });
const sedativeStep = (sessionId: string): Promise<Answer> =>
  post(sessionId, 'procedure-steps', {
    steps: [{ step: 'iv-sedative', state: 'done' }],
  });

const ways: readonly (readonly [string, (sessionId: string) => Promise<Answer>, table: string])[] = [
  ['among the drugs of an injection', withSedative, 'drug_administration'],
  ['as a step of the procedure', sedativeStep, 'procedure_step'],
];

describe.each(ways)('READY-44: a sedative, written down %s,', (_way, write, table) => {
  const kept = async () => (await clinic.test.database.rows(`SELECT 1 FROM ${table}`)).length;

  it('is kept where everything was prepared for it', async () => {
    const answer = await write(await inRoom('moderate'));
    expect([answer.status, codesOf(answer)]).toEqual([201, []]);
  });

  it('H5: is refused without a confirmed escort, with the way on without it', async () => {
    const sessionId = await inRoom('moderate');
    await noEscort(sessionId);
    const before = await kept();
    const answer = await write(sessionId);
    expect([answer.status, codesOf(answer)]).toEqual([409, ['readiness.escort-not-confirmed']]);
    expect(answer.body.errors?.[0]).toMatchObject({
      overridable: false,
      remedy: { code: 'convert-to-unsedated', detail: expect.stringMatching(/without sedation/) as string },
    });
    expect(await kept()).toBe(before);
  });

  it('is refused with every reason at once', async () => {
    const sessionId = await inRoom('moderate');
    await noEscort(sessionId);
    await post(sessionId, 'evidence', { kind: 'sedation-consent', outcome: 'failed' });
    expect(codesOf(await write(sessionId)).toSorted()).toEqual([
      'readiness.escort-not-confirmed',
      'readiness.sedation-consent-missing',
    ]);
  });

  it('is refused in a visit that was planned without one', async () => {
    expect(codesOf(await write(await inRoom('none')))).toEqual(['readiness.sedation-not-planned']);
  });

  it('is asked nothing of a visit that was brought in: nobody was led through the room here', async () => {
    const at = Date.now() - minutes(60);
    const { sessionId } = await givenStay(clinic, { at, sedation: 'moderate' });
    const answer = await write(sessionId);
    expect([answer.status, codesOf(answer)]).toEqual([201, []]);
  });
});

it('H5: a correction of a record with its sedative is not asked again', async () => {
  const sessionId = await inRoom('moderate');
  const { body } = (await withSedative(sessionId)) as unknown as { body: { id: string } };
  await noEscort(sessionId);
  const answer = await clinic.test
    .as(clinic.physician)
    .post(`/api/v1/injections/${body.id}/amendments`)
    .set(...once())
    .set('If-Match', '"v1"')
    .send({
      ...injectionRequest(Date.parse(needleOutAt), {
        needleInAt: null,
        drugs: [...unsedated, { ...midazolam, doseMg: 2 }],
      }),
      amendReason: 'the dose was misread',
    });
  expect([answer.status, codesOf(answer)]).toEqual([201, []]);
});
