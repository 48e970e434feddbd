import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { PatientMergeView } from '@lull/contracts';
import { givenClinicalFlag, givenPatient, inPractice } from '../../testing/given-care.js';
import { codes } from '../../testing/given-desk.js';
import { givenLink } from '../../testing/given-diary.js';
import { givenMergeRoom, type MergeRoom } from '../../testing/given-merge.js';
import { givenScores, hour } from '../../testing/given-outcomes.js';
import { startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let room: MergeRoom;

beforeAll(async () => {
  test = await startTestApp();
  room = await givenMergeRoom(test);
});
afterAll(() => test.close());

describe('taking a joining back', () => {
  it('is refused when something written since hangs on what would go, and says how much', async () => {
    const pair = await room.givenPair();
    const { seriesId, sessionId } = await room.givenHistory(pair[1]);
    const merge = await room.joined(pair);
    await givenScores(test, room.practiceId, { patient: pair[0], seriesId }, [
      [Date.now() - hour, 5, 'clinic'],
    ]);
    const refused = await room.takeBack(merge);
    expect(codes(refused)).toEqual(['merge.rows-since']);
    expect(refused.body.errors[0].facts).toEqual({ count: 1 });
    expect(await test.database.rows(`SELECT patient_id FROM session WHERE id = $1`, [sessionId])).toEqual([
      { patient_id: pair[0].id },
    ]);
  });

  it('is refused twice, and while the record that was kept is itself joined into another', async () => {
    const pair = await room.givenPair();
    const third = await givenPatient(test, room.practiceId);
    const first = await room.joined(pair);
    const second = await room.joined([third, pair[0]]);
    expect(codes(await room.takeBack({ ...first, version: first.version }))).toEqual([
      'merge.kept-was-joined',
    ]);
    const back = await room.takeBack(second);
    expect(back.status).toBe(201);
    expect(codes(await room.takeBack(back.body as PatientMergeView))).toEqual(['merge.taken-back-already']);
    expect((await room.takeBack(first)).status).toBe(201);
  });

  /** Every row of the practice but what must not go back: the trail, versions and the memory of the joining itself. */
  const everyRow = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
    const left = [
      'idempotency_key',
      'sign_in',
      'patient_merge',
      'patient_merge_row',
      'relief_due',
      'injection_relief',
      'relief_revision',
    ];
    const tables = await test.database.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'audit%' AND c.relname <> ALL ($1) ORDER BY 1`,
      [left],
    );
    const rows: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const found = await test.database.rows<{ row: string }>(
        `SELECT (to_jsonb(r) - CASE WHEN $2 IN ('patient', 'clinical_flag') THEN ARRAY['version', 'updated_at'] ELSE '{}'::text[] END)::text AS row
           FROM ${name} r WHERE r.practice_id = $1 ORDER BY 1`,
        [room.practiceId, name],
      );
      rows[name] = found.map(({ row }) => row);
    }
    return rows;
  };

  it('gives every row as it was, whatever the two records held', async () => {
    const flags = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('allergy', 'anticoagulant', 'diabetes'),
        finding: fc.boolean(),
        substance: fc.constantFrom('latex', 'iodine', null),
      }),
      { maxLength: 2, selector: ({ kind }) => kind },
    );
    const side = fc.record({
      histories: fc.integer({ min: 0, max: 2 }),
      ahead: fc.boolean(),
      link: fc.boolean(),
      diaries: fc.integer({ min: 0, max: 2 }),
      flags,
    });
    const everything = { histories: 2, ahead: true, link: true, diaries: 2 };
    await fc.assert(
      fc.asyncProperty(side, side, async (one, other) => {
        const pair = await room.givenPair();
        for (const [index, patient] of pair.entries()) {
          const has = index === 0 ? one : other;
          for (let n = 0; n < has.histories; n++) {
            const course = await room.givenHistory(patient, n === 0 ? 'left' : 'right', 60 * (2 * n + index));
            if (has.ahead)
              await room.givenHeldSession(patient, course, Date.now() + (200 + 50 * n + 10 * index) * hour);
          }
          for (const { kind, finding, substance } of has.flags)
            await givenClinicalFlag(test, room.practiceId, patient.id, {
              kind,
              state:
                kind === 'allergy' ? (finding ? 'listed' : 'none-known') : finding ? 'present' : 'absent',
              ...(finding && { substance: substance ?? 'other' }),
            });
          if (!has.link) continue;
          const { linkId } = await givenLink(test, room.scheduler, patient.id);
          for (let n = 0; n < has.diaries; n++)
            await inPractice(test, room.practiceId, (tx) =>
              tx.query(
                `INSERT INTO diary_entry (practice_id, id, patient_id, link_id, slot, at, not_yet) VALUES ($1, gen_random_uuid(), $2, $3, $4, now(), true)`,
                [room.practiceId, patient.id, linkId, `2026-0${index + 1}-0${n + 1}`],
              ),
            );
        }
        const before = await everyRow();
        const merge = await room.join(
          pair,
          { settled: ['flags-contradict', 'sides-differ'] },
          room.physician,
        );
        expect(merge.status, JSON.stringify(merge.body)).toBe(201);
        expect(await everyRow()).not.toEqual(before);
        const back = await room.takeBack(merge.body as PatientMergeView, room.physician);
        expect(back.status, JSON.stringify(back.body)).toBe(201);
        expect(await everyRow()).toEqual(before);
      }),
      {
        numRuns: 6,
        // Chance seldom brings records that contradict each other.
        examples: [
          [
            { ...everything, flags: [{ kind: 'allergy', finding: false, substance: null }] },
            { ...everything, flags: [{ kind: 'allergy', finding: true, substance: 'latex' }] },
          ],
        ],
      },
    );
  });
});
