import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { v4 as uuid } from 'uuid';
import { buildApp } from '../../app.js';
import { givenPractice, startTestApp, testConfig, type TestApp } from '../../testing/test-app.js';
import { cloneDatabase } from '../../testing/test-database.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ poolSize: 2 });
});
afterAll(() => test.close());

const system = (practiceId: string) => ({ kind: 'system', practiceId, purpose: 'maintenance' }) as const;

async function givenClinics(count: number): Promise<{ practiceId: string; clinicId: string }[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const practiceId = await givenPractice(test);
      const clinicId = uuid();
      await test.database.rows(
        `INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, $3, 'America/New_York')`,
        [practiceId, clinicId, `Clinic ${n}`],
      );
      return { practiceId, clinicId };
    }),
  );
}

/** Somebody with the application's own login and psql, past all of our code. */
async function asApplication<T>(body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: test.database.urls.app });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

const tablesOfPractices = () =>
  test.database.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'practice_id' ORDER BY 1`,
  );

describe('two connections shared by five practices', () => {
  it('show no row of another practice in 2,000 interleaved transactions, a fifth of them broken off', async () => {
    const clinics = await givenClinics(5);
    let foreign = 0;
    let brokenOff = 0;
    let own = 0;
    const one = async (n: number) => {
      const clinic = clinics[n % 5];
      if (clinic === undefined) throw new Error('There are five clinics.');
      const running = test.door.run(system(clinic.practiceId), async (tx) => {
        const rows = await tx.query<{ id: string }>(`SELECT id FROM clinic`);
        foreign += rows.filter((row) => row.id !== clinic.clinicId).length;
        own += rows.filter((row) => row.id === clinic.clinicId).length;
        if (n % 10 === 3) throw new Error('broken off');
        if (n % 10 === 7) await tx.query(`SELECT 1 / 0`);
      });
      await running.catch((error: unknown) => {
        expect(String(error)).toMatch(/broken off|division by zero/);
        brokenOff += 1;
      });
    };
    // Sixteen at a time for two connections: whoever waits for one longer than two seconds is told so.
    await Promise.all(
      Array.from({ length: 16 }, async (_, worker) => {
        for (let n = worker; n < 2_000; n += 16) await one(n);
      }),
    );
    expect({ foreign, brokenOff, own }).toEqual({ foreign: 0, brokenOff: 400, own: 2_000 });
  });

  it('keep nothing of a practice when they go back to the pool', async () => {
    const [clinic] = await givenClinics(1);
    await test.door.run(system(clinic?.practiceId ?? ''), (tx) => tx.query(`SELECT 1`));
    const source = test.app.get(DataSource);
    for (let n = 0; n < 4; n++)
      await expect(source.query(`SELECT * FROM clinic`)).rejects.toThrow(
        /app\.practice|invalid input syntax for type uuid: ""/,
      );
  });
});

describe('with the login of the application, past our code', () => {
  it('no table of a practice answers before a practice is named: an error, not an empty answer', async () => {
    const tables = await tablesOfPractices();
    expect(tables.length).toBeGreaterThan(25);
    await asApplication(async (client) => {
      for (const { name } of tables) {
        await expect(client.query(`SELECT * FROM ${name}`), name).rejects.toThrow(
          /unrecognized configuration parameter "app.practice"|permission denied/,
        );
      }
    });
  });

  it("another practice's rows are not there: not to see, not to change, not to take away, not to add", async () => {
    const [own, other] = await givenClinics(2);
    if (own === undefined || other === undefined) throw new Error('There are two clinics.');
    await asApplication(async (client) => {
      await client.query(`SELECT set_config('app.practice', $1, false)`, [own.practiceId]);
      expect((await client.query(`SELECT id FROM clinic`)).rows).toEqual([{ id: own.clinicId }]);
      expect((await client.query(`SELECT id FROM clinic WHERE id = $1`, [other.clinicId])).rows).toEqual([]);
      expect(
        (await client.query(`UPDATE clinic SET name = 'taken' WHERE id = $1`, [other.clinicId])).rowCount,
      ).toBe(0);
      await expect(client.query(`UPDATE clinic SET practice_id = $1`, [other.practiceId])).rejects.toThrow(
        'row-level security',
      );
      await expect(
        client.query(
          `INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, 'x', 'America/New_York')`,
          [other.practiceId, uuid()],
        ),
      ).rejects.toThrow('row-level security');
    });
  });

  it('the tables of accounts and sign-ins are closed, and so is everything that could open a door', async () => {
    await asApplication(async (client) => {
      await client.query(`SELECT set_config('app.practice', $1, false)`, [uuid()]);
      for (const statement of [
        `SELECT * FROM account`,
        `SELECT * FROM sign_in`,
        `SELECT * FROM patient_access`,
        `SELECT * FROM rate_limit`,
        `TRUNCATE clinic`,
        `DROP TABLE clinic`,
        `ALTER TABLE clinic NO FORCE ROW LEVEL SECURITY`,
        `ALTER TABLE clinic DISABLE ROW LEVEL SECURITY`,
        `CREATE TABLE mine (x int)`,
        `SET ROLE lull_owner`,
        `SET SESSION AUTHORIZATION lull_owner`,
        `CREATE ROLE friend`,
        `DELETE FROM patient`,
        `DELETE FROM session`,
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
      }
    });
  });
});

describe('the start is refused', () => {
  it.each<[string, readonly string[], RegExp, 'app' | 'owner' | 'admin']>([
    ['to a superuser', [], /is a superuser/, 'admin'],
    ['to the owner of the tables', [], /owns .*clinic/, 'owner'],
    [
      'when a table does not force its policy',
      ['ALTER TABLE patient NO FORCE ROW LEVEL SECURITY'],
      /not forced on patient:/,
      'app',
    ],
    [
      'when a table of a practice has no policy',
      ['CREATE TABLE forgotten (practice_id uuid)'],
      /not forced on forgotten:/,
      'app',
    ],
  ])('%s', async (_story, statements, sentence, login) => {
    const database = await cloneDatabase();
    try {
      for (const statement of statements) await database.rows(statement);
      const admin = new URL(database.urls.app);
      const { username, password } = new URL(database.urls.admin);
      Object.assign(admin, { username, password });
      const urls = { app: database.urls.app, owner: database.urls.owner, admin: admin.href };
      await expect(buildApp({ ...testConfig(database), databaseUrl: urls[login] })).rejects.toThrow(sentence);
    } finally {
      await database.drop();
    }
  });

  it('to a role that bypasses the policies', async () => {
    const database = await cloneDatabase();
    const role = `lull_bypass_${uuid().slice(0, 8)}`;
    try {
      await database.rows(`CREATE ROLE ${role} LOGIN BYPASSRLS PASSWORD 'test-only'`);
      await database.rows(
        `DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${role}', current_database()); END $$`,
      );
      const url = new URL(database.urls.app);
      url.username = role;
      await expect(buildApp({ ...testConfig(database), databaseUrl: url.href })).rejects.toThrow(
        /has BYPASSRLS/,
      );
    } finally {
      await database.rows(`DROP OWNED BY ${role}`);
      await database.rows(`DROP ROLE ${role}`);
      await database.drop();
    }
  });
});

