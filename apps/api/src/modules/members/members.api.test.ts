import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { MemberInvitationView, MemberView } from '@lull/contracts';
import { loneConfirmationHours } from '@lull/domain';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let ada: GivenMember;
let bea: GivenMember;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  practiceId = await givenPractice(test);
  [ada, bea] = [
    await givenMember(test, practiceId, 'administrator'),
    await givenMember(test, practiceId, 'administrator', 'physician'),
  ];
});

const api = '/api/v1';
const list = async (by: GivenMember): Promise<MemberView[]> =>
  (await test.as(by).get(`${api}/members`)).body.rows as MemberView[];
const invitations = async (by: GivenMember): Promise<MemberInvitationView[]> =>
  (await test.as(by).get(`${api}/member-invitations`)).body as MemberInvitationView[];
const changeRoles = (by: GivenMember, id: string, roles: readonly string[], version = 1) =>
  test.as(by).put(`${api}/members/${id}/roles`).set('If-Match', `"v${version}"`).send({ roles });
const changeState = (by: GivenMember, id: string, active: boolean, version = 1) =>
  test.as(by).put(`${api}/members/${id}/state`).set('If-Match', `"v${version}"`).send({ active });
const invite = (by: GivenMember, email: string, roles: readonly string[], key = uuid()) =>
  test.as(by).post(`${api}/member-invitations`).set('Idempotency-Key', key).send({ email, roles });
const accept = (token: string, name = 'Nia Moss', password = 'a lantern over calm water') =>
  test.anybody().post(`${api}/invitations/acceptances`).send({ token, name, password });
const tokenOf = (link: string) => link.split('#')[1] ?? '';
const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map(({ code }) => code);
const address = () => `${uuid()}@example.org`;
const stillIn = async (member: GivenMember) =>
  (await test.as(member).get(`${api}/sign-ins/current`)).status === 200;
const trail = (resource: string, id: string) =>
  test.database.rows<{ action: string; member_id: string | null; change: Record<string, unknown> }>(
    `SELECT action, member_id, change FROM audit_event WHERE practice_id = $1 AND resource = $2 AND resource_id = $3 ORDER BY sequence`,
    [practiceId, resource, id],
  );

