import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { auditWrites, type AccessReportView, type AuditPageView, type AuditRead } from '@lull/contracts';
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
let scheduler: GivenMember;

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  auditor = await givenMember(test, practiceId, 'auditor');
  scheduler = await givenMember(test, practiceId, 'scheduler');
});
afterAll(() => test.close());

const get = async <Answer>(path: string, status = 200): Promise<Answer> => {
  const answer = await test.as(auditor).get(`/api/v1/${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body as Answer;
};

/** Looks of this member at these things, one event each. */
const givenLooks = (member: GivenMember, looks: readonly { resource: AuditRead; patientIds: string[] }[]) =>
  test.door.run(member, async (tx) => looks.forEach((look) => tx.read(look)));

describe('the trail, asked', () => {
  const members: GivenMember[] = [];
  const patients = [uuid(), uuid(), uuid()];
  const nouns = ['patient', 'session', 'relief', 'own-page'] as const;

  beforeAll(async () => {
    for (let n = 0; n < 3; n++) members.push(await givenMember(test, practiceId, 'nurse'));
    for (const member of members)
      await givenLooks(
        member,
        Array.from({ length: 40 }, (_, n) => ({
          resource: nouns[(n * 7 + members.indexOf(member)) % nouns.length] ?? 'patient',
          patientIds: patients.filter((_patient, index) => (n + index) % 3 !== 0),
        })),
      );
    await test.database.rows(
      `UPDATE audit_event SET action = 'delete' WHERE practice_id = $1 AND sequence % 11 = 0`,
      [practiceId],
    );
  });

  /** Each of the four filters is there or not; what is found is compared with a plain count. */
  const combinations = Array.from({ length: 16 }, (_, mask) => ({
    member: (mask & 1) > 0,
    patient: (mask & 2) > 0,
    action: (mask & 4) > 0,
    resource: (mask & 8) > 0,
  }));

  it.each(combinations)(
    'answers by member: $member, patient: $patient, action: $action, noun: $resource, as a plain search does, page for page',
    async ({ member, patient, action, resource }) => {
      const [period] = await test.database.rows<{ from: string; until: string }>(
        `SELECT to_char(min(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS from,
                to_char(max(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS until FROM audit_event
          WHERE practice_id = $1 AND member_id = ANY ($2)`,
        [practiceId, members.map(({ memberId }) => memberId)],
      );
      const query = new URLSearchParams({ from: period?.from ?? '', until: period?.until ?? '', limit: '7' });
      const conditions = [`e.at >= '${period?.from}'`, `e.at < '${period?.until}'`];
      if (member) {
        query.set('memberId', members[1]?.memberId ?? '');
        conditions.push(`e.member_id = '${members[1]?.memberId}'`);
      }
      if (patient) {
        query.set('patientId', patients[2] ?? '');
        conditions.push(`'${patients[2]}' = ANY (e.patient_ids)`);
      }
      if (action) {
        query.set('action', 'delete');
        conditions.push(`e.action = 'delete'`);
      }
      if (resource) {
        query.set('resource', 'session');
        conditions.push(`e.resource = 'session'`);
      }
      const expected = await test.database.rows<{ sequence: string }>(
        `SELECT e.sequence FROM audit_event e WHERE e.practice_id = $1 AND ${conditions.join(' AND ')} ORDER BY e.at DESC, e.sequence DESC`,
        [practiceId],
      );
      const seen: number[] = [];
      for (let cursor = ''; ;) {
        const page = await get<AuditPageView>(`audit-events?${query}${cursor}`);
        seen.push(...page.rows.map((row) => row.sequence));
        if (page.next === null) break;
        cursor = `&cursor=${page.next}`;
      }
      expect(seen).toEqual(expected.map(({ sequence }) => Number(sequence)));
      expect(seen.length).toBeGreaterThan(0);
    },
  );

  it('finds in a trail whose clock went back nothing twice and everything once', async () => {
    const patient = uuid();
    await givenLooks(
      scheduler,
      Array.from({ length: 6 }, () => ({ resource: 'ledger' as const, patientIds: [patient] })),
    );
    await test.database.rows(
      `UPDATE audit_event SET at = at - interval '1 hour' WHERE practice_id = $1 AND resource = 'ledger' AND sequence % 2 = 0`,
      [practiceId],
    );
    const seen: number[] = [];
    for (let cursor = ''; ;) {
      const page = await get<AuditPageView>(`audit-events?resource=ledger&limit=2${cursor}`);
      seen.push(...page.rows.map((row) => row.sequence));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('names the people and places whose ids stand in a change, and no patient', async () => {
    const patient = await givenPatient(test, practiceId);
    const roomId = uuid();
    await test.database.rows(
      `INSERT INTO resource (practice_id, id, kind, name, patient_id) VALUES ($1, $2, 'physician', 'Dr Ito', NULL)`,
      [practiceId, roomId],
    );
    await test.door.run(scheduler, async (tx) => {
      tx.read({
        resource: 'waitlist',
        patientIds: [patient.id],
        detail: { physicianId: roomId, by: [scheduler.memberId], patient: patient.id },
      });
    });
    const page = await get<AuditPageView>(`audit-events?resource=waitlist`);
    expect(page.names).toEqual({ [roomId]: 'Dr Ito', [scheduler.memberId]: scheduler.name });
  });

  it('tells whom it can be narrowed to', async () => {
    const all = await get<{ id: string; name: string; roles: string[] }[]>('audit-members');
    expect(all).toContainEqual({ id: scheduler.memberId, name: scheduler.name, roles: ['scheduler'] });
    expect((await test.as(scheduler).get('/api/v1/audit-members')).status).toBe(403);
  });

  it('calls it a fault when an event is not found by its patient', async () => {
    const other = await givenPractice(test);
    const watcher = await givenMember(test, other, 'auditor');
    const patient = await givenPatient(test, other);
    await test.door.run(watcher, async (tx) => tx.read({ resource: 'patient', patientIds: [patient.id] }));
    const before = await test.as(watcher).get('/api/v1/audit-chain');
    expect(before.body.fault).toBeNull();
    await test.database.rows(`DELETE FROM audit_event_patient WHERE practice_id = $1 AND sequence = 1`, [
      other,
    ]);
    const after = await test.as(watcher).get('/api/v1/audit-chain');
    expect(after.body).toMatchObject({ wholeTo: 0, fault: { sequence: 1, fault: 'unlisted' } });
  });
});

describe('the trail as a file', () => {
  it('holds what the filter finds, newest first, with the hash of each event, and no formula', async () => {
    const patient = await givenPatient(test, practiceId, { familyName: '=HYPERLINK("x")' });
    const member = await givenMember(test, practiceId, 'nurse');
    await test.database.rows(`UPDATE member SET name = '=cmd|calc' WHERE id = $1`, [member.memberId]);
    await test.as(member).get(`/api/v1/patients/${patient.id}`).expect(200);
    const file = await test.as(auditor).get(`/api/v1/audit-events.csv?patientId=${patient.id}`);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename="audit-trail.csv"');
    const [head, first, ...rest] = file.text.split('\r\n');
    expect(head).toBe(
      '\uFEFFnumber,at,member,member_id,roles,purpose,action,resource,resource_id,patient_ids,request_id,change,hash',
    );
    expect(first).toContain(`,'=cmd|calc,${member.memberId},nurse,treatment,read,patient,${patient.id},`);
    const [row] = await test.database.rows<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE practice_id = $1 AND member_id = $2`,
      [practiceId, member.memberId],
    );
    expect(first?.endsWith(`,${row?.hash}`)).toBe(true);
    expect(rest.join('')).toContain(',create,patient,');
  });

  it('streams more than one page, leaves an event for each page with the patients in it, and is no part of itself', async () => {
    const own = await givenPractice(test);
    const watcher = await givenMember(test, own, 'auditor');
    const patient = uuid();
    await test.door.run(watcher, (tx) =>
      tx.query(
        `SELECT count(audit_append('read', 'patient', NULL, ARRAY[$1::uuid], NULL)) FROM generate_series(1, 2300)`,
        [patient],
      ),
    );
    const file = await test.as(watcher).get('/api/v1/audit-events.csv');
    expect(file.text.trimEnd().split('\r\n')).toHaveLength(2301);
    const notes = await test.database.rows(
      `SELECT action, patient_ids, change->>'as' AS as, (change->>'count')::int AS count FROM audit_event
        WHERE practice_id = $1 AND resource = 'audit-event' ORDER BY sequence`,
      [own],
    );
    expect(notes).toEqual(
      [1000, 1000, 300].map((count) => ({ action: 'read', patient_ids: [patient], as: 'export', count })),
    );
  });

  it.each(['scheduler', 'nurse', 'physician', 'administrator'] as const)('is not for a %s', async (role) => {
    const member = await givenMember(test, practiceId, role);
    const answer = await test.as(member).get('/api/v1/audit-events.csv');
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(practiceId);
  });
});

describe('the report of who used one patient’s record', () => {
  const period = () =>
    `from=${new Date(Date.now() - 86_400_000).toISOString()}&until=${new Date(Date.now() + 86_400_000).toISOString()}`;

  it('says day by day who saw or changed what, how often and in which role, newest day first', async () => {
    const patient = await givenPatient(test, practiceId, { mrn: 'MP-900' });
    const nurse = await givenMember(test, practiceId, 'nurse');
    for (let n = 0; n < 3; n++) await test.as(nurse).get(`/api/v1/patients/${patient.id}`).expect(200);
    await givenLooks(scheduler, [{ resource: 'session', patientIds: [uuid(), patient.id] }]);
    const report = await get<AccessReportView>(`audit-patients/${patient.id}/access-report?${period()}`);
    expect(report).toMatchObject({ patientId: patient.id, mrn: 'MP-900', timeZone: 'UTC', truncated: false });
    expect(report.lines).toContainEqual(
      expect.objectContaining({
        member: nurse.name,
        roles: ['nurse'],
        byPatient: false,
        purpose: 'treatment',
        action: 'read',
        resource: 'patient',
        times: 3,
      }),
    );
    expect(report.lines).toContainEqual(
      expect.objectContaining({ member: scheduler.name, action: 'read', resource: 'session', times: 1 }),
    );
    expect(report.lines.map(({ lastAt }) => lastAt)).toEqual(
      report.lines.map(({ lastAt }) => lastAt).toSorted((one, other) => other - one),
    );
    const again = await get<AccessReportView>(`audit-patients/${patient.id}/access-report?${period()}`);
    expect(again.lines[0]).toMatchObject({ member: auditor.name, resource: 'audit-event' });
  });

  it('is of this practice’s patients alone, of a period that somebody can read, and for the auditor', async () => {
    const other = await givenPatient(test, await givenPractice(test));
    await get(`audit-patients/${other.id}/access-report?${period()}`, 404);
    const mine = await givenPatient(test, practiceId);
    const path = `audit-patients/${mine.id}/access-report`;
    await get(path, 422);
    await get(`${path}?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z`, 422);
    await get(`${path}?from=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z`, 422);
    expect((await test.as(scheduler).get(`/api/v1/${path}?${period()}`)).status).toBe(403);
  });
});

it('has a word for the patient for every table that writes the trail', async () => {
  const tables = await test.database.rows<{ noun: string }>(
    `SELECT DISTINCT replace(g.tgrelid::regclass::text, '_', '-') AS noun FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
      WHERE p.proname = 'audit_row' ORDER BY 1`,
  );
  expect(tables.map(({ noun }) => noun)).toEqual([...auditWrites]);
});