describe('the schema', () => {
  it('forces row-level security on every table of a practice, with what may be read and written bound to it', async () => {
    const open = await test.database.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
          SELECT 1 FROM pg_policies p WHERE p.tablename = c.relname AND p.roles = '{public}' AND p.cmd = 'ALL'
             AND p.qual LIKE '%app.practice%' AND p.with_check LIKE '%app.practice%'))`,
    );
    expect(open).toEqual([]);
  });

  it("lets only these look across practices, and they see nobody's record", async () => {
    const wide = await test.database.rows<{ policy: string }>(
      `SELECT policyname || ' to ' || array_to_string(roles, ',') AS policy FROM pg_policies WHERE qual = 'true' ORDER BY 1`,
    );
    expect(wide.map(({ policy }) => policy)).toEqual([
      'freed_time_of_the_sweep to lull_auth',
      'held_time_of_the_sweep to lull_auth',
      'member_before_sign_in to lull_auth',
      'member_invitation_before_sign_in to lull_auth',
      'message_of_the_outbox to lull_auth',
      'openid_link_before_sign_in to lull_auth',
      'password_reset_before_sign_in to lull_auth',
      'patient_access_before_access to lull_auth',
      'patient_link_before_access to lull_auth',
      'practice_before_sign_in to lull_auth',
      'second_factor_before_sign_in to lull_auth',
      'sign_in_attempt_before_sign_in to lull_auth',
      'sign_in_before_sign_in to lull_auth',
      'staff_message_of_the_outbox to lull_auth',
    ]);
    const seen = await test.database.rows<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.role_table_grants WHERE grantee = 'lull_auth' ORDER BY 1`,
    );
    expect(seen.map(({ name }) => name)).toEqual([
      'account',
      'member',
      'openid_attempt',
      'passkey_challenge',
      'patient_access',
      'practice',
      'rate_limit',
      'sign_in',
      'sign_in_attempt',
    ]);
    const columns = await test.database.rows<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.column_privileges
        WHERE grantee = 'lull_auth' AND table_name IN ('held_time', 'freed_time', 'patient_link', 'message', 'member_invitation', 'openid_link', 'password_reset', 'second_factor', 'staff_message') ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'freed_time.goes_on',
      'freed_time.practice_id',
      'held_time.expires_at',
      'held_time.practice_id',
      'held_time.state',
      'member_invitation.id',
      'member_invitation.practice_id',
      'member_invitation.token_hash',
      'message.due_at',
      'message.lease_until',
      'message.practice_id',
      'message.state',
      'openid_link.issuer',
      'openid_link.member_id',
      'openid_link.practice_id',
      'openid_link.subject',
      'password_reset.id',
      'password_reset.practice_id',
      'password_reset.token_hash',
      'patient_link.expires_at',
      'patient_link.id',
      'patient_link.patient_id',
      'patient_link.practice_id',
      'patient_link.revoked_at',
      'patient_link.token_hash',
      'second_factor.kind',
      'second_factor.member_id',
      'second_factor.practice_id',
      'staff_message.due_at',
      'staff_message.lease_until',
      'staff_message.practice_id',
      'staff_message.state',
    ]);
  });

  it('begins every unique key with the practice, or a key would tell what others have', async () => {
    const keys = await test.database.rows<{ name: string }>(
      `SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
         LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
        WHERE t.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion) AND a.attname IS DISTINCT FROM 'practice_id' ORDER BY 1`,
    );
    // Read before it is known who asks, by lull_auth alone; and the list of migrations.
    expect(keys.map(({ name }) => name)).toEqual([
      'account_email_once',
      'account_identity',
      'openid_attempt_identity',
      'passkey_challenge_identity',
      'rate_limit_identity',
      'schema_migration_identity',
    ]);
  });

  it('has these functions with the rights of their owner, each with a fixed search path, and none for everybody to call', async () => {
    const functions = await test.database.rows<{ name: string; path: string; anybody: boolean }>(
      `SELECT p.proname AS name, array_to_string(p.proconfig, ' ') AS path,
              has_function_privilege('lull_auth', p.oid, 'EXECUTE') AND p.prorettype <> 'trigger'::regtype AS anybody
         FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
    );
    expect(functions.map(({ name }) => name)).toEqual([
      'audit_append',
      'audit_head_move',
      'audit_row',
      'patient_merge_move',
      'volume_note',
    ]);
    for (const { name, path, anybody } of functions) {
      expect(path, name).toMatch(/^search_path=public, pg_temp( |$)/);
      expect(anybody, name).toBe(false);
    }
  });

  it('writes these tables into the trail, each by the column that leads to its patient', async () => {
    const triggers = await test.database.rows<{ table: string; column: string }>(
      `SELECT g.tgrelid::regclass::text AS table, rtrim(encode(g.tgargs, 'escape'), '\\000') AS column
         FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE p.proname = 'audit_row' ORDER BY 1`,
    );
    expect(Object.fromEntries(triggers.map(({ table, column }) => [table, column]))).toEqual({
      patient: 'id',
      patient_merge: 'kept_id',
      patient_distinction: 'one_id',
      record_restriction: 'patient_id',
      record_opening: 'patient_id',
      clinical_flag: 'patient_id',
      condition: 'patient_id',
      injection_series: 'patient_id',
      authorisation: 'patient_id',
      session: 'patient_id',
      follow_up_task: 'patient_id',
      injection: 'patient_id',
      pain_score: 'patient_id',
      decision: 'series_id',
      session_override: 'session_id',
      requirement_evidence: 'session_id',
      room_entry: 'patient_id',
      readiness_policy: '',
      clinical_policy: '',
      drug_administration: 'injection_id',
      skin_temperature: 'injection_id',
      complication: 'injection_id',
      arrival: 'patient_id',
      vital_signs: 'patient_id',
      time_out: 'patient_id',
      procedure_step: 'patient_id',
      recovery_reading: 'patient_id',
      discharge: 'patient_id',
      held_time: 'patient_id',
      waitlist_entry: 'patient_id',
      displaced_session: 'patient_id',
      authorisation_unit: 'patient_id',
      external_steroid: 'patient_id',
      payer_rule: '',
      practice_setup: '',
      patient_link: 'patient_id',
      diary_entry: 'patient_id',
      instrument_score: 'patient_id',
      symptom_report: 'patient_id',
      procedure_type: '',
      resource: '',
      resource_profile: '',
      block_time: '',
      clinic: '',
      opening_hours: '',
      closure: '',
      message: 'patient_id',
      message_policy: '',
      member: '',
      member_invitation: '',
      administrator_request: '',
      password_reset: '',
      practice: '',
      second_factor: '',
      openid_link: '',
    });
  });
});
