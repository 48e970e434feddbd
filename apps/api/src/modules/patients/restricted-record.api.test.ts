import { civilDateAt } from '@lull/domain';
import type { Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { givenClinicalFlag, inPractice } from '../../testing/given-care.js';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  injectionRequest,
  once,
  type GivenCourse,
} from '../../testing/given-outcomes.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import { everyAnswer, type NamedThings } from '../../testing/restricted-sweep.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practice: string;
let treatment: GivenTreatment;
let course: GivenCourse;
let things: NamedThings;
let sessionId: string;
let flagId: string;
const members = {} as Record<Role, GivenMember>;

/** What is clinical of this patient, each written so that it is found wherever it leaks. */
const canaries = [
  'CANARY-substance',
  'CANARY-note',
  'CANARY-condition',
  'Q77.7',
  'CANARY-told',
  'CANARY-decision',
  '91.7',
];
const found = (text: string) => canaries.filter((canary) => text.includes(canary));
const roles: readonly Role[] = ['scheduler', 'nurse', 'physician', 'administrator', 'auditor'];

beforeAll(async () => {
  test = await startTestApp();
  practice = await givenPractice(test);
  for (const role of roles) members[role] = await givenMember(test, practice, role);
  treatment = await givenTreatment(test, practice);
  course = await givenCourse(test, practice, treatment, { weightKg: 91.7 });
  const other = await givenCourse(test, practice, treatment, { patient: { familyName: 'Beck' } });
  const now = Date.now();
  const past = await givenSession(test, practice, treatment, course, {
    at: now - 9 * day,
    state: 'discharged',
  });
  await givenInjection(test, practice, course, past, now - 9 * day);
  sessionId = await givenSession(test, practice, treatment, course, { at: now + 60_000, state: 'booked' });
  await givenScores(test, practice, course, [
    [now - 10 * day, 8, 'clinic'],
    [now - 8 * day, 2, 'clinic'],
  ]);
  flagId = await givenClinicalFlag(test, practice, course.patient.id, {
    kind: 'allergy',
    state: 'listed',
    substance: 'CANARY-substance',
  });
  await inPractice(test, practice, async (tx) => {
    const of = [practice, course.patient.id];
    await tx.query(
      `UPDATE clinical_flag SET note = 'CANARY-note' WHERE practice_id = $1 AND patient_id = $2`,
      of,
    );
    await tx.query(
      `UPDATE condition SET label = 'CANARY-condition', icd10 = 'Q77.7' WHERE practice_id = $1 AND patient_id = $2`,
      of,
    );
    await tx.query(
      `INSERT INTO follow_up_task (practice_id, id, patient_id, kind, due_on, told) VALUES ($1, $3, $2, 'call-patient', current_date, 'CANARY-told')`,
      [...of, uuid()],
    );
    await tx.query(
      `INSERT INTO requirement_evidence (practice_id, id, session_id, kind, outcome, at, rests_on, particulars, reason, source)
       VALUES ($1, $2, $3, 'allergy-reviewed', 'met', now(), '{}', '{"decision":"CANARY-decision"}', 'CANARY-decision', 'system')`,
      [practice, uuid(), sessionId],
    );
  });
  things = {
    clinicId: treatment.clinicId,
    patientId: course.patient.id,
    otherPatientId: other.patient.id,
    seriesId: course.seriesId,
    sessionId,
    date: civilDateAt(now + 60_000, 'America/New_York'),
  };
});
afterAll(() => test.close());

const restrict = (by: GivenMember, body: object = { kind: 'staff', reason: 'Works at the desk' }) =>
  test
    .as(by)
    .post(`/api/v1/patients/${course.patient.id}/restrictions`)
    .set(...once())
    .send(body);
const open = (by: GivenMember, reason = 'I treat her today at half past nine') =>
  test
    .as(by)
    .post(`/api/v1/patients/${course.patient.id}/record-openings`)
    .set(...once())
    .send({ reason });
const end = (by: GivenMember, { id, version }: { id: string; version: number }) =>
  test
    .as(by)
    .post(`/api/v1/record-openings/${id}/end`)
    .set(...once())
    .set('If-Match', `"v${version}"`);
const review = (by: GivenMember, { id, version }: { id: string; version: number }, body: object) =>
  test
    .as(by)
    .post(`/api/v1/record-openings/${id}/review`)
    .set(...once())
    .set('If-Match', `"v${version}"`)
    .send(body);
const patient = (by: GivenMember) => test.as(by).get(`/api/v1/patients/${course.patient.id}`);
const relief = (by: GivenMember) => test.as(by).get(`/api/v1/series/${course.seriesId}/relief`);
const score = (by: GivenMember) =>
  test
    .as(by)
    .post(`/api/v1/series/${course.seriesId}/pain-scores`)
    .set(...once())
    .send({
      scores: [
        {
          at: new Date(Date.now() - 60_000).toISOString(),
          kind: 'now',
          value: 3,
          source: 'clinic',
          rescue: false,
        },
      ],
    });
