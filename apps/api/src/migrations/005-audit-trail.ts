import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each table of a patient's record, with the expression that finds the patient of a row `r`. */
const patientOf: Readonly<Record<string, string>> = {
  patient: 'r.id',
  clinical_flag: 'r.patient_id',
  condition: 'r.patient_id',
  injection_series: 'r.patient_id',
  authorisation: 'r.patient_id',
  session: 'r.patient_id',
  follow_up_task: 'r.patient_id',
  injection: 'r.patient_id',
  pain_score: 'r.patient_id',
  decision: '(SELECT s.patient_id FROM injection_series s WHERE s.practice_id = r.practice_id AND s.id = r.series_id)',
  session_override: '(SELECT s.patient_id FROM session s WHERE s.practice_id = r.practice_id AND s.id = r.session_id)',
  requirement: '(SELECT s.patient_id FROM session s WHERE s.practice_id = r.practice_id AND s.id = r.session_id)',
  drug_administration: '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
  skin_temperature: '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
  complication: '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
};

/**
 * The trail. Writes are noted by deferred triggers, so that no code path can forget them and the chain is
 * locked only at the very end of a transaction; reads are noted by the database door. Both call
 * `audit_append`, and nobody else may write.
 */
export class AuditTrail1795000000005 implements MigrationInterface {
  name = 'AuditTrail1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    // What is hashed: every column but the hash itself, in one order, free of the server's own formats.
    await runner.query(`CREATE FUNCTION audit_canonical(e audit_event) RETURNS bytea
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT convert_to(jsonb_build_array(
          e.practice_id, e.sequence, floor(extract(epoch from e.at) * 1000)::bigint, e.member_id, e.role, e.sign_in_id,
          e.request_id, e.purpose, e.action, e.resource, e.resource_id, to_jsonb(e.patient_ids), e.change)::text, 'UTF8')
      $$`);
    await runner.query(`CREATE FUNCTION audit_append(
        action text, resource text, resource_id uuid, patient_ids uuid[], change jsonb) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        practice uuid := current_setting('app.practice')::uuid;
        head audit_head;
        tail record;
        e audit_event;
      BEGIN
        SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO audit_head VALUES (practice, 0, decode(repeat('00', 32), 'hex'))
            ON CONFLICT DO NOTHING;
          SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
        END IF;
        -- What this transaction has appended already: the head hears of it at the end (audit_head_follows).
        -- A row that somebody else put beyond the head is not followed: the next number is taken, and that is loud.
        SELECT t.sequence, t.hash INTO tail FROM audit_event t
         WHERE t.practice_id = practice AND t.sequence > head.sequence AND t.xmin = pg_current_xact_id()::xid
         ORDER BY t.sequence DESC LIMIT 1;
        e.practice_id := practice;
        e.sequence := coalesce(tail.sequence, head.sequence) + 1;
        e.at := clock_timestamp();
        e.member_id := nullif(current_setting('app.member', true), '')::uuid;
        e.role := nullif(current_setting('app.role', true), '');
        e.sign_in_id := nullif(current_setting('app.sign_in', true), '')::uuid;
        e.request_id := nullif(current_setting('app.request', true), '');
        e.purpose := coalesce(nullif(current_setting('app.purpose', true), ''), 'unknown');
        e.action := audit_append.action;
        e.resource := audit_append.resource;
        e.resource_id := audit_append.resource_id;
        e.patient_ids := audit_append.patient_ids;
        e.change := audit_append.change;
        e.previous_hash := coalesce(tail.hash, head.hash);
        e.hash := sha256(e.previous_hash || audit_canonical(e));
        INSERT INTO audit_event SELECT (e).*;
        RETURN e.sequence;
      END $$`);
    // The head is written once per transaction, by its last event: a row that one transaction updates sixty
    // thousand times is searched for through all its versions each time, and an import would take minutes.
    await runner.query(`CREATE FUNCTION audit_head_follow() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE audit_head h SET sequence = NEW.sequence, hash = NEW.hash
         WHERE h.practice_id = NEW.practice_id AND h.sequence < NEW.sequence AND NOT EXISTS
           (SELECT 1 FROM audit_event e WHERE e.practice_id = NEW.practice_id AND e.sequence = NEW.sequence + 1);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE CONSTRAINT TRIGGER audit_head_follows AFTER INSERT ON audit_event
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_head_follow()`);
    await runner.query(`REVOKE ALL ON FUNCTION audit_append FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION audit_append TO lull_app`);

    for (const [table, patient] of Object.entries(patientOf)) {
      await runner.query(`CREATE FUNCTION ${table}_audit() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          r ${table};
          change jsonb;
        BEGIN
          IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
          IF TG_OP = 'UPDATE' THEN
            SELECT jsonb_object_agg(o.key, jsonb_build_array(o.value, n.value)) INTO change
              FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n USING (key)
             WHERE o.value IS DISTINCT FROM n.value;
            IF change IS NULL THEN RETURN NULL; END IF;
          ELSE
            change := jsonb_strip_nulls(to_jsonb(r) - 'practice_id' - 'id');
          END IF;
          PERFORM audit_append(CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'UPDATE' THEN 'update' ELSE 'delete' END,
            '${table.replaceAll('_', '-')}', r.id, array_remove(ARRAY[${patient}], NULL), change);
          RETURN NULL;
        END $$`);
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT OR UPDATE OR DELETE ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${table}_audit()`);
    }

    // The first row of a practice's trail that does not follow from the one before, and why; no row: whole.
    await runner.query(`CREATE FUNCTION audit_verify(OUT sequence bigint, OUT fault text) RETURNS SETOF record
      LANGUAGE sql STABLE SECURITY INVOKER SET search_path = public, pg_temp AS $$
        WITH walked AS (
          SELECT e.sequence, e.hash, e.previous_hash,
                 sha256(e.previous_hash || audit_canonical(e)) AS computed,
                 lag(e.sequence, 1, 0::bigint) OVER w AS before,
                 lag(e.hash, 1, decode(repeat('00', 32), 'hex')) OVER w AS hash_before
            FROM audit_event e WINDOW w AS (ORDER BY e.sequence)),
        faults AS (
          SELECT w.sequence, CASE
            WHEN w.sequence <> w.before + 1 THEN 'missing-before'
            WHEN w.hash <> w.computed THEN 'edited'
            WHEN w.previous_hash <> w.hash_before THEN 'inserted' END AS fault
            FROM walked w
          UNION ALL
          SELECT h.sequence, 'cut-off' FROM audit_head h
           WHERE h.sequence > 0 AND NOT EXISTS
             (SELECT 1 FROM audit_event e WHERE e.sequence = h.sequence AND e.hash = h.hash))
        SELECT f.sequence, f.fault FROM faults f WHERE f.fault IS NOT NULL ORDER BY f.sequence, f.fault LIMIT 1
      $$`);
    await runner.query(`GRANT EXECUTE ON FUNCTION audit_verify TO lull_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