describe('the members of a practice', () => {
  it('are listed with roles, state and second factor, page by page, and nobody of another practice', async () => {
    const other = await givenPractice(test);
    const stranger = await givenMember(test, other, 'administrator');
    const rows = await list(ada);
    expect(rows.map(({ id }) => id).sort()).toEqual([ada.memberId, bea.memberId].sort());
    expect(rows.find(({ id }) => id === bea.memberId)).toMatchObject({
      roles: ['administrator', 'physician'],
      active: true,
      totp: false,
      passkeys: 0,
      secondFactorDue: false,
      request: null,
    });
    expect((await list(stranger)).map(({ id }) => id)).toEqual([stranger.memberId]);
    const [first] = rows;
    const rest = await test.as(ada).get(`${api}/members?cursor=${first?.id}`);
    expect(rest.body.rows.map(({ id }: MemberView) => id)).toEqual(rows.slice(1).map(({ id }) => id));
  });

  it('get other roles at once, are signed out by it, and the trail says who did it', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    const answer = await changeRoles(ada, nurse.memberId, ['nurse', 'scheduler']);
    expect([answer.status, answer.body.roles]).toEqual([200, ['nurse', 'scheduler']]);
    expect(await stillIn(nurse)).toBe(false);
    expect(await trail('member', nurse.memberId)).toMatchObject([
      { action: 'update', member_id: ada.memberId, change: { roles: [['nurse'], ['nurse', 'scheduler']] } },
    ]);
  });

  it('are refused a change of what changed meanwhile', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    await changeRoles(ada, nurse.memberId, ['scheduler']);
    expect((await changeRoles(ada, nurse.memberId, ['auditor'])).status).toBe(412);
  });

  it('never change their own roles, and never disable themselves', async () => {
    expect(codesOf(await changeRoles(ada, ada.memberId, ['nurse']))).toEqual(['members.not-oneself']);
    expect(codesOf(await changeState(ada, ada.memberId, false))).toEqual(['members.not-oneself']);
  });

  it('who are disabled are signed out at once and cannot come back, until they are enabled', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    expect(await stillIn(nurse)).toBe(true);
    expect((await changeState(ada, nurse.memberId, false)).body).toMatchObject({ active: false, version: 2 });
    expect(await stillIn(nurse)).toBe(false);
    expect((await changeState(ada, nurse.memberId, true, 2)).body).toMatchObject({ active: true });
    // The sign-in of before is over for good.
    expect(await stillIn(nurse)).toBe(false);
    expect((await trail('member', nurse.memberId)).map(({ change }) => change['active'])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('keep one administrator, also when two of them disable each other in the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const here = await givenPractice(test);
      const [one, two] = [
        await givenMember(test, here, 'administrator'),
        await givenMember(test, here, 'administrator'),
      ];
      const answers = await Promise.all([
        changeState(one, two.memberId, false),
        round % 2 === 0 ? changeState(two, one.memberId, false) : changeRoles(two, one.memberId, ['nurse']),
      ]);
      // The other is too late: it would leave nobody, or it works here no more.
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const left = await test.database.rows(
        `SELECT id FROM member WHERE practice_id = $1 AND active AND 'administrator' = ANY (roles)`,
        [here],
      );
      expect(left).toHaveLength(1);
    }
  });

  it('are changed by administrators alone', async () => {
    const [nurse, auditor] = [
      await givenMember(test, practiceId, 'nurse'),
      await givenMember(test, practiceId, 'auditor'),
    ];
    expect((await changeRoles(nurse, auditor.memberId, ['nurse'])).status).toBe(403);
    expect((await test.as(auditor).get(`${api}/members`)).status).toBe(200);
    expect((await changeState(auditor, nurse.memberId, false)).status).toBe(403);
    expect((await invite(auditor, address(), ['nurse'])).status).toBe(403);
  });

  it('ask who signed in a while ago to prove it again before such a change', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    await test.database.rows(
      `UPDATE sign_in SET proved_at = now() - interval '6 minutes' WHERE member_id = $1`,
      [ada.memberId],
    );
    const answers = await Promise.all([
      changeRoles(ada, nurse.memberId, ['scheduler']),
      changeState(ada, nurse.memberId, false),
      invite(ada, address(), ['nurse']),
      test.as(ada).post(`${api}/members/${nurse.memberId}/second-factor-resets`).send({}),
      test.as(ada).put(`${api}/second-factor-policy`).send({ required: 'everyone' }),
    ]);
    for (const answer of answers) expect([answer.status, answer.body.code]).toEqual([403, 'proof-required']);
    expect(await list(bea)).toContainEqual(expect.objectContaining({ id: nurse.memberId, version: 1 }));
  });
});

