import type { WorklistCountsView, WorklistRowView, WorklistView } from '@lull/contracts';
import { addCivilDays, civilDateAt, type WorklistKind } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag, inPractice } from '../../testing/given-care.js';
import { minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  iso,
} from '../../testing/given-outcomes.js';
import { givenNothingToFear, givenReady } from '../../testing/given-ready.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const until = '2099-12-31';

async function answered(path: string, member: GivenMember, clinicId: string) {
  const joint = path.includes('?') ? '&' : '?';
  return desk.test.as(member).get(`/api/v1/worklists${path}${joint}clinicId=${clinicId}`);
}

async function list(
  kind: WorklistKind,
  asked = `until=${until}`,
  member = desk.nurse,
  clinicId = desk.clinic.clinicId,
) {
  const answer = await answered(`/${kind}?${asked}`, member, clinicId);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as WorklistView;
}

const of = ({ rows }: WorklistView, { id }: { readonly id: string }): WorklistRowView[] =>
  rows.filter(({ session }) => session?.id === id);

async function sedated(): Promise<BookedSession> {
  const series = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' });
  await givenNothingToFear(desk.test, desk.clinic.practiceId, series.patientId);
  return desk.givenSession({ sedation: 'moderate' }, series);
}

const record = async (session: BookedSession, body: object, member = desk.nurse): Promise<void> => {
  const answer = await desk.test
    .as(member)
    .post(`/api/v1/sessions/${session.id}/evidence`)
    .set('Idempotency-Key', uuid())
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

const escort = { name: 'Sam Lee', phone: '+15550111' };

describe('a worklist of what sessions lack', () => {
  it('READY-60: escorts: has a sedated session without one, says who was named, and loses it when confirmed', async () => {
    const session = await sedated();
    const [row] = of(await list('escorts'), session);
    expect(row).toMatchObject({
      patientName: 'Nuñez, Ada',
      missing: 'Escort home: open',
      owner: 'scheduler',
      actionText: 'Confirm by name and telephone who takes the patient home.',
      overdue: false,
      requirement: { kind: 'escort-confirmed', mayRecord: true, needs: ['name', 'phone'], named: null },
      session: { start: { at: session.start }, sedation: 'moderate', state: 'booked' },
    });
    await record(session, { kind: 'escort-confirmed', outcome: 'requested', particulars: escort });
    expect(of(await list('escorts'), session)[0]).toMatchObject({
      missing: 'Escort home: asked for',
      requirement: { named: escort },
    });
    await record(session, { kind: 'escort-confirmed', outcome: 'met', particulars: escort });
    expect(of(await list('escorts'), session)).toEqual([]);
  });

  it('has back what a move makes void, and says why', async () => {
    const session = await sedated();
    await record(session, { kind: 'escort-confirmed', outcome: 'met', particulars: escort });
    await desk.change(session, 'move', desk.moveBody(session.start + minutes(60)));
    expect(of(await list('escorts'), session)[0]).toMatchObject({
      missing: 'Escort home: void, another time',
      requirement: { standing: 'voided', named: null },
    });
  });

  it('consents, fasting, anticoagulants, authorisations: each its own, gone when ready', async () => {
    const session = await sedated();
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    const missing = async (kind: WorklistKind) =>
      of(await list(kind), session).map(({ requirement }) => requirement?.kind);
    expect(await missing('consents')).toEqual(['consent-for-side', 'sedation-consent']);
    expect(await missing('fasting')).toEqual(['fasting-told']);
    // It was asked weeks before the session, and is asked again.
    expect(await missing('anticoagulants')).toEqual(['anticoagulant-decision', 'anticoagulant-known']);
    expect(await missing('authorisations')).toEqual(['authorisation']);
    await givenReady(desk.test, desk.clinic.practiceId, session.id);
    for (const kind of ['consents', 'fasting', 'authorisations'] as const)
      expect(await missing(kind), kind).toEqual([]);
    expect(await missing('anticoagulants')).toEqual(['anticoagulant-known']);
  });

  it('names no drug and no particulars of a finding', async () => {
    const session = await sedated();
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'clopidogrel',
    });
    expect(JSON.stringify(await list('anticoagulants', `until=${until}`, desk.scheduler))).not.toContain(
      'clopidogrel',
    );
  });

  it('forgets a session that is cancelled', async () => {
    const session = await sedated();
    await desk.change(session, 'cancel', { reason: 'patient-ill' });
    expect(of(await list('escorts'), session)).toEqual([]);
  });

  it('looks a week ahead unless it is told otherwise', async () => {
    const session = await sedated();
    expect(of(await list('escorts', ''), session)).toEqual([]);
    const date = civilDateAt(session.start, desk.clinic.zone);
    expect(of(await list('escorts', `until=${addCivilDays(date, -1)}`), session)).toEqual([]);
    expect(of(await list('escorts', `until=${date}`), session)).toHaveLength(1);
  });

  it('is narrowed by owner and by what is due, and put in another order', async () => {
    await sedated();
    const later = await sedated();
    const consents = async (asked: string) => (await list('consents', `until=${until}&${asked}`)).rows;
    expect(await consents('owner=scheduler')).toEqual([]);
    expect((await consents('owner=physician')).length).toBeGreaterThan(0);
    expect(await consents('due=overdue')).toEqual([]);
    const starts = (await consents('sort=session')).map(({ session }) => session?.start.at ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts).toContain(later.start);
  });

  it('comes in pages that leave nothing out, also where a row leaves it meanwhile', async () => {
    const practiceId = await givenPractice(desk.test);
    const nurse = await givenMember(desk.test, practiceId, 'nurse');
    const treatment = await givenTreatment(desk.test, practiceId);
    const course = await givenCourse(desk.test, practiceId, treatment);
    const sessions: string[] = [];
    for (let n = 0; n < 130; n += 1)
      sessions.push(
        await givenSession(desk.test, practiceId, treatment, course, {
          at: Date.now() + 2 * day + n * minutes(15),
          state: 'booked',
          sedation: 'moderate',
        }),
      );
    const page = (asked: string) => list('escorts', asked, nurse, treatment.clinicId);
    const first = await page('');
    expect([first.total, first.rows.length]).toEqual([130, 100]);
    const second = await page(`cursor=${encodeURIComponent(first.next ?? '')}`);
    const all = [...first.rows, ...second.rows].map(({ session }) => session?.id);
    expect(all).toEqual(sessions);
    expect(second.next).toBeNull();
    await inPractice(desk.test, practiceId, (tx) =>
      tx.query(`UPDATE session SET state = 'cancelled', cancel_reason = 'patient-request' WHERE id = $1`, [
        first.rows.at(-1)?.session?.id,
      ]),
    );
    const after = await page(`cursor=${encodeURIComponent(first.next ?? '')}`);
    expect(after.rows.length).toBeGreaterThanOrEqual(29);
    const forged = await answered('/escorts?cursor=nowhere', nurse, treatment.clinicId);
    expect([forged.status, forged.body.code]).toEqual([400, 'parameter-malformed']);
  }, 30_000);
});

