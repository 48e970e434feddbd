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
  decision:
    '(SELECT s.patient_id FROM injection_series s WHERE s.practice_id = r.practice_id AND s.id = r.series_id)',
  session_override:
    '(SELECT s.patient_id FROM session s WHERE s.practice_id = r.practice_id AND s.id = r.session_id)',
  requirement:
    '(SELECT s.patient_id FROM session s WHERE s.practice_id = r.practice_id AND s.id = r.session_id)',
  drug_administration:
    '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
  skin_temperature:
    '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
  complication:
    '(SELECT i.patient_id FROM injection i WHERE i.practice_id = r.practice_id AND i.id = r.injection_id)',
};

/**
 * The trail. Writes are noted by deferred triggers, so that no code path can forget them and the chain is
 * locked only at the very end of a transaction; reads are noted by the database door. Both call
 * `audit_append`, and nobody else may write.
 */
export class AuditTrail1795000000005 implements MigrationInterface {
  name = 'AuditTrail1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    // What is hashed: every column but the two hashes, in their binary form, which no server setting changes
    // but the encoding; those who call it pin that one. No search path of its own, so that it is inlined.
    await runner.query(`CREATE FUNCTION audit_canonical(e audit_event) RETURNS bytea
      LANGUAGE sql STABLE AS $$
        SELECT pg_catalog.record_send(ROW(
          e.practice_id, e.sequence, e.at, e.member_id, e.role, e.sign_in_id, e.request_id, e.purpose, e.action,
          e.resource, e.resource_id, e.patient_ids, e.change))
      $$`);
    await runner.query(`CREATE FUNCTION audit_append(
        action text, resource text, resource_id uuid, patient_ids uuid[], change jsonb) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET client_encoding = 'UTF8' AS $$
      DECLARE
        practice uuid := current_setting('app.practice')::uuid;
        this_transaction bigint := pg_current_xact_id()::text::bigint;
        head audit_head;
        e audit_event;
      BEGIN
        SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO audit_head VALUES (practice, 0, decode(repeat('00', 32), 'hex'), NULL)
            ON CONFLICT DO NOTHING;
          SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
        END IF;
        IF head.pending_in = this_transaction THEN
          SELECT l.sequence, l.hash INTO head.sequence, head.hash FROM audit_event l
           WHERE l.practice_id = practice ORDER BY l.sequence DESC LIMIT 1;
        END IF;
        e.practice_id := practice;
        e.sequence := head.sequence + 1;
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
        e.previous_hash := head.hash;
        e.hash := sha256(head.hash || audit_canonical(e));
        INSERT INTO audit_event SELECT (e).*;
        IF head.pending_in IS DISTINCT FROM this_transaction THEN
          UPDATE audit_head h SET pending_in = this_transaction WHERE h.practice_id = practice;
        END IF;
        RETURN e.sequence;
      END $$`);
    // The head moves once per transaction, at its end: moved with every event, a mass import would have to
    // step over all the versions of this one row that it left behind.
    await runner.query(`CREATE FUNCTION audit_head_move() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE audit_head h SET sequence = l.sequence, hash = l.hash, pending_in = NULL
          FROM (SELECT e.sequence, e.hash FROM audit_event e WHERE e.practice_id = NEW.practice_id
                 ORDER BY e.sequence DESC LIMIT 1) l
         WHERE h.practice_id = NEW.practice_id AND h.pending_in IS NOT NULL;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE CONSTRAINT TRIGGER audit_head_moved AFTER INSERT OR UPDATE ON audit_head
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.pending_in IS NOT NULL) EXECUTE FUNCTION audit_head_move()`);
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

    // The first row of a stretch of a practice's trail that does not follow, and why; no row: whole. A row is
    // sound when its hash is that of its content. The rows on both sides and the head tell the rest:
    // `inserted`: the next row was sealed upon the row before, or the row stands beyond the head;
    // `rewritten`: the row is sound, but a sound next row, or the head, was sealed upon another one.
    await runner.query(`CREATE FUNCTION audit_verify(first bigint, last bigint,
        OUT sequence bigint, OUT at timestamptz, OUT fault text) RETURNS SETOF record
      LANGUAGE sql STABLE SECURITY INVOKER SET search_path = public, pg_temp SET client_encoding = 'UTF8' AS $$
        WITH sealed AS (
          SELECT e.sequence, e.at, e.hash, e.previous_hash,
                 e.hash = sha256(e.previous_hash || audit_canonical(e)) AS sound
            FROM audit_event e WHERE e.sequence BETWEEN first - 1
             AND coalesce((SELECT min(n.sequence) FROM audit_event n WHERE n.sequence > last), last)),
        walked AS (
          SELECT s.*,
                 greatest(first, lag(s.sequence, 1, 0::bigint) OVER w + 1) AS expected,
                 CASE WHEN s.sequence = 1 THEN decode(repeat('00', 32), 'hex') ELSE lag(s.hash) OVER w END AS hash_before,
                 lead(s.sequence) OVER w = s.sequence + 1 AND lead(s.sound) OVER w AS next_sound,
                 lead(s.previous_hash) OVER w AS hash_after
            FROM sealed s WINDOW w AS (ORDER BY s.sequence)),
        faults AS (
          SELECT w.expected AS sequence, w.at, 'deleted' AS fault FROM walked w WHERE w.sequence > w.expected
          UNION ALL
          SELECT w.sequence, w.at, CASE
            WHEN w.sequence > h.sequence OR w.hash_after = w.hash_before THEN 'inserted'
            WHEN NOT w.sound THEN 'edited'
            WHEN w.next_sound AND w.hash_after <> w.hash THEN 'rewritten'
            WHEN w.sequence = h.sequence AND w.hash <> h.hash THEN 'rewritten'
            WHEN w.sequence = 1 AND w.previous_hash <> w.hash_before THEN 'rewritten' END
            FROM walked w CROSS JOIN audit_head h
          UNION ALL
          SELECT greatest(first, tail.sequence + 1), NULL, 'deleted'
            FROM audit_head h, (SELECT coalesce(max(e.sequence), 0) AS sequence FROM audit_event e) tail
           WHERE tail.sequence < h.sequence
          UNION ALL
          (SELECT e.sequence, e.at, 'head-missing' FROM audit_event e
            WHERE NOT EXISTS (SELECT 1 FROM audit_head) ORDER BY e.sequence LIMIT 1))
        SELECT f.sequence, f.at, f.fault FROM faults f
         WHERE f.fault IS NOT NULL AND (f.sequence BETWEEN first AND last OR f.fault = 'head-missing')
         ORDER BY f.sequence LIMIT 1
      $$`);
    await runner.query(`GRANT EXECUTE ON FUNCTION audit_verify TO lull_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
