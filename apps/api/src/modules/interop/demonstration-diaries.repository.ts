import type { Tx } from '../../platform/database/database.js';

/** Three of four patients were given a link, the same on each start; the fourth is still to be asked. */
const hasLink = `('x' || substr(md5(p.patient_id::text), 1, 4))::bit(16)::int % 4 <> 0`;

/**
 * Links and diaries as a clinic has them that has used both for a while: of patients who have an open series and were
 * injected in the last two weeks or come today. What the book has of their diaries counts as answered contacts, so
 * that some keep theirs, some are behind, and some never opened the page. Nobody knows the links' tokens.
 */
export async function keepDiaries(tx: Tx): Promise<void> {
  const { practiceId } = tx.principal;
  await tx.query(
    // Step by step: so soon after a mass import the planner knows nothing of the tables.
    `WITH open AS MATERIALIZED (
       SELECT id, patient_id FROM injection_series WHERE practice_id = $1 AND state IN ('proposed', 'active', 'paused')),
     injected AS MATERIALIZED (
       SELECT series_id, max(needle_out_at) AS at FROM injection
        WHERE practice_id = $1 AND status = 'completed' AND needle_out_at BETWEEN now() - interval '14 days' AND now() - interval '1 hour'
        GROUP BY 1),
     today AS MATERIALIZED (
       SELECT DISTINCT patient_id FROM session WHERE practice_id = $1 AND state <> 'cancelled'
          AND starts_at BETWEEN now() - interval '12 hours' AND now() + interval '12 hours'),
     scores AS MATERIALIZED (
       SELECT patient_id, at FROM pain_score WHERE practice_id = $1 AND source = 'diary' AND at BETWEEN now() - interval '14 days' AND now()),
     who AS MATERIALIZED (
       SELECT p.patient_id, coalesce(max(i.at) + interval '1 hour', now() - interval '3 days') AS since
         FROM open p LEFT JOIN injected i ON i.series_id = p.id LEFT JOIN today d ON d.patient_id = p.patient_id
        WHERE (i.series_id IS NOT NULL OR d.patient_id IS NOT NULL) AND ${hasLink}
        GROUP BY 1)
     INSERT INTO patient_link (practice_id, id, patient_id, token_hash, created_by, created_at, expires_at, opened_at, last_used_at)
     SELECT $1, gen_random_uuid(), w.patient_id, sha256(gen_random_uuid()::text::bytea), m.id, w.since, w.since + interval '30 days',
            min(s.at), max(s.at)
       FROM who w LEFT JOIN scores s ON s.patient_id = w.patient_id AND s.at > w.since
       CROSS JOIN (SELECT id FROM member WHERE practice_id = $1 AND 'nurse' = ANY (roles) ORDER BY created_at, id LIMIT 1) m
      GROUP BY w.patient_id, w.since, m.id`,
    [practiceId],
  );
  await tx.query(
    `INSERT INTO diary_entry (practice_id, id, patient_id, link_id, slot, at, created_at)
     SELECT DISTINCT ON (s.patient_id, (s.at AT TIME ZONE c.time_zone)::date)
            $1, gen_random_uuid(), s.patient_id, l.id, (s.at AT TIME ZONE c.time_zone)::date::text, s.at, s.at
       FROM (SELECT patient_id, at FROM pain_score
              WHERE practice_id = $1 AND source = 'diary' AND kind = 'now' AND at BETWEEN now() - interval '14 days' AND now()) s
       JOIN patient_link l ON l.practice_id = $1 AND l.patient_id = s.patient_id AND s.at > l.created_at
       CROSS JOIN (SELECT min(time_zone) AS time_zone FROM clinic WHERE practice_id = $1) c
      ORDER BY s.patient_id, (s.at AT TIME ZONE c.time_zone)::date, s.at`,
    [practiceId],
  );
  await askForFunction(tx);
  await tellOfSymptom(tx);
}

/**
 * Function (PEG) as it was asked in the clinic on the day of each injection of an open series: the score of the day, and
 * beside it the same give or take a point, the same on each start. Two of three answered.
 */
async function askForFunction(tx: Tx): Promise<void> {
  await tx.query(
    `WITH said AS (
       SELECT DISTINCT ON (p.patient_id, date_trunc('day', p.at)) p.patient_id, p.at, p.value::int AS pain,
              ('x' || substr(md5(p.id::text), 1, 4))::bit(16)::int AS draw
         FROM pain_score p JOIN injection_series s ON s.practice_id = p.practice_id AND s.id = p.series_id
        WHERE p.practice_id = $1 AND p.kind = 'now' AND p.source = 'clinic' AND p.at <= now()
          AND s.state IN ('proposed', 'active', 'paused') AND s.target_symptom = 'pain'
        ORDER BY p.patient_id, date_trunc('day', p.at), p.at, p.id),
     items AS (
       SELECT patient_id, at, ARRAY[pain, greatest(0, least(10, pain + draw % 3 - 1)),
              greatest(0, least(10, pain + draw / 3 % 3 - 1))] AS items FROM said WHERE draw % 3 <> 0)
     INSERT INTO instrument_score (practice_id, id, patient_id, instrument, items, score, at, source, created_at)
     SELECT $1, gen_random_uuid(), patient_id, 'peg', items, (items[1] + items[2] + items[3]) / 3.0, at, 'clinic', at FROM items`,
    [tx.principal.practiceId],
  );
}

/** One patient reported a symptom an hour ago: its task stands first among the tasks. */
async function tellOfSymptom(tx: Tx): Promise<void> {
  await tx.query(
    `WITH who AS (
       SELECT l.patient_id, l.id AS link_id FROM patient_link l
        WHERE l.practice_id = $1 AND l.opened_at IS NOT NULL ORDER BY l.last_used_at DESC, l.patient_id LIMIT 1),
     task AS (
       INSERT INTO follow_up_task (practice_id, id, patient_id, kind, due_on, due_at, told)
       SELECT $1, gen_random_uuid(), patient_id, 'symptom-same-day', current_date, now() + interval '1 hour',
              'tingling or burning: Since last night, on the outside of the leg.' FROM who
       RETURNING id, patient_id)
     INSERT INTO symptom_report (practice_id, id, patient_id, link_id, symptoms, note, triage, definition_version, at, task_id)
     SELECT $1, gen_random_uuid(), w.patient_id, w.link_id, '{tingling-burning}', 'Since last night, on the outside of the leg.',
            'same-day', '1', now() - interval '1 hour', t.id
       FROM who w JOIN task t ON t.patient_id = w.patient_id`,
    [tx.principal.practiceId],
  );
}
