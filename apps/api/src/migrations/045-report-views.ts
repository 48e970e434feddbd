import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the reports of one shape count: views with one row per thing counted, each with `practice_id`, `id`,
 * `clinic_id`, `day`, `patient_id` and `time_zone`. `security_invoker`: the policies of the tables below apply to whoever
 * asks.
 */
export class ReportViews1795000000045 implements MigrationInterface {
  name = 'ReportViews1795000000045';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, select] of Object.entries(views)) {
      await runner.query(`CREATE VIEW ${name} WITH (security_invoker = true) AS ${select}`);
      await runner.query(`GRANT SELECT ON ${name} TO lull_app`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

const minutesOf = (ranges: string): string =>
  `(SELECT coalesce(sum(date_part('epoch', upper(m) - lower(m)) / 60), 0) FROM unnest(${ranges}) m)`;

/** As `occursOn` says it (CAL-03). */
const occurs = `extract(isodow FROM d.day) = b.weekday AND CASE b.repeats
    WHEN 'weekly' THEN true
    WHEN 'every-n-weeks' THEN mod((date_trunc('week', d.day)::date - date_trunc('week', b.anchor_date)::date) / 7, b.every_weeks) = 0
    ELSE ceil(extract(day FROM d.day) / 7.0)::int = ANY (b.nths) END
  AND NOT (e.id IS NOT NULL AND e.starts IS NULL)`;

/**
 * Occurrences of block time that are over: what was offered, given away, and what its owner did in it. Kept apart, with
 * begin and end as plain columns: a policy lets no index be asked with a function of them.
 */
const blockUse = `WITH occurrence AS (
    SELECT b.practice_id, b.id AS block_time_id, b.clinic_id, c.name AS clinic_name, c.time_zone, b.physician_id,
           coalesce(e.room_id, b.room_id) AS room_id, d.day,
           tstzrange((d.day + coalesce(e.starts, b.starts)) AT TIME ZONE c.time_zone,
                     (d.day + coalesce(e.ends, b.ends)) AT TIME ZONE c.time_zone) AS during
      FROM block_time b JOIN clinic c ON c.practice_id = b.practice_id AND c.id = b.clinic_id
      CROSS JOIN LATERAL (SELECT g::date AS day FROM generate_series(b.valid_from::timestamp,
        least(b.valid_to, (now() AT TIME ZONE c.time_zone)::date)::timestamp, interval '1 day') g) d
      LEFT JOIN block_time_exception e ON e.practice_id = b.practice_id AND e.block_time_id = b.id AND e.date = d.day
     WHERE ${occurs}),
  offered AS MATERIALIZED (
    SELECT o.*, lower(o.during) AS begins_at, upper(o.during) AS ends_at, tstzmultirange(o.during) - coalesce((SELECT range_agg(x.during) FROM closure x
        WHERE x.practice_id = o.practice_id AND x.clinic_id = o.clinic_id AND x.during && o.during
          AND (x.resource_id IS NULL OR x.resource_id IN (o.room_id, o.physician_id))), '{}') AS open_at,
        r.id AS release_id, coalesce(tstzmultirange(r.during), '{}') AS released_at
      FROM occurrence o LEFT JOIN block_time_release r ON r.practice_id = o.practice_id AND r.block_time_id = o.block_time_id
        AND r.date = o.day AND r.reclaimed_at IS NULL
     WHERE upper(o.during) <= now())
  SELECT o.practice_id, o.block_time_id::text || ':' || o.day AS id, o.clinic_id, o.clinic_name, o.time_zone, NULL::uuid AS patient_id,
         o.day, to_char(o.day, 'YYYY-MM') AS month, extract(isodow FROM o.day)::int::text AS weekday,
         o.physician_id, h.name AS physician_name, o.room_id, w.name AS room_name,
         lower(o.during) AS starts_at, upper(o.during) AS ends_at, o.open_at - o.released_at AS kept_at,
         ${minutesOf('o.open_at')} AS offered_minutes, ${minutesOf('o.open_at * o.released_at')} AS released_minutes,
         coalesce((SELECT sum(x.refilled_minutes) FROM report_block_time_release x
           WHERE x.practice_id = o.practice_id AND x.id = o.release_id), 0)::float8 AS refilled_minutes,
         v.visits, v.stays, coalesce(${minutesOf('v.stays * (o.open_at - o.released_at)')}, 0) AS used_minutes,
         v.first_planned_at, v.first_in_at,
         greatest(0, date_part('epoch', v.last_out_at - upper(o.during)) / 60) AS overrun_minutes
    FROM offered o
    JOIN resource h ON h.practice_id = o.practice_id AND h.id = o.physician_id
    JOIN resource w ON w.practice_id = o.practice_id AND w.id = o.room_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS visits, coalesce(range_agg(tstzrange(t.in_at, greatest(t.in_at, t.out_at))), '{}') AS stays,
             min(t.starts_at) AS first_planned_at, (array_agg(t.in_at ORDER BY t.starts_at, t.id))[1] AS first_in_at, max(t.out_at) AS last_out_at
        FROM (SELECT s.id, s.starts_at, coalesce(s.room_in_at, s.starts_at) AS in_at,
                     coalesce(s.room_out_at, coalesce(s.room_in_at, s.starts_at) + make_interval(mins => s.duration_minutes)) AS out_at
                FROM session s
               WHERE s.practice_id = o.practice_id AND s.clinic_id = o.clinic_id AND s.room_id = o.room_id
                 AND s.physician_id = o.physician_id AND s.starts_at >= o.begins_at AND s.starts_at < o.ends_at
                 AND s.state IN ('in-room', 'recovering', 'discharged')) t) v`;

/** Sessions with what became of them, and how long before it was known. */
const visit = `SELECT v.*, c.time_zone, s.series_id, s.duration_minutes, s.created_at AS booked_at, s.ended_at, s.room_in_at, s.room_out_at, s.discharged_at,
    extract(isodow FROM v.day)::int::text AS weekday,
    CASE WHEN v.state = 'no-show' THEN 'no-show' WHEN v.state = 'cancelled' THEN v.cancel_reason END AS cause,
    CASE WHEN v.state = 'no-show' THEN 'none' WHEN v.state <> 'cancelled' THEN NULL WHEN s.ended_at IS NULL THEN 'unknown'
      WHEN (s.ended_at AT TIME ZONE c.time_zone)::date >= v.day THEN 'same-day'
      WHEN v.starts_at - s.ended_at < interval '24 hours' THEN 'under-24-hours'
      WHEN v.starts_at - s.ended_at < interval '48 hours' THEN 'under-48-hours'
      WHEN v.starts_at - s.ended_at < interval '7 days' THEN 'under-7-days' ELSE 'seven-days' END AS notice,
    CASE v.cancel_reason WHEN 'no-escort' THEN 'escort-confirmed' WHEN 'not-fasted' THEN 'fasting-kept'
      WHEN 'no-authorisation' THEN 'authorisation' WHEN 'anticoagulant-not-held' THEN 'anticoagulant-decision'
      WHEN 'pregnancy-possible' THEN 'pregnancy-test' WHEN 'glucose-too-high' THEN 'glucose-plan'
      WHEN 'consent-missing' THEN 'consent-for-side' WHEN 'infection' THEN 'no-infection' END AS requirement
  FROM report_session v
  JOIN session s ON s.practice_id = v.practice_id AND s.id = v.id
  JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id`;

/** Series from the day they were opened, with how far they came. The clinic is that of the first session. */
const course = `SELECT t.practice_id, t.id, f.clinic_id, coalesce(c.name, 'No session yet') AS clinic_name, coalesce(c.time_zone, 'UTC') AS time_zone,
    t.patient_id, p.mrn, p.family_name || ', ' || p.given_name AS patient_name, t.opened_on AS day, to_char(t.opened_on, 'YYYY-MM') AS month,
    t.physician_id, h.name AS physician_name, t.procedure_type_id, y.code AS procedure_code, y.name AS procedure_name,
    t.side, t.purpose, d.label AS condition, t.state, t.end_reason, t.planned_count,
    n.sessions, n.done, n.first_day, n.first_day - t.opened_on AS days_to_first
  FROM injection_series t
  JOIN patient p ON p.practice_id = t.practice_id AND p.id = t.patient_id
  JOIN resource h ON h.practice_id = t.practice_id AND h.id = t.physician_id
  JOIN procedure_type y ON y.practice_id = t.practice_id AND y.id = t.procedure_type_id
  JOIN condition d ON d.practice_id = t.practice_id AND d.id = t.condition_id
  LEFT JOIN LATERAL (SELECT s.clinic_id FROM session s WHERE s.practice_id = t.practice_id AND s.series_id = t.id
    ORDER BY s.starts_at, s.id LIMIT 1) f ON true
  LEFT JOIN clinic c ON c.practice_id = t.practice_id AND c.id = f.clinic_id
  CROSS JOIN LATERAL (SELECT
      (SELECT count(*)::int FROM session s WHERE s.practice_id = t.practice_id AND s.series_id = t.id) AS sessions,
      count(DISTINCT i.session_id)::int AS done,
      min((i.needle_out_at AT TIME ZONE coalesce(c.time_zone, 'UTC'))::date) AS first_day
    FROM injection i WHERE i.practice_id = t.practice_id AND i.series_id = t.id AND i.status = 'completed') n`;

/** Days from one visit with a completed injection to the next of the same series, beside what was planned. */
const interval = `SELECT v.practice_id, v.id, v.clinic_id, v.clinic_name, c.time_zone, v.patient_id, v.mrn, v.patient_name, v.day, v.month,
    v.physician_id, v.physician_name, v.procedure_type_id, v.procedure_code, v.procedure_name,
    t.minimum_interval_days, t.target_interval_days, t.maximum_interval_days, b.day AS day_before, v.day - b.day AS interval_days
  FROM report_session v
  JOIN session s ON s.practice_id = v.practice_id AND s.id = v.id
  JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id
  JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id
  CROSS JOIN LATERAL (SELECT (o.starts_at AT TIME ZONE c.time_zone)::date AS day FROM session o
    WHERE o.practice_id = s.practice_id AND o.series_id = s.series_id AND o.starts_at < s.starts_at
      AND EXISTS (SELECT 1 FROM injection i WHERE i.practice_id = o.practice_id AND i.session_id = o.id AND i.status = 'completed')
    ORDER BY o.starts_at DESC, o.id LIMIT 1) b
  WHERE EXISTS (SELECT 1 FROM injection i WHERE i.practice_id = s.practice_id AND i.session_id = s.id AND i.status = 'completed')`;

/** Complications of completed injections. */
const complication = `SELECT v.practice_id, x.id, v.clinic_id, v.clinic_name, c.time_zone, v.patient_id, v.mrn, v.patient_name, v.day, v.month,
    v.physician_id, v.physician_name, v.procedure_type_id, v.procedure_code, v.procedure_name, v.sedation,
    v.injection_id, x.code, x.tier, x.grade, x.causality
  FROM complication x
  JOIN report_injection v ON v.practice_id = x.practice_id AND v.id = x.injection_id
  JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id`;

/** Rules that somebody set aside with a reason: of booking, and of readiness. */
const override = `SELECT v.practice_id, o.id, v.clinic_id, v.clinic_name, c.time_zone, v.patient_id, v.mrn, v.patient_name,
    (o.at AT TIME ZONE c.time_zone)::date AS day, to_char(o.at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month, o.at, v.starts_at,
    v.physician_id, v.physician_name, v.procedure_code, o.kind, o.code, o.reason, o.member_id, coalesce(m.name, 'Not recorded') AS member_name
  FROM (SELECT practice_id, id, session_id, 'booking' AS kind, code, reason, overridden_by AS member_id, overridden_at AS at FROM session_override
        UNION ALL SELECT practice_id, id, session_id, 'readiness', 'waived.' || kind, reason, recorded_by, at
          FROM requirement_evidence WHERE outcome = 'waived') o
  JOIN report_session v ON v.practice_id = o.practice_id AND v.id = o.session_id
  JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id
  LEFT JOIN member m ON m.practice_id = o.practice_id AND m.id = o.member_id`;

const views: Readonly<Record<string, string>> = {
  report_block_use: blockUse,
  report_visit: visit,
  report_course: course,
  report_interval: interval,
  report_complication: complication,
  report_override: override,
};