const trail = (purpose: string) =>
  test.database.rows<{ resource: string; action: string; member: string }>(
    `SELECT resource, action, member_id AS member FROM audit_event WHERE practice_id = $1 AND purpose = $2 ORDER BY sequence`,
    [practice, purpose],
  );

describe('a restricted record', () => {
  it('is what the canaries stand in before: whoever treats finds each of them somewhere', async () => {
    const seen = new Set(
      (await everyAnswer(test, members.physician, things)).flatMap(({ text }) => found(text)),
    );
    expect([...seen].toSorted()).toEqual([...canaries].toSorted());
  });

  it('is restricted by a physician or an administrator, once, with a reason', async () => {
    for (const role of ['scheduler', 'nurse', 'auditor'] as const)
      expect((await restrict(members[role])).body.code).toBe('not-allowed');
    expect((await restrict(members.physician, { kind: 'staff', reason: ' ' })).status).toBe(422);
    const answer = await restrict(members.administrator);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ closed: true, opening: null });
    expect((await restrict(members.physician)).body.code).toBe('records.restricted-already');
  });

  it('shows to nobody without an opening what is clinical, in no answer of any route', async () => {
    for (const role of roles) {
      const answers = await everyAnswer(test, members[role], things);
      const leaks = answers.filter(({ text }) => found(text).length > 0);
      expect(leaks.map(({ call, text }) => [role, call, found(text)])).toEqual([]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      // It is no empty promise: most of what is asked is answered, and lists still name the patient.
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(
        role === 'auditor' ? 8 : 20,
      );
    }
  });

  it('refuses by its own code what is clinical, whoever may read it otherwise, and says whose it is', async () => {
    for (const role of ['nurse', 'physician'] as const) {
      const closed = (await everyAnswer(test, members[role], things)).filter(
        ({ code }) => code === 'record-restricted',
      );
      for (const thing of [
        'relief',
        'pain-scores',
        'instrument-scores',
        'injections',
        'vital-signs',
        'time-outs',
        'recovery',
        'ledger',
        'arrival',
        'decisions',
      ])
        expect(
          closed.some(({ call, status }) => status === 403 && call.includes(`/${thing}`)),
          thing,
        ).toBe(true);
    }
    expect((await relief(members.physician)).body.errors[0]).toMatchObject({
      code: 'record-restricted',
      facts: { patientId: course.patient.id },
    });
  });

  it('takes nothing clinical either, and keeps nothing of what was refused', async () => {
    const before = await test.database.rows(`SELECT count(*)::int FROM pain_score WHERE practice_id = $1`, [
      practice,
    ]);
    expect((await score(members.nurse)).body.code).toBe('record-restricted');
    const ended = await test
      .as(members.nurse)
      .post(`/api/v1/patients/${course.patient.id}/clinical-flags/${flagId}/end`)
      .set(...once())
      .set('If-Match', '"v1"');
    expect(ended.body.code).toBe('record-restricted');
    const injected = await test
      .as(members.physician)
      .post(`/api/v1/sessions/${sessionId}/injections`)
      .set(...once())
      .send(injectionRequest(Date.now() - 1000));
    expect(injected.status).toBeGreaterThanOrEqual(400);
    expect(
      await test.database.rows(`SELECT count(*)::int FROM pain_score WHERE practice_id = $1`, [practice]),
    ).toEqual(before);
  });

  it('shows what booking needs: who it is, when the sessions are, and that it is restricted', async () => {
    const seen = await patient(members.nurse);
    expect(seen.body).toMatchObject({
      familyName: 'Archer',
      flags: null,
      weightKg: null,
      conditions: [],
      readiness: ['allergy-listed'],
      access: { closed: true, opening: null, restriction: { kind: 'staff', reason: null } },
    });
    const series = await test.as(members.scheduler).get(`/api/v1/series/${course.seriesId}`);
    expect(series.body).toMatchObject({ side: 'left', condition: null, sessions: [{}, { id: sessionId }] });
    const search = await test.as(members.scheduler).post('/api/v1/patients/searches').send({ q: 'Archer' });
    expect(search.body.rows).toMatchObject([{ id: course.patient.id, restricted: true }]);
  });

  it('opens only to whoever treats, with a sentence, and after a fresh proof of who asks', async () => {
    for (const role of ['scheduler', 'administrator', 'auditor'] as const)
      expect((await open(members[role])).body.code).toBe('not-allowed');
    expect((await open(members.nurse, 'because')).body.code).toBe('field-invalid');
    const { signInId } = members.nurse;
    await test.app
      .get(AuthDatabase)
      .rows(`UPDATE sign_in SET proved_at = now() - interval '6 minutes' WHERE id = $1`, [signInId]);
    expect((await open(members.nurse)).body.code).toBe('proof-required');
    await test.app.get(AuthDatabase).rows(`UPDATE sign_in SET proved_at = now() WHERE id = $1`, [signInId]);
  });

  it('is open to whoever opened it, for an hour, and to nobody else; the trail says so', async () => {
    const answer = await open(members.physician);
    expect(answer.status).toBe(201);
    const { opening } = answer.body;
    expect(Math.round((opening.until - Date.now()) / 60_000)).toBe(60);
    expect((await open(members.physician)).body.code).toBe('records.open-already');
    const seen = new Set(
      (await everyAnswer(test, members.physician, things)).flatMap(({ text }) => found(text)),
    );
    expect([...seen].toSorted()).toEqual([...canaries].toSorted());
    expect((await relief(members.nurse)).body.code).toBe('record-restricted');
    expect((await score(members.physician)).status).toBe(201);
    const glass = await trail('break-glass');
    expect(new Set(glass.map(({ member }) => member))).toEqual(new Set([members.physician.memberId]));
    expect(glass.map(({ resource, action }) => `${action} ${resource}`)).toEqual(
      expect.arrayContaining(['create record-opening', 'read relief', 'create pain-score', 'read patient']),
    );
  });

  it('is closed again when the hour is over, and when whoever opened it is done', async () => {
    const { body } = await patient(members.physician);
    const late = await end(members.nurse, body.access.opening);
    expect(late.status).toBe(404);
    const ended = await end(members.physician, body.access.opening);
    expect(ended.body).toMatchObject({ closed: true, opening: null });
    expect((await relief(members.physician)).body.code).toBe('record-restricted');
    const again = await open(members.nurse);
    expect((await relief(members.nurse)).status).toBe(200);
    await inPractice(test, practice, (tx) =>
      tx.query(
        `UPDATE record_opening SET opened_at = now() - interval '2 hours', until = now() - interval '1 hour' WHERE practice_id = $1 AND id = $2`,
        [practice, again.body.opening.id],
      ),
    );
    expect((await relief(members.nurse)).body.code).toBe('record-restricted');
  });

  it('has each opening reviewed once, by somebody else, with words where it was not justified', async () => {
    const auditor = test.as(members.auditor);
    expect((await test.as(members.physician).get('/api/v1/record-openings')).body.code).toBe('not-allowed');
    const { body } = await auditor.get('/api/v1/record-openings');
    expect(body.waiting).toBe(2);
    const byPhysician = body.rows.find(
      (row: { member: { id: string } }) => row.member.id === members.physician.memberId,
    );
    expect(byPhysician).toMatchObject({
      mrn: course.patient.mrn,
      kind: 'staff',
      mayReview: true,
      review: null,
    });
    expect(byPhysician.reads).toBeGreaterThan(10);
    expect(byPhysician.writes).toBe(1);
    const bare = await review(members.auditor, byPhysician, { verdict: 'not-justified' });
    expect(bare.body.code).toBe('records.review-unexplained');
    const judged = await review(members.auditor, byPhysician, {
      verdict: 'not-justified',
      note: 'Not on her list',
    });
    expect(judged.body.review).toMatchObject({ verdict: 'not-justified', note: 'Not on her list' });
    const twice = await review(members.auditor, judged.body, { verdict: 'justified' });
    expect(twice.body.code).toBe('records.reviewed-already');
    expect((await auditor.get('/api/v1/record-openings')).body.waiting).toBe(1);
    expect((await auditor.get('/api/v1/record-openings?state=reviewed')).body.rows).toHaveLength(1);
    const noted = await test.database.rows(
      `SELECT change FROM audit_event WHERE practice_id = $1 AND resource = 'record-opening' AND action = 'update' AND change ? 'verdict'`,
      [practice],
    );
    expect(noted).toHaveLength(1);
  });

  it('is not reviewed by whoever opened it, though they may review others', async () => {
    const both = await givenMember(test, practice, 'nurse', 'auditor');
    const { body } = await open(both);
    expect((await review(both, body.opening, { verdict: 'justified' })).body.code).toBe(
      'records.own-opening',
    );
  });

  it('keeps from the trail what was written, and not that it was', async () => {
    const { body } = await test
      .as(members.auditor)
      .get(`/api/v1/audit-events?patientId=${course.patient.id}&action=create`);
    const scores = body.rows.filter(({ resource }: { resource: string }) => resource === 'pain-score');
    expect(scores.length).toBeGreaterThan(0);
    expect(
      scores.every((row: { withheld: boolean; change: unknown }) => row.withheld && row.change === null),
    ).toBe(true);
    const openings = body.rows.filter(({ resource }: { resource: string }) => resource === 'record-opening');
    expect(openings[0].change.reason).toBe('I treat her today at half past nine');
  });

  it('is lifted with a reason, and then opens to everybody who treats', async () => {
    const { restriction } = (await patient(members.physician)).body.access;
    const lift = (version: number) =>
      test
        .as(members.physician)
        .post(`/api/v1/record-restrictions/${restriction.id}/lifting`)
        .set(...once())
        .set('If-Match', `"v${version}"`)
        .send({ reason: 'Works elsewhere now' });
    expect((await lift(9)).status).toBe(412);
    expect((await lift(restriction.version)).body).toMatchObject({ closed: false, restriction: null });
    expect((await relief(members.nurse)).status).toBe(200);
    expect((await lift(restriction.version + 1)).body.code).toBe('records.restriction-lifted');
    expect((await open(members.nurse)).body.code).toBe('records.not-restricted');
  });
});
