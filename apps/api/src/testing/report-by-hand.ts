import { currentReliefDefinitions } from '@lull/domain';
import type { ReportCode } from '@lull/contracts';

/** One total of a report, counted from the tables alone: `$1` practice, `$2` and `$3` days. */
export interface ByHand {
  readonly table: string;
  readonly figure: string;
  readonly sql: string;
  /** Whether the demonstration must have some; true unless said otherwise. */
  readonly some?: boolean;
}

const local = (instant: string): string => `(${instant} AT TIME ZONE c.time_zone)::date`;
const clinicOf = `JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id`;
const sessions = (what: string, where: string): string =>
  `SELECT ${what} AS n FROM session s ${clinicOf} WHERE s.practice_id = $1 AND ${local('s.starts_at')} BETWEEN $2 AND $3 AND ${where}`;
const count = 'count(*)';
const lost = `s.state IN ('cancelled', 'no-show')`;
const onTheDay = `(s.state = 'no-show' OR (s.state = 'cancelled' AND s.ended_at IS NOT NULL AND ${local('s.ended_at')} >= ${local('s.starts_at')}))`;
const took = `s.state IN ('in-room', 'recovering', 'discharged')`;

/** Weekly block time of the demonstration, day by day; it has neither exceptions nor closures. */
const occurrences = (what: string, from: string): string => `WITH o AS (
    SELECT b.*, d::date AS day, (d::date + b.starts) AT TIME ZONE c.time_zone AS begins, (d::date + b.ends) AT TIME ZONE c.time_zone AS over,
           EXISTS (SELECT 1 FROM block_time_release r WHERE r.block_time_id = b.id AND r.date = d::date AND r.reclaimed_at IS NULL) AS released
      FROM block_time b JOIN clinic c ON c.id = b.clinic_id CROSS JOIN generate_series($2::date, $3::date, interval '1 day') d
     WHERE b.practice_id = $1 AND extract(isodow FROM d) = b.weekday AND d::date >= b.valid_from AND (b.valid_to IS NULL OR d::date <= b.valid_to)
       AND (d::date + b.ends) AT TIME ZONE c.time_zone <= now()),
  v AS (SELECT o.id, o.day, o.begins, o.over, o.released, s.id AS session_id, s.starts_at, coalesce(s.room_in_at, s.starts_at) AS in_at,
               coalesce(s.room_out_at, coalesce(s.room_in_at, s.starts_at) + make_interval(mins => s.duration_minutes)) AS out_at
          FROM o JOIN session s ON s.practice_id = o.practice_id AND s.room_id = o.room_id AND s.physician_id = o.physician_id
           AND s.starts_at >= o.begins AND s.starts_at < o.over AND ${took}),
  f AS (SELECT DISTINCT ON (id, day) * FROM v ORDER BY id, day, starts_at, session_id)
  SELECT ${what} AS n FROM ${from}`;
const minutes = (interval: string): string => `extract(epoch FROM ${interval}) / 60`;

const visits = `SELECT DISTINCT s.series_id, s.id, s.starts_at, ${local('s.starts_at')} AS day, t.target_interval_days AS target,
    t.minimum_interval_days AS least, t.maximum_interval_days AS most
  FROM session s ${clinicOf} JOIN injection i ON i.session_id = s.id AND i.status = 'completed' JOIN injection_series t ON t.id = s.series_id
 WHERE s.practice_id = $1`;
const intervals = (what: string): string =>
  `SELECT ${what} AS n FROM (SELECT v.*, day - lag(day) OVER (PARTITION BY series_id ORDER BY starts_at) AS days FROM (${visits}) v) x
    WHERE days IS NOT NULL AND day BETWEEN $2 AND $3`;

const series = (what: string, where = 'true'): string =>
  `SELECT ${what} AS n FROM injection_series t WHERE t.practice_id = $1 AND t.opened_on BETWEEN $2 AND $3 AND ${where}`;
const done = `(SELECT count(DISTINCT session_id) FROM injection i WHERE i.series_id = t.id AND i.status = 'completed')`;
const { name, version } = currentReliefDefinitions.primary;

