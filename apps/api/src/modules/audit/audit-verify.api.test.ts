import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { withDoors } from '../../platform/database/doors.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { verifyTrails } from './audit-verify.command.js';
import { AuditRepository, type ChainFault } from './audit.repository.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const maintenance = (practiceId: string) => ({ kind: 'system', practiceId, purpose: 'maintenance' }) as const;

/** A practice with a trail of eight events. */
async function givenTrail(name?: string): Promise<string> {
  const practiceId = await givenPractice(test, name);
  await test.door.run(maintenance(practiceId), async (tx) => {
    for (let n = 1; n <= 8; n++)
      tx.read({
        resource: 'patient',
        patientIds: [uuid()],
        resourceId: uuid(),
        detail: { n, text: `Señor "${n}"` },
      });
  });
  return practiceId;
}

/** The first fault, judging the trail in stretches of this length. */
function firstFault(practiceId: string, stretch: number): Promise<ChainFault | undefined> {
  return test.door.run(maintenance(practiceId), async (tx) => {
    const trail = test.app.get(AuditRepository);
    const end = await trail.end(tx);
    for (let first = 1; first <= end; first += stretch) {
      const fault = await trail.firstFault(tx, first, first + stretch - 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  });
}

/** What somebody with every right might do; `$1` is the practice. */
const tamperings: readonly [story: string, statements: readonly string[], sequence: number, fault: string][] =
  [
    [
      'an edited row',
      [`UPDATE audit_event SET patient_ids = '{}' WHERE practice_id = $1 AND sequence = 4`],
      4,
      'edited',
    ],
    [
      'an edited time',
      [`UPDATE audit_event SET at = at + interval '1 second' WHERE practice_id = $1 AND sequence = 4`],
      4,
      'edited',
    ],
    [
      'an edited first row',
      [`UPDATE audit_event SET change = '{}' WHERE practice_id = $1 AND sequence = 1`],
      1,
      'edited',
    ],
    [
      'an edited last row',
      [`UPDATE audit_event SET member_id = gen_random_uuid() WHERE practice_id = $1 AND sequence = 8`],
      8,
      'edited',
    ],
    [
      'an edited link',
      [`UPDATE audit_event SET previous_hash = sha256('x') WHERE practice_id = $1 AND sequence = 4`],
      4,
      'edited',
    ],
    [
      'two rows that changed places',
      [
        `UPDATE audit_event e SET change = o.change, resource_id = o.resource_id, patient_ids = o.patient_ids FROM audit_event o
      WHERE e.practice_id = $1 AND o.practice_id = $1 AND (e.sequence, o.sequence) IN ((3, 6), (6, 3))`,
      ],
      3,
      'edited',
    ],
    [
      'an edited row whose hash was made anew',
      [
        `UPDATE audit_event SET patient_ids = '{}' WHERE practice_id = $1 AND sequence = 4`,
        `UPDATE audit_event e SET hash = sha256(e.previous_hash || audit_canonical(e)) WHERE practice_id = $1 AND sequence = 4`,
      ],
      4,
      'rewritten',
    ],
    [
      'an edited last row whose hash was made anew',
      [
        `UPDATE audit_event SET patient_ids = '{}' WHERE practice_id = $1 AND sequence = 8`,
        `UPDATE audit_event e SET hash = sha256(e.previous_hash || audit_canonical(e)) WHERE practice_id = $1 AND sequence = 8`,
      ],
      8,
      'rewritten',
    ],
    ['a deleted row', [`DELETE FROM audit_event WHERE practice_id = $1 AND sequence = 4`], 4, 'deleted'],
    [
      'several deleted rows',
      [`DELETE FROM audit_event WHERE practice_id = $1 AND sequence BETWEEN 3 AND 5`],
      3,
      'deleted',
    ],
    [
      'the first row deleted',
      [`DELETE FROM audit_event WHERE practice_id = $1 AND sequence = 1`],
      1,
      'deleted',
    ],
    [
      'the last row deleted',
      [`DELETE FROM audit_event WHERE practice_id = $1 AND sequence = 8`],
      8,
      'deleted',
    ],
    ['all rows deleted', [`DELETE FROM audit_event WHERE practice_id = $1`], 1, 'deleted'],
    [
      'a deleted row whose gap was closed',
      [
        `DELETE FROM audit_event WHERE practice_id = $1 AND sequence = 4`,
        `UPDATE audit_event SET sequence = sequence + 100 WHERE practice_id = $1 AND sequence > 4`,
        `UPDATE audit_event SET sequence = sequence - 101 WHERE practice_id = $1 AND sequence > 100`,
        `UPDATE audit_head SET sequence = 7 WHERE practice_id = $1`,
      ],
      4,
      'edited',
    ],
    [
      'a row put in at the end, well sealed',
      [
        `INSERT INTO audit_event SELECT practice_id, 9, at, member_id, role, sign_in_id, request_id, purpose, action, resource, resource_id, patient_ids, change, hash, hash
       FROM audit_event WHERE practice_id = $1 AND sequence = 8`,
        `UPDATE audit_event e SET hash = sha256(e.previous_hash || audit_canonical(e)) WHERE practice_id = $1 AND sequence = 9`,
      ],
      9,
      'inserted',
    ],
    [
      'a row put in between, the rest moved on, all of it well sealed where it stands',
      [
        `UPDATE audit_event SET sequence = sequence + 100 WHERE practice_id = $1 AND sequence > 4`,
        `UPDATE audit_event SET sequence = sequence - 99 WHERE practice_id = $1 AND sequence > 100`,
        `INSERT INTO audit_event SELECT practice_id, 5, at, member_id, role, sign_in_id, request_id, purpose, action, resource, resource_id, patient_ids, change, hash, hash
       FROM audit_event WHERE practice_id = $1 AND sequence = 4`,
        `UPDATE audit_event e SET hash = sha256(e.previous_hash || audit_canonical(e)) WHERE practice_id = $1 AND sequence = 5`,
        `UPDATE audit_head SET sequence = 9 WHERE practice_id = $1`,
      ],
      5,
      'inserted',
    ],
    ['the head taken away', [`DELETE FROM audit_head WHERE practice_id = $1`], 1, 'head-missing'],
  ];

describe('the trail', () => {
  it('is whole as the product writes it, in stretches of any length', async () => {
    const practiceId = await givenTrail();
    for (const stretch of [1, 3, 8, 100]) expect(await firstFault(practiceId, stretch)).toBeUndefined();
  });

  it.each(tamperings)('names %s', async (_story, statements, sequence, fault) => {
    const practiceId = await givenTrail();
    for (const statement of statements) await test.database.rows(statement, [practiceId]);
    for (const stretch of [1, 2, 3, 4, 8, 100]) {
      expect(await firstFault(practiceId, stretch), `in stretches of ${stretch}`).toMatchObject({
        sequence,
        fault,
      });
    }
  });

  it('holds the writes of patients too, which no code had to note', async () => {
    const practiceId = await givenPractice(test);
    await test.door.run(maintenance(practiceId), (tx) =>
      tx.query(
        `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
       VALUES ($1, $2, 'A-1', 'Lovelace', 'Ada', 'lovelace ada', '1915-12-10', 'female')`,
        [practiceId, uuid()],
      ),
    );
    await test.door.run(maintenance(practiceId), (tx) =>
      tx.query(`UPDATE patient SET given_name = 'Augusta' WHERE practice_id = $1`, [practiceId]),
    );
    const events = await test.database.rows(
      `SELECT action, resource, change->'given_name' AS name FROM audit_event WHERE practice_id = $1 ORDER BY sequence`,
      [practiceId],
    );
    expect(events).toEqual([
      { action: 'create', resource: 'patient', name: 'Ada' },
      { action: 'update', resource: 'patient', name: ['Ada', 'Augusta'] },
    ]);
    expect(await firstFault(practiceId, 100)).toBeUndefined();
  });

  it('of one practice is untouched by what happens to another', async () => {
    const [broken, sound] = [await givenTrail(), await givenTrail()];
    await test.database.rows(`DELETE FROM audit_event WHERE practice_id = $1 AND sequence = 4`, [broken]);
    expect(await firstFault(sound, 8)).toBeUndefined();
  });

  it('cannot be written, changed or emptied by the role that serves requests', async () => {
    const practiceId = await givenTrail();
    for (const statement of [
      `UPDATE audit_event SET purpose = 'x'`,
      `DELETE FROM audit_event`,
      `TRUNCATE audit_event`,
      `UPDATE audit_head SET sequence = 0`,
      `INSERT INTO audit_head SELECT * FROM audit_head`,
      `INSERT INTO audit_event SELECT * FROM audit_event`,
      `ALTER TABLE audit_event DISABLE TRIGGER ALL`,
    ]) {
      await expect(
        test.door.run(maintenance(practiceId), (tx) => tx.query(statement)),
        statement,
      ).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe('audit:verify', () => {
  it('prints a line per practice, names the first broken row, and says whether all is whole', async () => {
    const own = await startTestApp();
    const outer = test;
    test = own;
    try {
      const broken = await givenTrail('Breakwater');
      await givenTrail('Anchor');
      await givenPractice(own, 'Calm');
      const judged = async () => {
        const lines: string[] = [];
        const { app, auth } = own.database.urls;
        return {
          whole: await withDoors({ app, auth }, (doors) => verifyTrails(doors, (line) => lines.push(line))),
          lines,
        };
      };
      expect(await judged()).toEqual({
        whole: true,
        lines: ['Anchor: whole to #8', 'Breakwater: whole to #8', 'Calm: the trail is empty'],
      });
      await own.database.rows(
        `UPDATE audit_event SET at = '2026-03-02T09:30:00Z' WHERE practice_id = $1 AND sequence = 6`,
        [broken],
      );
      expect(await judged()).toEqual({
        whole: false,
        lines: [
          'Anchor: whole to #8',
          'Breakwater: BROKEN at #6 (2026-03-02T09:30:00Z): edited. Event 6 does not have the content that was sealed.',
          'Calm: the trail is empty',
        ],
      });
    } finally {
      test = outer;
      await own.close();
    }
  });
});
