import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Resource profiles become settings: a nurse who is no sedation nurse is a resource, several lanes of them where
 * she watches several patients, and whoever changes what visits hold stands in the trail.
 */
export class ResourceProfiles1795000000018 implements MigrationInterface {
  name = 'ResourceProfiles1795000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE resource DROP CONSTRAINT resource_kind_known`);
    await runner.query(`ALTER TABLE resource ADD CONSTRAINT resource_kind_known
      CHECK (kind IN ('physician','room','c-arm','sedation-nurse','nurse','recovery-bay','patient'))`);

    for (const table of ['procedure_type', 'resource_profile', 'resource']) {
      await runner.query(`CREATE FUNCTION ${table}_audit() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          change jsonb;
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            SELECT jsonb_object_agg(o.key, jsonb_build_array(o.value, n.value)) INTO change
              FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n USING (key)
             WHERE o.value IS DISTINCT FROM n.value;
            IF change IS NULL THEN RETURN NULL; END IF;
          ELSE
            change := jsonb_strip_nulls(to_jsonb(NEW) - 'practice_id' - 'id');
          END IF;
          PERFORM audit_append(CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'update' END,
            '${table.replaceAll('_', '-')}', NEW.id, '{}', change);
          RETURN NULL;
        END $$`);
      // What a person sets. What an import brings tells of itself, and a patient's own resource of its patient.
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT OR UPDATE ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (nullif(current_setting('app.member', true), '') IS NOT NULL${table === 'resource' ? ` AND NEW.kind <> 'patient'` : ''})
        EXECUTE FUNCTION ${table}_audit()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