const injections = (what: string, where = 'true'): string =>
  `SELECT ${what} AS n FROM injection i JOIN session s ON s.id = i.session_id ${clinicOf}
    WHERE i.practice_id = $1 AND i.status = 'completed' AND ${local('i.needle_out_at')} BETWEEN $2 AND $3 AND ${where}`;
const complications = (where = 'true'): string =>
  `SELECT count(*) AS n FROM complication x JOIN injection i ON i.id = x.injection_id AND i.status = 'completed' JOIN session s ON s.id = i.session_id ${clinicOf}
    WHERE x.practice_id = $1 AND ${local('i.needle_out_at')} BETWEEN $2 AND $3 AND ${where}`;
const stayed = `s.discharged_at > s.room_out_at`;

const overrides = `SELECT count(*) AS n FROM session_override o JOIN session s ON s.id = o.session_id ${clinicOf}
  WHERE o.practice_id = $1 AND ${local('o.overridden_at')} BETWEEN $2 AND $3`;
const waivers = `SELECT count(*) AS n FROM requirement_evidence e JOIN session s ON s.id = e.session_id ${clinicOf}
  WHERE e.practice_id = $1 AND e.outcome = 'waived' AND ${local('e.at')} BETWEEN $2 AND $3`;

/** Each day of each link, with the last injection before it: what a calendar on the wall would show. */
const diaryDays = (where = 'true'): string => `SELECT count(*) AS n FROM (
    SELECT DISTINCT l.patient_id, d::date AS day, (SELECT max(${local('i.needle_out_at')}) FROM injection i
        JOIN session s ON s.id = i.session_id ${clinicOf} JOIN injection_series t ON t.id = i.series_id AND t.target_symptom <> 'perfusion'
       WHERE i.practice_id = $1 AND i.patient_id = l.patient_id AND i.status = 'completed' AND ${local('i.needle_out_at')} <= d::date) AS last
      FROM (SELECT l.*, (SELECT c.time_zone FROM session s ${clinicOf} WHERE s.practice_id = $1 AND s.patient_id = l.patient_id LIMIT 1) AS zone
              FROM patient_link l WHERE l.practice_id = $1) l
      CROSS JOIN generate_series($2::date, $3::date, interval '1 day') d
     WHERE d::date BETWEEN (l.created_at AT TIME ZONE l.zone)::date AND (least(l.expires_at, l.revoked_at, now()) AT TIME ZONE l.zone)::date) x
  WHERE (day - last < 14 OR mod(day - last, 7) IN (0, 3)) AND ${where}`;
const entry = `EXISTS (SELECT 1 FROM diary_entry e WHERE e.practice_id = $1 AND e.patient_id = x.patient_id AND e.slot = x.day::text)`;

/** What others put into released time after its release. */
const refills = `SELECT coalesce(sum(s.duration_minutes), 0) AS n FROM block_time_release r JOIN block_time b ON b.id = r.block_time_id
  JOIN session s ON s.practice_id = r.practice_id AND s.room_id = r.room_id AND s.physician_id <> b.physician_id
   AND s.state NOT IN ('cancelled', 'no-show') AND r.during @> s.starts_at::timestamptz AND coalesce(s.placed_at, s.created_at) >= r.released_at
 WHERE r.practice_id = $1 AND r.date BETWEEN $2 AND $3 AND r.reclaimed_at IS NULL AND upper(r.during) <= now()`;

