import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { AuditPageView } from '@lull/contracts';
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
let auditor: GivenMember;
let nurse: GivenMember;
const [ada, grace] = [uuid(), uuid()];

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  auditor = await givenMember(test, practiceId, 'auditor');
  nurse = await givenMember(test, practiceId, 'nurse');
  await test.door.run(nurse, async (tx) => {
    for (let n = 0; n < 12; n++)
      tx.read({ resource: 'patient', patientIds: [n % 3 === 0 ? grace : ada], detail: { n } });
  });
  const other = await givenPractice(test);
  await test.door.run({ kind: 'system', practiceId: other, purpose: 'import' }, async (tx) =>
    tx.read({ resource: 'patient', patientIds: [ada] }),
  );
});
afterAll(() => test.close());

const events = async (query = '') => {
  const answer = await test.as(auditor).get(`/api/v1/audit-events?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as AuditPageView;
};

describe('the trail, as the auditor reads it', () => {
  it('says who did what to whom, newest first, and knows nothing of another practice', async () => {
    const { rows, next } = await events(`memberId=${nurse.memberId}`);
    expect(next).toBeNull();
    expect(rows.map((row) => row.sequence)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(rows[0]).toMatchObject({
      member: { id: nurse.memberId, name: nurse.name },
      roles: ['nurse'],
      purpose: 'treatment',
      action: 'read',
      resource: 'patient',
      resourceId: null,
      patientIds: [ada],
      change: { n: 11 },
    });
    expect(Math.abs((rows[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('says why: to treat, to run the clinic, or to watch over the trail', async () => {
    const administrator = await givenMember(test, practiceId, 'administrator');
    const patient = await givenPatient(test, practiceId);
    const visit = async (member: GivenMember, path: string): Promise<string | undefined> => {
      await test.as(member).get(path).expect(200);
      return (await events(`memberId=${member.memberId}`)).rows[0]?.purpose;
    };
    const person = `/api/v1/patients/${patient.id}`;
    const physician = await givenMember(test, practiceId, 'physician');
    const rows = '/api/v1/reports/volume/sessions?measure=sessions&by=month&from=2026-01-01&to=2026-12-31';
    expect(await visit(physician, person)).toBe('treatment');
    expect(await visit(administrator, person)).toBe('operations');
    expect(await visit(physician, rows)).toBe('operations');
    expect(await visit(auditor, '/api/v1/audit-events?action=delete')).toBe('audit');
  });

  it('is found by the MRN of a patient, of whom it tells nothing but the id', async () => {
    const mine = await givenPatient(test, practiceId, { mrn: 'MP-777' });
    const find = (mrn: string, member = auditor) =>
      test.as(member).post('/api/v1/audit-patients/searches').send({ mrn });
    expect((await find('mp-777')).body).toEqual({ patientId: mine.id });
    expect((await events(`patientId=${mine.id}`)).rows[0]).toMatchObject({
      resource: 'audit-event',
      change: { byMrn: true },
    });
    expect((await find('MP-778')).status).toBe(404);
    expect((await find('MP-777', nurse)).status).toBe(403);
  });

  it('can be narrowed to a patient, an action and a time', async () => {
    expect((await events(`patientId=${grace}&memberId=${nurse.memberId}`)).rows).toHaveLength(4);
    expect((await events('action=delete')).rows).toEqual([]);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await events(`from=${tomorrow}`)).rows).toEqual([]);
    expect((await events(`until=${tomorrow}&memberId=${nurse.memberId}`)).rows).toHaveLength(12);
  });

  it('is given in pages that miss nothing and repeat nothing', async () => {
    const seen: number[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page++) {
      const { rows, next } = await events(`limit=5&memberId=${nurse.memberId}${cursor}`);
      seen.push(...rows.map((row) => row.sequence));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=-1',
    'cursor=7',
    'resource=Patient',
    "resource=patient' OR 'a'='a",
    'memberId=7',
    'from=yesterday',
    'action=peek',
    'order=at',
  ])('refuses %s', async (query) => {
    expect((await test.as(auditor).get(`/api/v1/audit-events?${query}`)).status).toBe(422);
  });

  it('notes that it was read, with the patients whose records showed', async () => {
    const answer = await test.as(auditor).get(`/api/v1/audit-events?memberId=${nurse.memberId}&limit=1`);
    const [note] = await test.database.rows(
      `SELECT action, resource, patient_ids, member_id FROM audit_event WHERE request_id = $1`,
      [answer.headers['x-request-id']],
    );
    expect(note).toEqual({
      action: 'read',
      resource: 'audit-event',
      patient_ids: [ada],
      member_id: auditor.memberId,
    });
  });

  it('is served to nobody when its reading cannot be noted', async () => {
    await test.database.rows(`REVOKE EXECUTE ON FUNCTION audit_append FROM lull_app`);
    try {
      const answer = await test.as(auditor).get('/api/v1/audit-events');
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain(ada);
    } finally {
      await test.database.rows(`GRANT EXECUTE ON FUNCTION audit_append TO lull_app`);
    }
  });

  it.each(['scheduler', 'nurse', 'physician', 'administrator'] as const)('is not for a %s', async (role) => {
    const member = await givenMember(test, practiceId, role);
    expect((await test.as(member).get('/api/v1/audit-events')).status).toBe(403);
    expect((await test.as(member).get('/api/v1/audit-chain')).status).toBe(403);
  });
});

describe('the state of the chain', () => {
  it('is whole to the last event, and names the first broken one', async () => {
    const before = await test.as(auditor).get('/api/v1/audit-chain');
    expect(before.body).toEqual({ from: 1, wholeTo: expect.any(Number), fault: null });
    expect(before.body.wholeTo).toBeGreaterThanOrEqual(12);
    await test.database.rows(`UPDATE audit_event SET purpose = 'x' WHERE practice_id = $1 AND sequence = 7`, [
      practiceId,
    ]);
    const after = await test.as(auditor).get('/api/v1/audit-chain');
    expect(after.body).toEqual({
      from: 1,
      wholeTo: 6,
      fault: { sequence: 7, at: expect.any(Number), fault: 'edited' },
    });
  });
});
