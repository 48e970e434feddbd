import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a series is to relieve, and the scores of its own instrument. Series that stand were judged by pain until now, and
 * stay so until a physician chooses another symptom: the condition only suggests one.
 */
export class TargetSymptom1795000000044 implements MigrationInterface {
  name = 'TargetSymptom1795000000044';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE injection_series
      ADD COLUMN target_symptom text NOT NULL DEFAULT 'pain',
      ADD CONSTRAINT injection_series_target_symptom_known CHECK (target_symptom IN ('pain','sweating','perfusion'))`);
    await scores(runner);
    await judged(runner);
    await notes(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

/** Of a series and a limb where it speaks of one; a licensed instrument answers for its own items (docs/instruments.md). */
async function scores(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE instrument_score
    ADD COLUMN series_id uuid,
    ADD COLUMN side text,
    ADD COLUMN region text,
    ADD COLUMN source text NOT NULL DEFAULT 'diary',
    ADD COLUMN entered_by uuid,
    DROP CONSTRAINT instrument_score_items_whole,
    ADD CONSTRAINT instrument_score_items_whole CHECK (CASE
      WHEN instrument LIKE 'licensed-%' THEN cardinality(items) BETWEEN 1 AND 60
      WHEN array_position(items, NULL) IS NOT NULL THEN false
      WHEN instrument = 'peg' THEN cardinality(items) = 3 AND 0 <= ALL (items) AND 10 >= ALL (items) AND score BETWEEN 0 AND 10
      WHEN instrument = 'pgic' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 7 AND score = items[1]
      WHEN instrument = 'hdss' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 4 AND score = items[1]
      WHEN instrument IN ('walking-distance','ulcers') THEN cardinality(items) = 1 AND items[1] >= 0 AND score = items[1]
      ELSE false END),
    ADD CONSTRAINT instrument_score_side_known CHECK (side IN ('left','right')),
    ADD CONSTRAINT instrument_score_region_known CHECK (region IN ('foot','lower-leg','thigh','whole-leg','stump')),
    ADD CONSTRAINT instrument_score_source_known CHECK (source IN ('clinic','diary','phone','import')),
    ADD CONSTRAINT instrument_score_limb_of_series CHECK (side IS NULL OR series_id IS NOT NULL),
    ADD CONSTRAINT instrument_score_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id, id, patient_id) NOT VALID,
    ADD CONSTRAINT instrument_score_member_exists FOREIGN KEY (practice_id, entered_by) REFERENCES member(practice_id, id) NOT VALID`);
  await runner.query(
    `CREATE INDEX instrument_score_by_series ON instrument_score (practice_id, series_id, at)`,
  );
}

/**
 * What relief is judged by: pain of a series against pain, the HDSS of one against sweating; of blood flow nothing, since
 * no source names a threshold. `security_invoker`: the policies of the tables below apply to whoever asks.
 */
async function judged(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE VIEW judged_score WITH (security_invoker = true) AS
    SELECT p.practice_id, p.id, p.patient_id, p.series_id, p.side, p.at, p.at_until, p.kind, p.value, p.source, p.rescue,
           p.entered_by, p.entered_through, p.entered_at
      FROM pain_score p
      JOIN injection_series t ON t.practice_id = p.practice_id AND t.id = p.series_id
     WHERE t.target_symptom = 'pain'
    UNION ALL
    SELECT q.practice_id, q.id, q.patient_id, q.series_id, q.side, q.at, NULL::timestamptz, 'now', q.score, q.source, false,
           q.entered_by, q.entered_through, q.created_at
      FROM instrument_score q
      JOIN injection_series t ON t.practice_id = q.practice_id AND t.id = q.series_id
     WHERE t.target_symptom = 'sweating' AND q.instrument = 'hdss'`);
  await runner.query(`GRANT SELECT ON judged_score TO lull_app`);
}

/** As of pain scores (035): what relief rests on leaves a note in the same transaction. */
async function notes(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TRIGGER instrument_score_insert_tells_relief AFTER INSERT ON instrument_score
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION relief_due_for_rows()`);
  await runner.query(`CREATE TRIGGER injection_series_symptom_tells_relief AFTER UPDATE OF target_symptom ON injection_series
    FOR EACH ROW WHEN (OLD.target_symptom IS DISTINCT FROM NEW.target_symptom) EXECUTE FUNCTION relief_due_for_row()`);
}
