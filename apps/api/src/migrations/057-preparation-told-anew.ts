import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A version of the readiness policy by which patients fast at other times, whose author has them told: a message for each
 * session and channel, written in the transaction of the version by a function, because readiness knows nothing of
 * messages. A change of the session does not supersede it: were the change undone, nobody would tell the new times.
 */
export class PreparationToldAnew1795000000057 implements MigrationInterface {
  name = 'PreparationToldAnew1795000000057';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION preparation_told_anew(practice uuid, policy text, sessions uuid[]) RETURNS void
      LANGUAGE sql SET search_path = public, pg_temp AS $$
      INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, session_id, due_at, not_after)
      SELECT s.practice_id, gen_random_uuid(), 'policy:' || policy || ':' || s.id || ':' || channel, 'preparation', channel,
             s.clinic_id, s.patient_id, s.id, d.due, d.due + interval '24 hours'
        FROM session s CROSS JOIN unnest(ARRAY['email', 'sms']) channel,
             (SELECT clock_timestamp() + message_grace(practice) AS due) d
       WHERE s.practice_id = practice AND s.id = ANY (sessions)
    $$`);
    await runner.query(`CREATE OR REPLACE FUNCTION session_owes_message() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      DECLARE
        due timestamptz := clock_timestamp() + message_grace(NEW.practice_id);
        known session;
      BEGIN
        IF current_setting('app.purpose', true) IN ('import', 'demonstration') THEN RETURN NULL; END IF;
        IF TG_OP = 'UPDATE' THEN
          IF OLD.state IN ('booked', 'confirmed')
            AND NOT EXISTS (SELECT 1 FROM message WHERE practice_id = NEW.practice_id AND session_id = NEW.id)
          THEN known := OLD; END IF;
          UPDATE message SET state = 'skipped', reason = 'superseded', version = version + 1
           WHERE practice_id = NEW.practice_id AND session_id = NEW.id AND state = 'pending'
             AND kind IN ('change','confirmation','moved','cancelled','preparation') AND dedupe_key NOT LIKE 'policy:%';
        END IF;
        INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, session_id, session_version,
          about_start, about_clinic_id, about_sedation, due_at, not_after)
        SELECT NEW.practice_id, gen_random_uuid(), 'session:' || NEW.id || ':v' || NEW.version || ':' || channel, 'change', channel,
               NEW.clinic_id, NEW.patient_id, NEW.id, NEW.version, known.starts_at, known.clinic_id, known.sedation,
               due, due + interval '24 hours'
          FROM unnest(ARRAY['email', 'sms']) channel;
        RETURN NULL;
      END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