describe('a worklist of patients and series', () => {
  let nurse: GivenMember;
  let physician: GivenMember;
  let practiceId: string;
  let treatment: GivenTreatment;
  const now = Date.now();

  beforeAll(async () => {
    practiceId = await givenPractice(desk.test);
    nurse = await givenMember(desk.test, practiceId, 'nurse');
    physician = await givenMember(desk.test, practiceId, 'physician');
    treatment = await givenTreatment(desk.test, practiceId);
  });

  const arrange = (statement: string, ...parameters: readonly unknown[]) =>
    inPractice(desk.test, practiceId, (tx) => tx.query(statement, [...parameters]));
  const patientsOn = async (kind: WorklistKind, member = nurse) =>
    (await list(kind, `until=${until}`, member, treatment.clinicId)).rows;
  const treated = async (at: number) => {
    const course = await givenCourse(desk.test, practiceId, treatment);
    const id = await givenSession(desk.test, practiceId, treatment, course, { at, state: 'discharged' });
    await arrange(`UPDATE session SET discharged_at = $2 WHERE id = $1`, id, iso(at + hour));
    await givenInjection(desk.test, practiceId, course, id, at + minutes(20));
    return course;
  };
  const isFor = ({ patient }: { readonly patient: { readonly id: string } }) => ({
    patientId: patient.id,
  });

  it('READY-62: diary: who was injected three days ago and has been silent, until something is heard', async () => {
    const course = await treated(now - 3 * day);
    expect(await patientsOn('diary')).toContainEqual(
      expect.objectContaining({ ...isFor(course), reason: 'diary-silent', overdue: true, requirement: null }),
    );
    await givenScores(desk.test, practiceId, course, [[now - hour, 4, 'diary']]);
    expect(await patientsOn('diary')).not.toContainEqual(expect.objectContaining(isFor(course)));
  });

  it('READY-63: decisions: an injection without the physician’s word, until it is given', async () => {
    const course = await treated(now - 5 * day);
    expect(await patientsOn('decisions', physician)).toContainEqual(
      expect.objectContaining({ ...isFor(course), seriesId: course.seriesId, owner: 'physician' }),
    );
    await arrange(
      `INSERT INTO decision (practice_id, id, series_id, word, reason, decided_by)
       VALUES ($1, gen_random_uuid(), $2, 'continue', 'It helped', $3)`,
      practiceId,
      course.seriesId,
      physician.memberId,
    );
    expect(await patientsOn('decisions', physician)).not.toContainEqual(
      expect.objectContaining(isFor(course)),
    );
  });

  it('READY-65: day after: who went home yesterday, until heard of', async () => {
    const course = await treated(now - 26 * hour);
    expect(await patientsOn('day-after')).toContainEqual(
      expect.objectContaining({ ...isFor(course), reason: 'not-called-since' }),
    );
    await givenScores(desk.test, practiceId, course, [[now - minutes(1), 2, 'clinic']]);
    expect(await patientsOn('day-after')).not.toContainEqual(expect.objectContaining(isFor(course)));
  });

  it('READY-64: unreachable: who has a session ahead and no channel with consent', async () => {
    const course = await givenCourse(desk.test, practiceId, treatment);
    await givenSession(desk.test, practiceId, treatment, course, { at: now + 2 * day, state: 'booked' });
    expect(await patientsOn('unreachable')).toContainEqual(
      expect.objectContaining({ ...isFor(course), reason: 'no-contact' }),
    );
    await arrange(
      `UPDATE patient SET phone = '+15550123', consent_to_sms = true WHERE id = $1`,
      course.patient.id,
    );
    expect(await patientsOn('unreachable')).not.toContainEqual(expect.objectContaining(isFor(course)));
  });

  it('READY-61: authorisations: what ends within two weeks, before the next one is there', async () => {
    const course = await givenCourse(desk.test, practiceId, treatment);
    await givenSession(desk.test, practiceId, treatment, course, { at: now + 2 * day, state: 'booked' });
    const authorise = (ends: number) =>
      arrange(
        `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
         VALUES ($1, gen_random_uuid(), $2, $3, 'Payer', $4, 'left', '{64520}', 5, '2020-01-01', $5)`,
        practiceId,
        course.patient.id,
        course.seriesId,
        uuid().slice(0, 8),
        civilDateAt(now + ends, 'UTC'),
      );
    await authorise(10 * day);
    expect(await patientsOn('authorisations')).toContainEqual(
      expect.objectContaining({ ...isFor(course), reason: 'authorisation-ends' }),
    );
    await authorise(200 * day);
    expect(await patientsOn('authorisations')).not.toContainEqual(expect.objectContaining(isFor(course)));
  });
});

