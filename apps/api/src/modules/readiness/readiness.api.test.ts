import type {
  DayReadinessView,
  ManyEvidenceView,
  ReadinessPreviewView,
  RequirementView,
  SessionReadinessView,
} from '@lull/contracts';
import { civilDateAt, type RequirementKind } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { codes, iso, minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenNothingToFear, givenReady } from '../../testing/given-ready.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let physician: GivenMember;
let administrator: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
});
afterAll(() => desk.test.close());

const asked = async (sessionId: string, member = desk.nurse): Promise<SessionReadinessView> => {
  const answer = await desk.test.as(member).get(`/api/v1/sessions/${sessionId}/readiness`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

const record = (sessionId: string, body: object, member = desk.nurse, key = uuid()) =>
  desk.test.as(member).post(`/api/v1/sessions/${sessionId}/evidence`).set('Idempotency-Key', key).send(body);

const preview = async (sessionId: string, body: object): Promise<ReadinessPreviewView> => {
  const answer = await desk.test
    .as(desk.scheduler)
    .post(`/api/v1/sessions/${sessionId}/readiness/previews`)
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

function of({ requirements }: SessionReadinessView, kind: RequirementKind): RequirementView {
  const found = requirements.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`The session has no requirement ${kind}.`);
  return found;
}

const kinds = (list: readonly { readonly kind: string }[]): string[] => list.map(({ kind }) => kind);
const escort = { name: 'Sam Lee', phone: '+1 555 123 4567' };
const sedated = async () =>
  desk.givenSession(
    { sedation: 'moderate' },
    await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' }),
  );

describe('the readiness of a session', () => {
  it('names every requirement with its owner, its clock time and what to do next', async () => {
    const session = await desk.givenSession();
    const view = await asked(session.id);
    expect(of(view, 'side-agreement')).toMatchObject({ standing: 'met', byRecord: true });
    expect(of(view, 'consent-for-side')).toMatchObject({
      standing: 'open',
      owner: 'physician',
      action: 'obtain-consent',
      stops: 'in-room',
      needs: ['side', 'formVersion'],
      due: {
        at: session.start - minutes(10),
        text: expect.stringMatching(/^\w{3} \d+ \w{3} \d{4}, 08:50 E[SD]T$/),
      },
    });
    expect(view.next).toMatchObject({ text: expect.stringMatching(/\.$/) });
    expect(view.policy).toMatchObject({ version: '1', effectiveFrom: '2024-01-01' });
    expect(kinds(view.requirements)).not.toContain('escort-confirmed');
  });

  it('S9, S10: sedated it asks for fasting and an escort, too', async () => {
    const view = await asked((await sedated()).id);
    expect(kinds(view.requirements)).toEqual(
      expect.arrayContaining(['escort-confirmed', 'fasting-told', 'fasting-kept', 'sedation-consent']),
    );
  });

  it('keeps who recorded what and when, and the trail knows it, too', async () => {
    const session = await desk.givenSession();
    const body = {
      kind: 'consent-for-side',
      outcome: 'met',
      particulars: { side: 'left', formVersion: '3' },
    };
    const key = uuid();
    const answer = await record(session.id, body, physician, key);
    expect([answer.status, of(answer.body, 'consent-for-side').standing]).toEqual([200, 'met']);
    expect((await record(session.id, body, physician, key)).body).toEqual(answer.body);
    expect(of(await asked(session.id), 'consent-for-side').evidence).toEqual([
      expect.objectContaining({
        outcome: 'met',
        by: physician.name,
        counts: true,
        particulars: { side: 'left', formVersion: '3' },
      }),
    ]);
    const trail = await desk.test.database.rows<{ patients: number }>(
      `SELECT cardinality(patient_ids) AS patients FROM audit_event
        WHERE resource = 'requirement-evidence' AND change->>'session_id' = $1`,
      [session.id],
    );
    expect(trail).toEqual([{ patients: 1 }]);
  });

  it('H5: takes no typed yes for an escort, no waiver of a hard stop and no consent for another side', async () => {
    const session = await sedated();
    const refused = async (body: object, member?: GivenMember) => {
      const answer = await record(session.id, body, member);
      return [answer.status, ...codes(answer)];
    };
    expect(await refused({ kind: 'escort-confirmed', outcome: 'met' })).toEqual([
      422,
      'readiness.evidence-incomplete',
    ]);
    expect(await refused({ kind: 'escort-confirmed', outcome: 'waived', reason: 'lives near' })).toEqual([
      409,
      'readiness.hard-stop-not-waived',
    ]);
    expect(
      await refused(
        { kind: 'consent-for-side', outcome: 'met', particulars: { side: 'right', formVersion: '3' } },
        physician,
      ),
    ).toEqual([422, 'readiness.evidence-for-another-side']);
    expect(await refused({ kind: 'side-agreement', outcome: 'met' })).toEqual([
      422,
      'readiness.settled-by-the-record',
    ]);
    expect(await refused({ kind: 'inr-in-range', outcome: 'met', particulars: { inr: 1 } })).toEqual([
      409,
      'readiness.not-required',
    ]);
  });

  it('lets the desk record what is its own, and shows it no findings of the clinicians', async () => {
    const session = await sedated();
    const desks = await record(
      session.id,
      { kind: 'escort-confirmed', outcome: 'met', particulars: escort },
      desk.scheduler,
    );
    expect([desks.status, of(desks.body, 'escort-confirmed').standing]).toEqual([200, 'met']);
    const consent = {
      kind: 'consent-for-side',
      outcome: 'met',
      particulars: { side: 'left', formVersion: '3' },
    };
    expect((await record(session.id, consent, desk.scheduler)).status).toBe(403);
    expect((await record(session.id, consent)).status).toBe(200);
    const seen = await asked(session.id, desk.scheduler);
    expect(of(seen, 'escort-confirmed').evidence[0]?.particulars).toEqual(escort);
    expect(of(seen, 'consent-for-side').evidence[0]?.particulars).toEqual({});
    expect((await desk.test.as(administrator).get(`/api/v1/sessions/${session.id}/readiness`)).status).toBe(
      403,
    );
  });

  it('READY-48: records what a limit refuses as failed, whoever said that it was met', async () => {
    const session = await sedated();
    const answer = await record(
      session.id,
      { kind: 'sedation-assessment', outcome: 'met', particulars: { asaClass: 4, airwayAssessed: true } },
      physician,
    );
    expect([answer.status, of(answer.body, 'sedation-assessment').standing]).toEqual([200, 'failed']);
    expect(answer.body).toMatchObject({ verdict: 'no-go', next: { action: 'let-the-physician-decide' } });
  });

  it('reopens by itself what a move makes void, and says what has changed', async () => {
    const session = await sedated();
    await record(session.id, { kind: 'escort-confirmed', outcome: 'met', particulars: escort });
    const later = session.start + minutes(120);
    const told = await preview(session.id, { startsAt: iso(later) });
    expect(told.reopened).toEqual([
      expect.objectContaining({ kind: 'escort-confirmed', voidedBy: ['start'] }),
    ]);
    const moved = await desk.change(session, 'move', desk.moveBody(later));
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    const after = await asked(session.id);
    expect(of(after, 'escort-confirmed')).toMatchObject({ standing: 'voided', voidedBy: ['start'] });
    expect(of(after, 'escort-confirmed').evidence[0]?.counts).toBe(false);
    const back = await desk.change(moved.body, 'move', desk.moveBody(session.start));
    expect(back.status).toBe(200);
    expect(of(await asked(session.id), 'escort-confirmed').standing).toBe('met');
  });

  it('tells beforehand what sedation would ask for, and what its end withdraws', async () => {
    const session = await desk.givenSession();
    const up = await preview(session.id, { sedation: 'moderate' });
    expect(kinds(up.added)).toEqual(
      expect.arrayContaining(['escort-confirmed', 'fasting-told', 'fasting-kept', 'sedation-consent']),
    );
    const down = await preview((await sedated()).id, { sedation: 'none' });
    expect(kinds(down.withdrawn)).toEqual(expect.arrayContaining(['escort-confirmed', 'fasting-told']));
    expect(down.added).toEqual([]);
  });

  it('H7: changes with the flags: a new drug asks for a decision, another drug for another one', async () => {
    const session = await desk.givenSession();
    await givenNothingToFear(desk.test, desk.clinic.practiceId, session.patientId);
    expect(kinds((await asked(session.id)).requirements)).not.toContain('anticoagulant-decision');
    const drug = { kind: 'anticoagulant', state: 'present', substance: 'apixaban' };
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, drug);
    const particulars = { prescriber: 'Dr Osei', decision: 'as in the letter' };
    await record(session.id, { kind: 'anticoagulant-decision', outcome: 'met', particulars });
    expect(of(await asked(session.id), 'anticoagulant-decision').standing).toBe('met');
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      ...drug,
      substance: 'clopidogrel',
    });
    expect(of(await asked(session.id), 'anticoagulant-decision')).toMatchObject({
      standing: 'voided',
      voidedBy: ['drugs'],
    });
  });

  it('knows nothing of another practice', async () => {
    const session = await desk.givenSession();
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'physician');
    expect((await desk.test.as(stranger).get(`/api/v1/sessions/${session.id}/readiness`)).status).toBe(404);
    expect((await record(session.id, { kind: 'no-infection', outcome: 'met' }, stranger)).status).toBe(404);
  });
});

