import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What reports count: one row per session and one per completed injection, with the day and the month of the
 * clinic's own zone. `security_invoker`: the policies of the tables below apply to whoever asks, or a report would
 * show every practice.
 */
export class ReportingViews1795000000009 implements MigrationInterface {
  name = 'ReportingViews1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE VIEW report_session WITH (security_invoker = true) AS
      SELECT s.practice_id, s.id, s.id AS session_id, NULL::uuid AS injection_id, s.clinic_id, s.starts_at AS at, s.starts_at,
             (s.starts_at AT TIME ZONE c.time_zone)::date AS day,
             to_char(s.starts_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month,
             s.patient_id, p.mrn, p.family_name || ', ' || p.given_name AS patient_name,
             s.physician_id, h.name AS physician_name, s.room_id, r.name AS room_name,
             s.procedure_type_id, y.code AS procedure_code, y.name AS procedure_name,
             s.sedation, t.purpose, t.side, s.state, s.cancel_reason
        FROM session s
        JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
        JOIN resource h ON h.practice_id = s.practice_id AND h.id = s.physician_id
        JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.room_id
        JOIN procedure_type y ON y.practice_id = s.practice_id AND y.id = s.procedure_type_id
        JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id`);
    // An injection that was not done, or entered in error, is no injection (clinical reference, hazard H20).
    await runner.query(`CREATE VIEW report_injection WITH (security_invoker = true) AS
      SELECT i.practice_id, i.id, i.session_id, i.id AS injection_id, v.clinic_id, i.needle_out_at AS at, v.starts_at,
             (i.needle_out_at AT TIME ZONE c.time_zone)::date AS day,
             to_char(i.needle_out_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month,
             v.patient_id, v.mrn, v.patient_name, v.physician_id, v.physician_name, v.room_id, v.room_name,
             v.procedure_type_id, v.procedure_code, v.procedure_name, v.sedation, v.purpose, i.side, v.state, v.cancel_reason
        FROM injection i
        JOIN report_session v ON v.practice_id = i.practice_id AND v.id = i.session_id
        JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id
       WHERE i.status = 'completed'`);
    await runner.query(`GRANT SELECT ON report_session, report_injection TO lull_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
