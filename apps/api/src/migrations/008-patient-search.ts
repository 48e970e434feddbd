import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words by which a patient is found. A trigram index on the name would never be used: under row-level
 * security a condition that is not leakproof (LIKE, regular expressions, trigrams) is asked only after the
 * policy, row by row. Comparisons of text are leakproof, so the beginning of a word is a range of this
 * table's key. A trigger keeps it, so that no way in can forget it.
 */
export class PatientSearch1795000000008 implements MigrationInterface {
  name = 'PatientSearch1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE patient_search_word (
      practice_id uuid NOT NULL,
      word text COLLATE "C" NOT NULL,
      patient_id uuid NOT NULL,
      CONSTRAINT patient_search_word_identity PRIMARY KEY (practice_id, word, patient_id),
      CONSTRAINT patient_search_word_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX patient_search_word_by_patient ON patient_search_word (practice_id, patient_id)`,
    );
    await runner.query(`ALTER TABLE patient_search_word ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE patient_search_word FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY patient_search_word_own_practice ON patient_search_word
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON patient_search_word TO lull_app`);
    // The name is folded already (libs/domain/patients/search-words); of the MRN only signs and case are taken away.
    await runner.query(`CREATE FUNCTION patient_search_words() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF NEW.search_name = OLD.search_name AND NEW.mrn = OLD.mrn THEN RETURN NULL; END IF;
          DELETE FROM patient_search_word w WHERE w.practice_id = NEW.practice_id AND w.patient_id = NEW.id;
        END IF;
        INSERT INTO patient_search_word (practice_id, word, patient_id)
          SELECT DISTINCT NEW.practice_id, each.word, NEW.id
            FROM regexp_split_to_table(NEW.search_name || ' ' || regexp_replace(lower(NEW.mrn), '[^[:alnum:]]', '', 'g'), ' +') each(word)
           WHERE each.word <> '';
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER patient_searchable AFTER INSERT OR UPDATE OF search_name, mrn ON patient
      FOR EACH ROW EXECUTE FUNCTION patient_search_words()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