/** Written by hand over the tables, and not over the views that the reports read. */
export const countsByHand: Readonly<Record<ReportCode, readonly ByHand[]>> = {
  'block-time': [
    { table: 'use', figure: 'occurrences', sql: occurrences(count, 'o') },
    { table: 'use', figure: 'offered', sql: occurrences(`sum(${minutes('over - begins')})`, 'o') },
    {
      table: 'use',
      figure: 'released',
      sql: occurrences(`coalesce(sum(${minutes('over - begins')}), 0)`, 'o WHERE released'),
    },
    { table: 'use', figure: 'refilled', sql: refills, some: false },
    {
      table: 'use',
      figure: 'used',
      // From where the visits before have ended, so that no minute counts twice.
      sql: occurrences(
        `sum(${minutes('least(out_at, over) - later')})`,
        `(SELECT v.*, greatest(in_at, begins, max(out_at) OVER (PARTITION BY id, day ORDER BY in_at, session_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS later FROM v WHERE NOT released) l WHERE least(out_at, over) > later`,
      ),
    },
    {
      table: 'use',
      figure: 'credit',
      sql: occurrences(`10 * (count(*) - count(DISTINCT (id, day)))`, 'v'),
    },
    { table: 'use', figure: 'firsts', sql: occurrences(count, 'f') },
    {
      table: 'use',
      figure: 'on-time',
      sql: occurrences(count, `f WHERE in_at <= starts_at + interval '5 minutes'`),
    },
    {
      table: 'use',
      figure: 'overrun',
      some: false,
      sql: occurrences(
        `coalesce(sum(${minutes("greatest(last - over, interval '0')")}), 0)`,
        `(SELECT id, day, over, max(out_at) AS last FROM v GROUP BY 1, 2, 3) l`,
      ),
    },
    {
      table: 'use',
      figure: 'idle',
      // Gaps before, between and after the visits, each visit with ten minutes behind it.
      sql: occurrences(
        `coalesce(sum(${minutes('gap')}) FILTER (WHERE gap >= interval '30 minutes'), 0)`,
        `(
        SELECT least(next_in, over) - greatest(busy_until, begins) AS gap FROM (
          SELECT begins, over, max(out_at + interval '10 minutes') OVER w AS busy_until, coalesce(lead(in_at) OVER w, over) AS next_in
            FROM v WHERE NOT released WINDOW w AS (PARTITION BY id, day ORDER BY in_at, session_id)
          UNION ALL SELECT begins, over, begins, min(in_at) FROM v WHERE NOT released GROUP BY id, day, begins, over
          UNION ALL SELECT begins, over, begins, over FROM o WHERE NOT released AND NOT EXISTS (SELECT 1 FROM v WHERE v.id = o.id AND v.day = o.day)) g) x`,
      ),
    },
  ],
  cancellations: [
    { table: 'losses', figure: 'lost', sql: sessions(count, lost) },
    { table: 'losses', figure: 'cancelled', sql: sessions(count, `s.state = 'cancelled'`) },
    { table: 'losses', figure: 'no-shows', sql: sessions(count, `s.state = 'no-show'`) },
    { table: 'losses', figure: 'day-of', sql: sessions(count, onTheDay) },
    { table: 'losses', figure: 'minutes', sql: sessions('sum(s.duration_minutes)', onTheDay) },
    { table: 'rates', figure: 'planned', sql: sessions(count, 'true') },
    {
      table: 'rates',
      figure: 'no-show-share',
      sql: sessions(`100.0 * count(*) FILTER (WHERE s.state = 'no-show') / count(*)`, 'true'),
    },
  ],
  access: [
    { table: 'first-injection', figure: 'opened', sql: series(count) },
    { table: 'first-injection', figure: 'injected', sql: series(count, `${done} > 0`) },
    {
      table: 'first-injection',
      figure: 'waiting',
      sql: series(count, `${done} = 0 AND t.state IN ('proposed', 'active', 'paused')`),
    },
    {
      table: 'first-injection',
      figure: 'median-wait',
      sql: series(
        `percentile_cont(0.5) WITHIN GROUP (ORDER BY (SELECT min(${local('i.needle_out_at')}) FROM injection i JOIN session s ON s.id = i.session_id ${clinicOf}
           WHERE i.series_id = t.id AND i.status = 'completed') - t.opened_on)`,
      ),
    },
    { table: 'intervals', figure: 'intervals', sql: intervals(count) },
    {
      table: 'intervals',
      figure: 'median-interval',
      sql: intervals('percentile_cont(0.5) WITHIN GROUP (ORDER BY days)'),
    },
    {
      table: 'intervals',
      figure: 'drift',
      sql: intervals('percentile_cont(0.5) WITHIN GROUP (ORDER BY days - target)'),
      some: false,
    },
    {
      table: 'intervals',
      figure: 'in-window',
      sql: intervals('count(*) FILTER (WHERE days BETWEEN least AND most)'),
    },
  ],
  series: [
    { table: 'funnel', figure: 'planned', sql: series(count) },
    {
      table: 'funnel',
      figure: 'booked',
      sql: series(count, `EXISTS (SELECT 1 FROM session s WHERE s.series_id = t.id)`),
    },
    { table: 'funnel', figure: 'done', sql: series(count, `${done} > 0`) },
    {
      table: 'funnel',
      figure: 'responded',
      sql: series(
        count,
        `t.id IN (SELECT series_id FROM injection_relief WHERE definition = '${name}' AND definition_version = '${version}' AND response = 'responder')`,
      ),
    },
    { table: 'funnel', figure: 'stopped', sql: series(count, `t.state = 'stopped'`) },
    { table: 'funnel', figure: 'injections-planned', sql: series('sum(t.planned_count)') },
    { table: 'funnel', figure: 'injections-done', sql: series(`sum(${done})`) },
    { table: 'endings', figure: 'ended', sql: series(count, `t.state IN ('completed', 'stopped')`) },
    {
      table: 'endings',
      figure: 'median-length',
      sql: series(
        `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${done})`,
        `t.state IN ('completed', 'stopped')`,
      ),
    },
    { table: 'length', figure: 'series', sql: series(count) },
    { table: 'length', figure: 'running', sql: series(count, `t.state IN ('proposed', 'active', 'paused')`) },
  ],
  sedation: [
    { table: 'mix', figure: 'visits', sql: sessions(count, took) },
    { table: 'mix', figure: 'none', sql: sessions(count, `${took} AND s.sedation = 'none'`) },
    { table: 'mix', figure: 'moderate', sql: sessions(count, `${took} AND s.sedation = 'moderate'`) },
    {
      table: 'mix',
      figure: 'sedated',
      sql: sessions(count, `${took} AND s.sedation IN ('moderate', 'deep')`),
    },
  ],
  recovery: [
    { table: 'stays', figure: 'stays', sql: sessions(count, stayed) },
    {
      table: 'stays',
      figure: 'minutes',
      sql: sessions(`sum(${minutes('s.discharged_at - s.room_out_at')})`, stayed),
    },
    {
      table: 'stays',
      figure: 'median',
      sql: sessions(
        `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes('s.discharged_at - s.room_out_at')})`,
        stayed,
      ),
    },
    {
      table: 'stays',
      figure: 'peak',
      sql: sessions(
        // Nobody stays half a day: the index need not look further.
        `max((SELECT count(*) FROM session o WHERE o.practice_id = s.practice_id AND o.clinic_id = s.clinic_id
           AND o.starts_at > s.starts_at - interval '12 hours' AND o.starts_at < s.starts_at + interval '12 hours'
           AND o.room_out_at <= s.room_out_at AND o.discharged_at > s.room_out_at))`,
        stayed,
      ),
    },
  ],
  complications: [
    { table: 'complications', figure: 'complications', sql: complications() },
    { table: 'complications', figure: 'grave', sql: complications('x.grade >= 3'), some: false },
    { table: 'rates', figure: 'injections', sql: injections(count) },
    {
      table: 'rates',
      figure: 'with',
      sql: injections(count, 'i.id IN (SELECT injection_id FROM complication)'),
    },
  ],
  diary: [
    { table: 'contacts', figure: 'asked', sql: diaryDays() },
    { table: 'contacts', figure: 'answered', sql: diaryDays(entry) },
    {
      table: 'contacts',
      figure: 'same-day',
      sql: diaryDays(
        entry.replace(
          'e.slot = x.day::text',
          `e.slot = x.day::text AND x.day = (SELECT ${local('e.at')} FROM session s ${clinicOf} WHERE s.practice_id = $1 AND s.patient_id = x.patient_id LIMIT 1)`,
        ),
      ),
    },
  ],
  overrides: [
    { table: 'overrides', figure: 'booking', sql: overrides },
    { table: 'overrides', figure: 'readiness', sql: waivers, some: false },
    { table: 'overrides', figure: 'overrides', sql: `SELECT (${overrides}) + (${waivers}) AS n` },
  ],
};