describe('the counts of the worklists', () => {
  it('are as many as stand on each list, of those alone that a role may see', async () => {
    await sedated();
    const answer = await answered(`?until=${until}`, desk.scheduler, desk.clinic.clinicId);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { counts, tasks } = answer.body as WorklistCountsView;
    expect(Object.keys(counts).toSorted()).toEqual(
      [
        'anticoagulants',
        'authorisations',
        'consents',
        'diary',
        'escorts',
        'fasting',
        'unreachable',
      ].toSorted(),
    );
    for (const kind of ['escorts', 'consents', 'fasting', 'unreachable'] as const)
      expect((await list(kind, `until=${until}`, desk.scheduler)).total, kind).toBe(counts[kind]);
    expect(tasks).toContainEqual({ kind: 'call-patient', open: expect.any(Number), firstDueAt: null });
  });

  it('and the lists are refused to a role that may not see them, and to another practice', async () => {
    const status = async (path: string, member: GivenMember) =>
      (await answered(path, member, desk.clinic.clinicId)).status;
    expect(await status('/decisions', desk.scheduler)).toBe(403);
    expect(await status('/day-after', desk.scheduler)).toBe(403);
    expect(await status('/decisions', desk.nurse)).toBe(200);
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    expect(await status('', administrator)).toBe(403);
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'nurse');
    expect(await status('/escorts', stranger)).toBe(404);
    expect(await status('/nothing', desk.nurse)).toBe(400);
  });
});

describe('a worklist as a file', () => {
  it('has the rows of the screen, streamed as CSV', async () => {
    await sedated();
    const answer = await answered(`/escorts/rows.csv?until=${until}`, desk.nurse, desk.clinic.clinicId);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="worklist-escorts.csv"');
    const [head, first] = answer.text.split('\r\n');
    expect(head).toContain('due,overdue,patient,telephone');
    expect(first).toContain('"Nuñez, Ada"');
  });
});