describe('the readiness of a day', () => {
  it('has a verdict, counts and one next action for each session that stands', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 2, '09:00');
    const ready = await desk.givenSession({ at });
    const open = await desk.givenSession({ at: at + minutes(90) });
    await givenReady(desk.test, desk.clinic.practiceId, ready.id);
    const date = civilDateAt(at, desk.clinic.zone);
    const answer = await desk.test
      .as(desk.scheduler)
      .get(`/api/v1/clinics/${desk.clinic.clinicId}/days/${date}/readiness`);
    expect(answer.status).toBe(200);
    const { sessions } = answer.body as DayReadinessView;
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual([ready.id, open.id]);
    expect(sessions[1]).toMatchObject({ next: { text: expect.any(String), owner: expect.any(String) } });
    expect(sessions[1]?.counts.open).toBeGreaterThan(sessions[0]?.counts.open ?? 0);
  });

  it('takes one word about many sessions, and answers for each', async () => {
    const [first, second] = [await sedated(), await desk.givenSession()];
    const answer = await desk.test
      .as(desk.scheduler)
      .post('/api/v1/readiness/evidence')
      .set('Idempotency-Key', uuid())
      .send({ sessionIds: [first.id, second.id, uuid()], kind: 'fasting-told', outcome: 'met' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { answers } = answer.body as ManyEvidenceView;
    expect(answers.map(({ recorded, refusals }) => [recorded, ...refusals.map(({ code }) => code)])).toEqual([
      [true],
      [false, 'readiness.not-required'],
      [false, 'not-found'],
    ]);
    expect(of(await asked(first.id), 'fasting-told').standing).toBe('met');
  });

  it('H18: counts who waived what, beside all that was settled', async () => {
    const session = await sedated();
    await record(session.id, { kind: 'fasting-told', outcome: 'waived', reason: 'told by her daughter' });
    const answer = await desk.test
      .as(administrator)
      .get('/api/v1/readiness/waivers?from=2026-01-01&to=2099-12-31');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([
      { kind: 'fasting-told', by: desk.nurse.name, waived: 1, settled: expect.any(Number) },
    ]);
  });
});
