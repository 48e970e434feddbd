import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import type { Tx } from './database.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ poolSize: 4 });
});
afterAll(() => test.close());

const system = (practiceId: string) => ({ kind: 'system', practiceId, purpose: 'maintenance' }) as const;
const addPatient = (tx: Tx, mrn: string) =>
  tx.query<{ id: string }>(
    `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
   VALUES ($1, $2, $3, 'Doe', 'Jo', 'doe jo', '1970-01-01', 'unknown') RETURNING id`,
    [tx.principal.practiceId, uuid(), mrn],
  );
const lockPatient = (tx: Tx, mrn: string) =>
  tx.query(`SELECT 1 FROM patient WHERE mrn = $1 FOR UPDATE`, [mrn]);

/** Resolves for everybody once `count` have come: brings two transactions to the same point. */
function meeting(count: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return () => {
    come += 1;
    if (come >= count) open();
    return opened;
  };
}

describe('a transaction', () => {
  it('waits for nothing for ever', async () => {
    const [limits] = await test.door.run(system(uuid()), (tx) =>
      tx.query(
        `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
      ),
    );
    expect(limits).toEqual({ statement: '5s', lock: '2s', idle: '10s' });
  });

  it('knows the time by the database, the same from beginning to end', async () => {
    await test.door.run(system(uuid()), async (tx) => {
      const [row] = await tx.query<{ same: boolean }>(
        `SELECT abs(extract(epoch FROM now()) * 1000 - $1) < 1 AS same, pg_sleep(0.02)`,
        [tx.now.epochMilliseconds],
      );
      expect(row?.same).toBe(true);
    });
  });

  it('commits nothing when what goes with the commit fails', async () => {
    const practiceId = await givenPractice(test);
    const failing = test.door.run(system(practiceId), async (tx) => {
      await addPatient(tx, 'W-1');
      tx.withCommit(`UPDATE patient SET birth_date = $1 WHERE mrn = $2`, ['1066-10-14', 'W-1']);
    });
    await expect(failing).rejects.toThrow('patient_birth_date_plausible');
    expect(await test.database.rows(`SELECT 1 FROM patient WHERE mrn = 'W-1'`)).toEqual([]);
  });

  it('is not taken for done when its body goes on after a statement that failed', async () => {
    const practiceId = await givenPractice(test);
    const failing = test.door.run(system(practiceId), async (tx) => {
      await addPatient(tx, 'W-2');
      await addPatient(tx, 'W-2').catch(() => 'goes on');
    });
    await expect(failing).rejects.toThrow('nothing was committed');
  });

  it('leaves nothing behind when its body fails', async () => {
    const practiceId = await givenPractice(test);
    const failing = test.door.run(system(practiceId), async (tx) => {
      await addPatient(tx, 'A-1');
      throw new Error('the body changed its mind');
    });
    await expect(failing).rejects.toThrow('the body changed its mind');
    const left = await test.database.rows(
      `SELECT 1 FROM patient WHERE practice_id = $1 UNION ALL SELECT 1 FROM audit_event WHERE practice_id = $1`,
      [practiceId],
    );
    expect(left).toEqual([]);
  });
});

describe('a body that the database sends back', () => {
  it('runs again after a deadlock, and both get what their last run returned', async () => {
    const practiceId = await givenPractice(test);
    await test.door.run(system(practiceId), async (tx) => {
      await addPatient(tx, 'A-1');
      await addPatient(tx, 'A-2');
    });
    const bothHoldOne = meeting(2);
    const runs = { first: 0, second: 0 };
    const crossing = (name: keyof typeof runs, one: string, other: string) =>
      test.door.run(system(practiceId), async (tx) => {
        runs[name] += 1;
        await lockPatient(tx, one);
        await bothHoldOne();
        await lockPatient(tx, other);
        return `${name} in run ${runs[name]}`;
      });
    const results = await Promise.all([crossing('first', 'A-1', 'A-2'), crossing('second', 'A-2', 'A-1')]);
    expect(runs.first + runs.second).toBe(3);
    expect(results).toEqual([`first in run ${runs.first}`, `second in run ${runs.second}`]);
  });

  it('runs again after a serialisation failure, on the rows as they are then', async () => {
    const practiceId = await givenPractice(test);
    await test.door.run(system(practiceId), (tx) => addPatient(tx, 'A-1'));
    let runs = 0;
    const seen = await test.door.run(system(practiceId), async (tx) => {
      runs += 1;
      const [row] = await tx.query<{ version: number }>(`SELECT version FROM patient WHERE mrn = 'A-1'`);
      if (runs === 1) {
        await test.door.run(system(practiceId), (other) =>
          other.query(`UPDATE patient SET version = version + 1 WHERE mrn = 'A-1'`),
        );
        await tx.query(
          `DO $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$`,
        );
      }
      return row?.version;
    });
    expect({ seen, runs }).toEqual({ seen: 2, runs: 2 });
  });

  it('is given up after four runs, when a lock is not to be had', async () => {
    const practiceId = await givenPractice(test);
    await test.door.run(system(practiceId), (tx) => addPatient(tx, 'A-1'));
    let runs = 0;
    const taken = meeting(2);
    const done = meeting(2);
    const holding = test.door.run(system(practiceId), async (tx) => {
      await lockPatient(tx, 'A-1');
      await taken();
      await done();
    });
    await taken();
    const refused = test.door.run(system(practiceId), async (tx) => {
      runs += 1;
      await tx.query(`SELECT 1 FROM patient WHERE mrn = 'A-1' FOR UPDATE NOWAIT`);
    });
    await expect(refused).rejects.toMatchObject({ refusals: [{ code: 'busy' }] });
    expect(runs).toBe(4);
    await done();
    await holding;
  });

  it('is not run again for any other fault', async () => {
    let runs = 0;
    await expect(
      test.door.run(system(uuid()), async (tx) => {
        runs += 1;
        await tx.query(`SELECT 1 / 0`);
      }),
    ).rejects.toThrow('division by zero');
    expect(runs).toBe(1);
  });
});

describe('a connection that is lost', () => {
  it('in the middle: nothing was changed, and the caller is told to try again', async () => {
    const practiceId = await givenPractice(test);
    const lost = test.door.run(system(practiceId), async (tx) => {
      await addPatient(tx, 'A-1');
      const [me] = await tx.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid`);
      await test.database.rows(`SELECT pg_terminate_backend($1)`, [me?.pid]);
      await tx.query(`SELECT 1`);
    });
    await expect(lost).rejects.toMatchObject({ refusals: [{ code: 'unavailable' }] });
    expect(await test.database.rows(`SELECT 1 FROM patient WHERE practice_id = $1`, [practiceId])).toEqual(
      [],
    );
    expect(await test.door.run(system(practiceId), (tx) => addPatient(tx, 'A-1'))).toHaveLength(1);
  });

  it('at the commit: nobody can know, and nobody says that they do; the body is not run again', async () => {
    const practiceId = await givenPractice(test);
    await test.database
      .rows(`CREATE FUNCTION lose_connection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ BEGIN IF NEW.mrn = 'LOSE' THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF; RETURN NULL; END $$`);
    await test.database.rows(
      `CREATE CONSTRAINT TRIGGER zz_lose AFTER INSERT ON patient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lose_connection()`,
    );
    let runs = 0;
    const lost = test.door.run(system(practiceId), (tx) => {
      runs += 1;
      return addPatient(tx, 'LOSE');
    });
    await expect(lost).rejects.toMatchObject({ refusals: [{ code: 'outcome-unknown' }] });
    expect(runs).toBe(1);
    await test.database.rows(`DROP TRIGGER zz_lose ON patient`);
  });
});