describe('a new administrator', () => {
  it('is one when a second administrator says so, and not before', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    await changeRoles(ada, nurse.memberId, ['nurse', 'administrator']);
    const standing = async (by: GivenMember) => (await list(by)).find(({ id }) => id === nurse.memberId);
    const asked = await standing(ada);
    expect(asked).toMatchObject({
      roles: ['nurse'],
      request: { askedBy: ada.name, confirmableFrom: null, alone: false },
    });
    const confirm = (by: GivenMember) =>
      test.as(by).post(`${api}/administrator-requests/${asked?.request?.id}/confirmations`).send({});
    expect(codesOf(await confirm(ada))).toEqual(['members.confirmed-by-another']);
    expect((await standing(bea))?.request?.confirmableFrom).toBeTypeOf('number');
    expect((await confirm(bea)).status).toBe(200);
    expect(await standing(ada)).toMatchObject({ roles: ['nurse', 'administrator'], request: null });
    expect(await trail('administrator-request', asked?.request?.id ?? '')).toMatchObject([
      { action: 'create', member_id: ada.memberId },
      { action: 'update', member_id: bea.memberId, change: { outcome: [null, 'confirmed'] } },
    ]);
    // Decided once.
    expect((await confirm(bea)).status).toBe(404);
  });

  it('is none when the other declines', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    await changeRoles(ada, nurse.memberId, ['administrator']);
    const request = (await list(bea)).find(({ id }) => id === nurse.memberId)?.request;
    await test.as(bea).post(`${api}/administrator-requests/${request?.id}/refusals`).send({});
    expect((await list(ada)).find(({ id }) => id === nurse.memberId)).toMatchObject({
      roles: ['nurse'],
      request: null,
    });
  });

  it('is confirmed by the only administrator alone, but a day later', async () => {
    const here = await givenPractice(test);
    const [lone, nurse] = [
      await givenMember(test, here, 'administrator'),
      await givenMember(test, here, 'nurse'),
    ];
    await changeRoles(lone, nurse.memberId, ['nurse', 'administrator']);
    const request = async () => (await list(lone)).find(({ id }) => id === nurse.memberId)?.request;
    const asked = await request();
    expect(asked).toMatchObject({
      alone: true,
      confirmableFrom: (asked?.askedAt ?? 0) + loneConfirmationHours * 3_600_000,
    });
    const confirm = () =>
      test.as(lone).post(`${api}/administrator-requests/${asked?.id}/confirmations`).send({});
    expect(codesOf(await confirm())).toEqual(['members.confirmed-too-early']);
    await test.database.rows(
      `UPDATE administrator_request SET asked_at = asked_at - make_interval(hours => $2) WHERE practice_id = $1`,
      [here, loneConfirmationHours],
    );
    expect((await confirm()).status).toBe(200);
    expect((await list(lone)).find(({ id }) => id === nurse.memberId)?.roles).toContain('administrator');
  });

  it("another practice's request looks like one that is not there", async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    await changeRoles(ada, nurse.memberId, ['administrator', 'nurse']);
    const request = (await list(ada)).find(({ id }) => id === nurse.memberId)?.request;
    const stranger = await givenMember(test, await givenPractice(test), 'administrator');
    const answer = await test
      .as(stranger)
      .post(`${api}/administrator-requests/${request?.id}/confirmations`)
      .send({});
    expect(answer.status).toBe(404);
  });
});

