import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An MRN is found by its figures alone as well: whoever reads "MP101746" to somebody else says the number. The
 * trigger of 008 keeps one more word of each patient; those who stand in the book already get it here.
 */
export class MrnFigures1795000000017 implements MigrationInterface {
  name = 'MrnFigures1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION patient_mrn_words(mrn text) RETURNS text
      LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
        SELECT plain || ' ' || regexp_replace(plain, '^[^0-9]+', '')
          FROM regexp_replace(lower(mrn), '[^[:alnum:]]', '', 'g') plain
      $$`);
    await runner.query(`CREATE OR REPLACE FUNCTION patient_search_words() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF NEW.search_name = OLD.search_name AND NEW.mrn = OLD.mrn THEN RETURN NULL; END IF;
          DELETE FROM patient_search_word w WHERE w.practice_id = NEW.practice_id AND w.patient_id = NEW.id;
        END IF;
        INSERT INTO patient_search_word (practice_id, word, patient_id)
          SELECT DISTINCT NEW.practice_id, each.word, NEW.id
            FROM regexp_split_to_table(NEW.search_name || ' ' || patient_mrn_words(NEW.mrn), ' +') each(word)
           WHERE each.word <> '';
        RETURN NULL;
      END $$`);
    // The owner is under the policies too, and no practice is chosen here: for this one statement it is not.
    for (const table of ['patient', 'patient_search_word'])
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`INSERT INTO patient_search_word (practice_id, word, patient_id)
      SELECT p.practice_id, each.word, p.id
        FROM patient p, regexp_split_to_table(patient_mrn_words(p.mrn), ' +') each(word)
       WHERE each.word <> '' ON CONFLICT DO NOTHING`);
    for (const table of ['patient', 'patient_search_word'])
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