describe("a patient's record", () => {
  it('is not served when its reading cannot be noted', async () => {
    const practiceId = await givenPractice(test);
    const [patient] = await test.door.run(system(practiceId), (tx) => addPatient(tx, 'A-1'));
    await test.database.rows(`REVOKE EXECUTE ON FUNCTION audit_append FROM lull_app`);
    try {
      const reading = test.door.run(system(practiceId), async (tx) => {
        tx.read({ resource: 'patient', patientIds: [patient?.id ?? ''] });
        return tx.query(`SELECT * FROM patient`);
      });
      await expect(reading).rejects.toThrow('permission denied for function audit_append');
    } finally {
      await test.database.rows(`GRANT EXECUTE ON FUNCTION audit_append TO lull_app`);
    }
  });

  it('is not changed when the trail cannot be written', async () => {
    const practiceId = await givenPractice(test);
    await test.door.run(system(practiceId), (tx) => addPatient(tx, 'A-1'));
    await test.database.rows(`ALTER TABLE audit_event RENAME TO audit_event_away`);
    try {
      await expect(
        test.door.run(system(practiceId), (tx) =>
          tx.query(`UPDATE patient SET given_name = 'X' WHERE practice_id = $1`, [practiceId]),
        ),
      ).rejects.toThrow('audit_event');
    } finally {
      await test.database.rows(`ALTER TABLE audit_event_away RENAME TO audit_event`);
    }
    expect(
      await test.database.rows(`SELECT given_name FROM patient WHERE practice_id = $1`, [practiceId]),
    ).toEqual([{ given_name: 'Jo' }]);
  });

  it('leaves its events in the order of the trail, however many write at once', async () => {
    const practiceId = await givenPractice(test);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        test.door.run(system(practiceId), async (tx) => {
          tx.read({ resource: 'patient', patientIds: [] });
          await addPatient(tx, `A-${n}`);
          await addPatient(tx, `B-${n}`);
        }),
      ),
    );
    const [trail] = await test.database.rows(
      `SELECT count(*)::int AS events, max(sequence)::int AS last, (SELECT sequence::int FROM audit_head h WHERE h.practice_id = $1) AS head,
              (SELECT pending_in FROM audit_head h WHERE h.practice_id = $1) AS pending FROM audit_event WHERE practice_id = $1`,
      [practiceId],
    );
    expect(trail).toEqual({ events: 120, last: 120, head: 120, pending: null });
    expect(
      await test.door.run(system(practiceId), (tx) => tx.query(`SELECT * FROM audit_verify(1, 120)`)),
    ).toEqual([]);
  });
});
