import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The physician's word with all that it did: the coded reason of a stop, the response it answered, what of the plan it
 * changed, which sessions it moved and which task it opened. A word that is taken back stays; a row of its own says so.
 */
export class Decisions1795000000033 implements MigrationInterface {
  name = 'Decisions1795000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNIQUE INDEX injection_of_series ON injection (practice_id, id, series_id)`);
    await runner.query(`CREATE UNIQUE INDEX decision_of_series ON decision (practice_id, id, series_id)`);
    await runner.query(`ALTER TABLE decision
      ADD COLUMN end_reason text,
      ADD COLUMN responses jsonb,
      ADD COLUMN definition text,
      ADD COLUMN policy text,
      ADD COLUMN changes jsonb,
      ADD COLUMN drugs text,
      ADD COLUMN session_ids uuid[] NOT NULL DEFAULT '{}',
      ADD COLUMN task_id uuid,
      ADD COLUMN entry_id uuid,
      ADD COLUMN state_before text,
      ADD COLUMN takes_back uuid,
      DROP CONSTRAINT decision_word_known,
      DROP CONSTRAINT decision_injection_exists,
      ADD CONSTRAINT decision_word_known CHECK (word IN ('continue','pause','change','stop','taken-back')),
      ADD CONSTRAINT decision_end_reason_known CHECK (end_reason IN ('plan-completed','lasting-relief','no-response','adverse-event','patient-choice','diagnosis-changed','treatment-changed','contraindication','authorisation-denied','lost-to-follow-up','deceased','other')),
      ADD CONSTRAINT decision_end_reason_of_stop CHECK (end_reason IS NULL OR word = 'stop'),
      ADD CONSTRAINT decision_drugs_present CHECK (btrim(drugs) <> ''),
      ADD CONSTRAINT decision_state_before_known CHECK (state_before IN ('proposed','active','paused')),
      ADD CONSTRAINT decision_taken_back_names_which CHECK ((word = 'taken-back') = (takes_back IS NOT NULL)),
      ADD CONSTRAINT decision_injection_of_series FOREIGN KEY (practice_id, injection_id, series_id) REFERENCES injection(practice_id, id, series_id) NOT VALID,
      ADD CONSTRAINT decision_taken_back_of_series FOREIGN KEY (practice_id, takes_back, series_id) REFERENCES decision(practice_id, id, series_id) NOT VALID,
      ADD CONSTRAINT decision_task_exists FOREIGN KEY (practice_id, task_id) REFERENCES follow_up_task(practice_id, id) NOT VALID,
      ADD CONSTRAINT decision_entry_exists FOREIGN KEY (practice_id, entry_id) REFERENCES waitlist_entry(practice_id, id) NOT VALID`);
    await runner.query(
      `CREATE UNIQUE INDEX decision_taken_back_once ON decision (practice_id, takes_back) WHERE takes_back IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
