import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { DuplicatesView, MergePreviewView, PatientMergeView, PatientView } from '@lull/contracts';
import { givenClinicalFlag, givenPatient, inPractice, type GivenPatient } from '../../testing/given-care.js';
import { codes } from '../../testing/given-desk.js';
import { asPatient, givenLink } from '../../testing/given-diary.js';
import { givenMergeRoom, type MergeRoom, type Pair } from '../../testing/given-merge.js';
import { givenSession, hour } from '../../testing/given-outcomes.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let room: MergeRoom;

beforeAll(async () => {
  test = await startTestApp();
  room = await givenMergeRoom(test);
});
afterAll(() => test.close());

const versionOf = async (id: string): Promise<number> => {
  const [row] = await test.database.rows<{ version: number }>(`SELECT version FROM patient WHERE id = $1`, [
    id,
  ]);
  return row?.version ?? 0;
};

const preview = async ([kept, other]: Pair, member = room.scheduler): Promise<MergePreviewView> => {
  const answer = await test
    .as(member)
    .get(`/api/v1/patient-merges/preview?keptId=${kept.id}&joinedId=${other.id}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as MergePreviewView;
};

describe('two records of one person', () => {
  it('are found by name and birth date, the oldest of a group first, and no longer when they were joined', async () => {
    const own = await givenPractice(test);
    const member = await givenMember(test, own, 'scheduler');
    const twins: GivenPatient[] = [];
    for (let n = 0; n < 28; n++) {
      const of = { familyName: `Double ${String(n).padStart(2, '0')}`, givenName: 'Ada' };
      twins.push(await givenPatient(test, own, of), await givenPatient(test, own, of));
      await givenPatient(test, own, { ...of, birthDate: '1970-01-01' });
    }
    const groups = async () => {
      const seen: string[][] = [];
      for (let cursor = ''; ;) {
        const answer = await test.as(member).get(`/api/v1/patient-duplicates${cursor}`);
        const page = answer.body as DuplicatesView;
        seen.push(...page.groups.map(({ records }) => records.map(({ id }) => id)));
        if (page.next === null) return seen;
        cursor = `?cursor=${page.next}`;
      }
    };
    const pairs = twins.flatMap((one, n) => (n % 2 === 0 ? [[one.id, twins[n + 1]?.id]] : []));
    expect(await groups()).toEqual(pairs);
    const [kept, other] = twins;
    if (kept === undefined || other === undefined) throw new Error('There are no twins.');
    const answer = await room.join([kept, other], {}, member);
    expect(answer.status).toBe(201);
    expect(await groups()).toEqual(pairs.slice(1));
  });

  it('are compared before: what each has, what would move and end, and what stands against it', async () => {
    const pair = await room.givenPair();
    await room.givenHistory(pair[0]);
    await room.givenHistory(pair[1], 'right', 100);
    await givenLink(test, room.scheduler, pair[1].id);
    await givenClinicalFlag(test, room.practiceId, pair[0].id, { kind: 'allergy', state: 'none-known' });
    await givenClinicalFlag(test, room.practiceId, pair[1].id, {
      kind: 'allergy',
      state: 'listed',
      substance: 'latex',
    });
    const seen = await preview(pair);
    expect(seen.kept.mrn).toBe(pair[0].mrn);
    expect(seen.joined.mrn).toBe(pair[1].mrn);
    expect(seen.rows).toContainEqual({ table: 'pain_score', kept: 2, joined: 2 });
    expect(seen.rows).toContainEqual({ table: 'patient_link', kept: 0, joined: 1 });
    expect(seen.linksThatEnd).toBe(1);
    expect(seen.conflicts).toEqual([
      { conflict: 'flags-contradict', maySettle: false },
      { conflict: 'sides-differ', maySettle: false },
    ]);
    expect(seen.contradictedKinds).toEqual(['allergy']);
    expect(seen.reasons).toEqual([]);
    // A scheduler is told of no substance.
    expect(JSON.stringify(seen)).not.toContain('latex');
    expect((await preview(pair, room.physician)).conflicts.every(({ maySettle }) => maySettle)).toBe(true);
  });
});

describe('joining them', () => {
  it('keeps both records, moves every row, ends the links of the one that is joined, and is in the trail', async () => {
    const pair = await room.givenPair();
    const [kept, other] = pair;
    const { seriesId, sessionId, injectionId } = await room.givenHistory(other);
    const ahead = await room.givenHeldSession(other, { seriesId }, Date.now() + 900 * hour);
    const link = await givenLink(test, room.scheduler, other.id);
    const page = await asPatient(test, link);
    await page.get('/api/v1/diary').expect(200);
    const merge = await room.joined(pair);
    expect(merge).toMatchObject({ keptId: kept.id, joinedId: other.id, reversedAt: null, settled: [] });
    const of = async (table: string, id: string) =>
      (await test.database.rows(`SELECT patient_id FROM ${table} WHERE id = $1`, [id]))[0];
    for (const [table, id] of [
      ['injection_series', seriesId],
      ['session', sessionId],
      ['injection', injectionId],
      ['patient_link', link.linkId],
    ] as const)
      expect(await of(table, id), table).toEqual({ patient_id: kept.id });
    expect(await test.database.rows(`SELECT resource_id FROM hold WHERE session_id = $1`, [ahead])).toEqual([
      { resource_id: kept.id },
    ]);
    expect((await preview(pair)).rows.every((row) => row.joined === 0)).toBe(true);
    expect((await page.get('/api/v1/diary')).status).toBe(401);
    const [trail] = await test.database.rows<{ member_id: string; patient_ids: string[] }>(
      `SELECT member_id, patient_ids FROM audit_event WHERE resource = 'patient-merge' AND resource_id = $1`,
      [merge.id],
    );
    expect(trail).toEqual({ member_id: room.scheduler.memberId, patient_ids: [kept.id] });
    const old = (await test.as(room.scheduler).get(`/api/v1/patients/${other.id}`)).body as PatientView;
    expect(old.mergedInto).toBe(kept.id);
  });

  it('is found afterwards by either number, as the record that was kept', async () => {
    const pair = await room.givenPair();
    const ids = async (q: string) => {
      const answer = await test.as(room.scheduler).post('/api/v1/patients/searches').send({ q });
      return (answer.body.rows as { id: string }[]).map(({ id }) => id);
    };
    const merge = await room.joined(pair);
    expect(await ids(pair[1].mrn)).toEqual([pair[0].id]);
    expect(await ids(pair[0].familyName)).toEqual([pair[0].id]);
    await room.takeBack(merge).expect(201);
    expect(await ids(pair[1].mrn)).toEqual([pair[1].id]);
    expect(await ids(pair[0].mrn)).toEqual([pair[0].id]);
  });

  it('leaves a record that begins nothing new, by any way in', async () => {
    const pair = await room.givenPair();
    await room.joined(pair);
    const flag = await test
      .as(room.physician)
      .post(`/api/v1/patients/${pair[1].id}/clinical-flags`)
      .set('Idempotency-Key', uuid())
      .send({ kind: 'diabetes', state: 'present' });
    expect([flag.status, codes(flag)]).toEqual([409, ['merge.record-closed']]);
    const change = await test
      .as(room.scheduler)
      .patch(`/api/v1/patients/${pair[1].id}`)
      .set('If-Match', `"v${await versionOf(pair[1].id)}"`)
      .send({ familyName: 'Other' });
    expect([change.status, codes(change)]).toEqual([409, ['merge.record-closed']]);
    expect(codes(await room.join([pair[0], pair[1]]))).toEqual(['merge.joined-already']);
  });

  it('never joins contradicting flags in silence: a physician says to have looked, and the finding stays (PAT-13)', async () => {
    const pair = await room.givenPair();
    const denial = await givenClinicalFlag(test, room.practiceId, pair[0].id, {
      kind: 'anticoagulant',
      state: 'absent',
    });
    await givenClinicalFlag(test, room.practiceId, pair[1].id, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'warfarin',
    });
    const bySchedule = await room.join(pair, { settled: ['flags-contradict'] });
    expect(codes(bySchedule)).toEqual(['merge.conflict-of-treatment']);
    expect(codes(await room.join(pair, {}, room.physician))).toEqual(['merge.conflict-not-settled']);
    const done = await room.join(pair, { settled: ['flags-contradict'] }, room.physician);
    expect(done.status).toBe(201);
    const view = (await test.as(room.physician).get(`/api/v1/patients/${pair[0].id}`)).body as PatientView;
    expect(view.flags).toEqual([expect.objectContaining({ kind: 'anticoagulant', state: 'present' })]);
    const [ended] = await test.database.rows(`SELECT active FROM clinical_flag WHERE id = $1`, [denial]);
    expect(ended).toEqual({ active: false });
    await room.takeBack(done.body as PatientMergeView, room.physician).expect(201);
    const again = (await test.as(room.physician).get(`/api/v1/patients/${pair[0].id}`)).body as PatientView;
    expect(again.flags).toEqual([expect.objectContaining({ id: denial, state: 'absent' })]);
  });

  it('is refused with every reason: a visit under way, one time held twice, one day’s diary twice, an old version', async () => {
    const pair = await room.givenPair();
    const [mine, theirs] = [await room.givenHistory(pair[0]), await room.givenHistory(pair[1], 'left', 50)];
    const at = Date.now() + 200 * hour;
    await room.givenHeldSession(pair[0], mine, at);
    await room.givenHeldSession(pair[1], theirs, at + hour / 4);
    await givenSession(test, room.practiceId, room.treatment, theirs, { at: Date.now(), state: 'arrived' });
    for (const patient of pair) {
      const { linkId } = await givenLink(test, room.scheduler, patient.id);
      await inPractice(test, room.practiceId, (tx) =>
        tx.query(
          `INSERT INTO diary_entry (practice_id, id, patient_id, link_id, slot, at, not_yet) VALUES ($1, gen_random_uuid(), $2, $3, '2026-05-04', now(), true)`,
          [room.practiceId, patient.id, linkId],
        ),
      );
    }
    expect(codes(await room.join(pair))).toEqual([
      'merge.visit-under-way',
      'merge.times-meet',
      'merge.diaries-meet',
    ]);
    expect((await preview(pair)).reasons.map(({ code }) => code)).toEqual(codes(await room.join(pair)));
    expect((await room.join(pair, { keptVersion: 77 })).status).toBe(412);
    expect(codes(await room.join([pair[0], pair[0]]))).toEqual(['merge.same-record']);
    const foreign = await givenPatient(test, await givenPractice(test));
    expect((await room.join([pair[0], foreign])).status).toBe(404);
  });

  it('is one joining however often it is sent, and one of two that race', async () => {
    const pair = await room.givenPair();
    const body = {
      keptId: pair[0].id,
      joinedId: pair[1].id,
      keptVersion: 1,
      joinedVersion: 1,
      reason: 'One person',
    };
    const send = (key: string, sent: object = body) =>
      test.as(room.scheduler).post('/api/v1/patient-merges').set('Idempotency-Key', key).send(sent);
    const key = uuid();
    const other = { ...body, keptId: pair[1].id, joinedId: pair[0].id };
    const answers = await Promise.all([send(key), send(key), send(uuid(), other)]);
    const good = answers.filter(({ status }) => status === 201);
    expect(new Set(good.map(({ body: view }) => view.id)).size).toBe(1);
    expect(answers.every(({ status }) => [201, 409, 412].includes(status))).toBe(true);
    const [count] = await test.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM patient_merge WHERE joined_id = ANY ($1) AND reversed_at IS NULL`,
      [pair.map(({ id }) => id)],
    );
    expect(count?.n).toBe(1);
  });

  it.each(['nurse', 'administrator', 'auditor'] as const)('is not for a %s', async (role) => {
    const member = await givenMember(test, room.practiceId, role);
    const pair = await room.givenPair();
    expect((await room.join(pair, {}, member)).status).toBe(403);
    expect((await test.as(member).get('/api/v1/patient-duplicates')).status).toBe(403);
  });
});
