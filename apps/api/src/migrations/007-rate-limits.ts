import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counted tries and calls. Unlogged: a count is written on every call and need not wait for the disk; after
 * a crash of the database the counting begins anew. `lull_auth` alone sees it.
 */
export class RateLimits1795000000007 implements MigrationInterface {
  name = 'RateLimits1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE rate_limit (
      key text NOT NULL, points integer NOT NULL DEFAULT 0, expire bigint,
      CONSTRAINT rate_limit_identity PRIMARY KEY (key))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO lull_auth`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
