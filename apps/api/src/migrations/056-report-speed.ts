import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The views of reports once more, with the same columns and rows, so that a million of them are counted in a second or
 * two. What only gives a row its name is joined from the left, by keys that must exist: the planner leaves such a join
 * out where nobody asks for the name. Visits read each session once.
 */
export class ReportSpeed1795000000056 implements MigrationInterface {
  name = 'ReportSpeed1795000000056';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, select] of Object.entries(views))
      await runner.query(`CREATE OR REPLACE VIEW ${name} WITH (security_invoker = true) AS ${select}`);
    // The report of intervals looks at its own range alone.
    await runner.query(`DROP VIEW report_interval`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

const sessionColumns = `s.practice_id, s.id, s.id AS session_id, NULL::uuid AS injection_id, s.clinic_id, s.starts_at AS at, s.starts_at,
    (s.starts_at AT TIME ZONE c.time_zone)::date AS day,
    to_char(s.starts_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month,
    s.patient_id, p.mrn, p.family_name || ', ' || p.given_name AS patient_name,
    s.physician_id, h.name AS physician_name, s.room_id, r.name AS room_name,
    s.procedure_type_id, y.code AS procedure_code, y.name AS procedure_name,
    s.sedation, t.purpose, t.side, s.state, s.cancel_reason,
    date_trunc('week', s.starts_at AT TIME ZONE c.time_zone)::date AS week,
    c.name AS clinic_name, d.label AS condition, coalesce((SELECT a.payer FROM authorisation_unit u
      JOIN authorisation a ON a.practice_id = u.practice_id AND a.id = u.authorisation_id
     WHERE u.practice_id = s.practice_id AND u.session_id = s.id ORDER BY u.created_at DESC, u.id LIMIT 1), '-') AS payer`;

const sessions = `session s
  JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
  LEFT JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  LEFT JOIN resource h ON h.practice_id = s.practice_id AND h.id = s.physician_id
  LEFT JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.room_id
  LEFT JOIN procedure_type y ON y.practice_id = s.practice_id AND y.id = s.procedure_type_id
  LEFT JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id
  LEFT JOIN condition d ON d.practice_id = t.practice_id AND d.id = t.condition_id`;

const localDay = `(s.starts_at AT TIME ZONE c.time_zone)::date`;

/** What became of a session, and how long before it was known. */
const outcome = `CASE WHEN s.state = 'no-show' THEN 'no-show' WHEN s.state = 'cancelled' THEN s.cancel_reason END AS cause,
    CASE WHEN s.state = 'no-show' THEN 'none' WHEN s.state <> 'cancelled' THEN NULL WHEN s.ended_at IS NULL THEN 'unknown'
      WHEN (s.ended_at AT TIME ZONE c.time_zone)::date >= ${localDay} THEN 'same-day'
      WHEN s.starts_at - s.ended_at < interval '24 hours' THEN 'under-24-hours'
      WHEN s.starts_at - s.ended_at < interval '48 hours' THEN 'under-48-hours'
      WHEN s.starts_at - s.ended_at < interval '7 days' THEN 'under-7-days' ELSE 'seven-days' END AS notice,
    CASE s.cancel_reason WHEN 'no-escort' THEN 'escort-confirmed' WHEN 'not-fasted' THEN 'fasting-kept'
      WHEN 'no-authorisation' THEN 'authorisation' WHEN 'anticoagulant-not-held' THEN 'anticoagulant-decision'
      WHEN 'pregnancy-possible' THEN 'pregnancy-test' WHEN 'glucose-too-high' THEN 'glucose-plan'
      WHEN 'consent-missing' THEN 'consent-for-side' WHEN 'infection' THEN 'no-infection' END AS requirement`;

const minutesOf = (ranges: string): string =>
  `(SELECT coalesce(sum(date_part('epoch', upper(m) - lower(m)) / 60), 0) FROM unnest(${ranges}) m)`;

/** As `occursOn` says it (CAL-03). */
const occurs = `extract(isodow FROM d.day) = b.weekday AND CASE b.repeats
    WHEN 'weekly' THEN true
    WHEN 'every-n-weeks' THEN mod((date_trunc('week', d.day)::date - date_trunc('week', b.anchor_date)::date) / 7, b.every_weeks) = 0
    ELSE ceil(extract(day FROM d.day) / 7.0)::int = ANY (b.nths) END
  AND NOT (e.id IS NOT NULL AND e.starts IS NULL)`;

/**
 * As 045 has it, but for what filled released time: found by an index from begin to end of the release, as plain columns
 * (a policy lets no index be asked with a function of them), where it read every session of the clinic for each release.
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
        r.id AS release_id, coalesce(tstzmultirange(r.during), '{}') AS released_at,
        lower(r.during) AS release_begins, upper(r.during) AS release_ends, r.room_id AS release_room_id, r.released_at AS release_at
      FROM occurrence o LEFT JOIN block_time_release r ON r.practice_id = o.practice_id AND r.block_time_id = o.block_time_id
        AND r.date = o.day AND r.reclaimed_at IS NULL
     WHERE upper(o.during) <= now())
  SELECT o.practice_id, o.block_time_id::text || ':' || o.day AS id, o.clinic_id, o.clinic_name, o.time_zone, NULL::uuid AS patient_id,
         o.day, to_char(o.day, 'YYYY-MM') AS month, extract(isodow FROM o.day)::int::text AS weekday,
         o.physician_id, h.name AS physician_name, o.room_id, w.name AS room_name,
         lower(o.during) AS starts_at, upper(o.during) AS ends_at, o.open_at - o.released_at AS kept_at,
         ${minutesOf('o.open_at')} AS offered_minutes, ${minutesOf('o.open_at * o.released_at')} AS released_minutes,
         f.refilled_minutes,
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
                 AND s.state IN ('in-room', 'recovering', 'discharged')) t) v
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(s.duration_minutes), 0)::float8 AS refilled_minutes FROM session s
       WHERE s.practice_id = o.practice_id AND s.clinic_id = o.clinic_id AND s.room_id = o.release_room_id
         AND s.starts_at >= o.release_begins AND s.starts_at < o.release_ends
         AND coalesce(s.placed_at, s.created_at) >= o.release_at AND s.physician_id <> o.physician_id
         AND s.state NOT IN ('cancelled', 'no-show')) f`;

const views: Readonly<Record<string, string>> = {
  report_session: `SELECT ${sessionColumns} FROM ${sessions}`,
  report_visit: `SELECT ${sessionColumns}, c.time_zone, s.series_id, s.duration_minutes, s.created_at AS booked_at, s.ended_at,
    s.room_in_at, s.room_out_at, s.discharged_at, extract(isodow FROM ${localDay})::int::text AS weekday, ${outcome} FROM ${sessions}`,
  report_block_use: blockUse,
};