describe('an invitation', () => {
  it('makes a member with a name and a password of their own, once', async () => {
    const email = address();
    const { status, body } = await invite(ada, email.toUpperCase(), ['nurse']);
    expect([status, body.invitation.email]).toEqual([201, email]);
    const token = tokenOf(body.link as string);
    const look = await test.anybody().post(`${api}/invitations/looks`).send({ token });
    expect(look.body).toEqual({
      practice: 'Midtown Pain Centre',
      email,
      roles: ['nurse'],
      hasAccount: false,
    });
    expect((await accept(token, 'Nia', 'short')).body.errors[0].pointer).toBe('/password');
    expect((await accept(token)).status).toBe(201);
    const signedIn = await test
      .anybody()
      .post(`${api}/sign-ins`)
      .send({ email, password: 'a lantern over calm water' });
    expect(signedIn.body).toMatchObject({ name: 'Nia Moss', roles: ['nurse'] });
    expect((await accept(token)).body.code).toBe('member-link-not-accepted');
    const nia = (await list(ada)).find((each) => each.email === email);
    expect(nia?.lastSeenAt).toBeTypeOf('number');
    expect(await invitations(ada)).toEqual([]);
    expect(
      (await trail('member-invitation', body.invitation.id as string)).map(({ action }) => action),
    ).toEqual(['create', 'update', 'update']);
    expect((await trail('member', nia?.id ?? ''))[0]?.action).toBe('create');
  });

  it('opens once for two who press in the same moment', async () => {
    const { body } = await invite(ada, address(), ['scheduler']);
    const answers = await Promise.all([accept(tokenOf(body.link)), accept(tokenOf(body.link))]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('gives one answer for a link that was never made, was used up, has ended or was taken back', async () => {
    const [used, ended, revoked] = [
      (await invite(ada, address(), ['nurse'])).body,
      (await invite(ada, address(), ['nurse'])).body,
      (await invite(ada, address(), ['nurse'])).body,
    ];
    await accept(tokenOf(used.link));
    await test.database.rows(`UPDATE member_invitation SET expires_at = now() WHERE id = $1`, [
      ended.invitation.id,
    ]);
    const taken = await test
      .as(ada)
      .post(`${api}/member-invitations/${revoked.invitation.id}/revocations`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${revoked.invitation.version}"`)
      .send({});
    expect(taken.status).toBe(204);
    const answers = await Promise.all(
      ['x'.repeat(43), tokenOf(used.link), tokenOf(ended.link), tokenOf(revoked.link)].map((token) =>
        accept(token),
      ),
    );
    const bodies = new Set(answers.map(({ body }) => JSON.stringify({ ...body, instance: '' })));
    expect([bodies.size, answers[0]?.body.code]).toEqual([1, 'member-link-not-accepted']);
  });

  it('sent again has another link, and the one before opens nothing', async () => {
    const { body } = await invite(ada, address(), ['nurse']);
    const again = await test
      .as(ada)
      .post(`${api}/member-invitations/${body.invitation.id}/resends`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${body.invitation.version}"`)
      .send({});
    expect(again.status).toBe(201);
    expect((await accept(tokenOf(body.link))).status).toBe(404);
    expect((await accept(tokenOf(again.body.link))).status).toBe(201);
  });

  it('is one for an address, and none for somebody who is a member', async () => {
    const email = address();
    const first = await invite(ada, email, ['nurse']);
    expect(codesOf(await invite(bea, email, ['nurse']))).toEqual(['members.invited-already']);
    await accept(tokenOf(first.body.link));
    expect(codesOf(await invite(ada, email, ['nurse']))).toEqual(['members.member-already']);
  });

  it('asked for twice with one key is one, and its link is told once and kept nowhere', async () => {
    const [key, email] = [uuid(), address()];
    const first = await invite(ada, email, ['nurse'], key);
    const twin = await invite(ada, email, ['nurse'], key);
    expect([twin.body.invitation.id, twin.body.link]).toEqual([first.body.invitation.id, null]);
    const token = tokenOf(first.body.link);
    for (const table of ['idempotency_key', 'member_invitation', 'audit_event']) {
      const rows = await test.database.rows<{ row: string }>(
        `SELECT t::text AS row FROM ${table} t WHERE practice_id = $1`,
        [practiceId],
      );
      expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
    }
  });

  it('never touches an account that stands: its own password has to prove it', async () => {
    const elsewhere = await givenPractice(test);
    const boss = await givenMember(test, elsewhere, 'administrator');
    const email = address();
    await accept(
      tokenOf((await invite(boss, email, ['nurse'])).body.link),
      'Nia',
      'a lantern over calm water',
    );
    const { body } = await invite(ada, email, ['auditor']);
    const token = tokenOf(body.link);
    expect((await test.anybody().post(`${api}/invitations/looks`).send({ token })).body.hasAccount).toBe(
      true,
    );
    expect((await accept(token, 'Nia', 'another password of mine')).status).toBe(422);
    expect((await accept(token, 'Nia', 'a lantern over calm water')).status).toBe(201);
  });

  it('to an administrator leaves only when a second one has confirmed it', async () => {
    const { body } = await invite(ada, address(), ['administrator']);
    expect([body.link, body.invitation.expiresAt, body.invitation.mail]).toEqual([null, null, null]);
    const [waiting] = await invitations(bea);
    const confirmed = await test
      .as(bea)
      .post(`${api}/administrator-requests/${waiting?.request?.id}/confirmations`)
      .send({});
    expect((await accept(tokenOf(confirmed.body.link))).status).toBe(201);
    expect((await list(ada)).filter(({ roles }) => roles.includes('administrator'))).toHaveLength(3);
  });
});
