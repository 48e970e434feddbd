import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every reference carries the practice, so that no row can point into another one. */
export class ForeignKeys1795000000003 implements MigrationInterface {
  name = 'ForeignKeys1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE audit_event ADD CONSTRAINT audit_event_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE audit_head ADD CONSTRAINT audit_head_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE member ADD CONSTRAINT member_account_exists FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE member ADD CONSTRAINT member_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE sign_in ADD CONSTRAINT sign_in_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id,id) ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection ADD CONSTRAINT injection_amends_another FOREIGN KEY (practice_id, amends) REFERENCES injection(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection ADD CONSTRAINT injection_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id,id,patient_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection ADD CONSTRAINT injection_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id,id,patient_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE drug_administration ADD CONSTRAINT drug_administration_injection_exists FOREIGN KEY (practice_id, injection_id) REFERENCES injection(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE skin_temperature ADD CONSTRAINT skin_temperature_injection_exists FOREIGN KEY (practice_id, injection_id) REFERENCES injection(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE complication ADD CONSTRAINT complication_injection_exists FOREIGN KEY (practice_id, injection_id) REFERENCES injection(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE pain_score ADD CONSTRAINT pain_score_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id,id,patient_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE pain_score ADD CONSTRAINT pain_score_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE clinical_flag ADD CONSTRAINT clinical_flag_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE condition ADD CONSTRAINT condition_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE patient ADD CONSTRAINT patient_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE requirement ADD CONSTRAINT requirement_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE clinic ADD CONSTRAINT clinic_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE opening_hours ADD CONSTRAINT opening_hours_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE closure ADD CONSTRAINT closure_resource_exists FOREIGN KEY (practice_id, resource_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE closure ADD CONSTRAINT closure_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE block_time ADD CONSTRAINT block_time_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE block_time ADD CONSTRAINT block_time_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE block_time ADD CONSTRAINT block_time_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE resource ADD CONSTRAINT resource_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE resource ADD CONSTRAINT resource_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE resource ADD CONSTRAINT resource_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE hold ADD CONSTRAINT hold_closure_exists FOREIGN KEY (practice_id, closure_id) REFERENCES closure(practice_id,id) ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE hold ADD CONSTRAINT hold_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE hold ADD CONSTRAINT hold_resource_exists FOREIGN KEY (practice_id, resource_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE procedure_type ADD CONSTRAINT procedure_type_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE resource_profile ADD CONSTRAINT resource_profile_procedure_type_exists FOREIGN KEY (practice_id, procedure_type_id) REFERENCES procedure_type(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_procedure_type_exists FOREIGN KEY (practice_id, procedure_type_id) REFERENCES procedure_type(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id,id,patient_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session ADD CONSTRAINT session_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session_override ADD CONSTRAINT session_override_member_exists FOREIGN KEY (practice_id, overridden_by) REFERENCES member(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE session_override ADD CONSTRAINT session_override_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE follow_up_task ADD CONSTRAINT follow_up_task_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id,id,patient_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE follow_up_task ADD CONSTRAINT follow_up_task_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE authorisation ADD CONSTRAINT authorisation_series_exists FOREIGN KEY (practice_id, series_id) REFERENCES injection_series(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE authorisation ADD CONSTRAINT authorisation_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE decision ADD CONSTRAINT decision_member_exists FOREIGN KEY (practice_id, decided_by) REFERENCES member(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE decision ADD CONSTRAINT decision_injection_exists FOREIGN KEY (practice_id, injection_id) REFERENCES injection(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE decision ADD CONSTRAINT decision_series_exists FOREIGN KEY (practice_id, series_id) REFERENCES injection_series(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection_series ADD CONSTRAINT injection_series_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection_series ADD CONSTRAINT injection_series_procedure_type_exists FOREIGN KEY (practice_id, procedure_type_id) REFERENCES procedure_type(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection_series ADD CONSTRAINT injection_series_condition_exists FOREIGN KEY (practice_id, condition_id) REFERENCES condition(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE injection_series ADD CONSTRAINT injection_series_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id,id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
