import type { Tx } from '../../platform/database/database.js';

/** So many series of a clinic wait for the physician's word: what a physician sees to in one sitting. */
const waiting = 8;

/**
 * The physician's word after the injections of open series, which no book carries: given a day to three after each of
 * the last two, but for those whose injections are the latest. The same on each start: by the time of the injection.
 */
export async function decideDemonstration(tx: Tx, physician: string): Promise<void> {
  await tx.query(
    `WITH given AS MATERIALIZED (
       SELECT i.id AS series_id, i.state, x.id AS injection_id, x.needle_out_at, s.clinic_id,
              row_number() OVER (PARTITION BY i.id ORDER BY x.needle_out_at DESC, x.id) AS back
         FROM injection_series i
         JOIN injection x ON x.practice_id = i.practice_id AND x.series_id = i.id AND x.status = 'completed'
         JOIN session s ON s.practice_id = x.practice_id AND s.id = x.session_id
        WHERE i.practice_id = $1 AND i.gated AND i.state IN ('active', 'paused')),
     latest AS MATERIALIZED (
       SELECT injection_id, row_number() OVER (PARTITION BY clinic_id ORDER BY needle_out_at DESC, series_id) AS place
         FROM given WHERE back = 1)
     INSERT INTO decision (practice_id, id, series_id, injection_id, word, reason, decided_by, decided_at)
     SELECT $1, gen_random_uuid(), g.series_id, g.injection_id,
            CASE WHEN g.state = 'paused' AND g.back = 1 THEN 'pause' ELSE 'continue' END,
            CASE WHEN g.state = 'paused' AND g.back = 1 THEN 'The pain has stayed away: the next is not needed yet.'
                 ELSE 'Talked over with the patient: the plan goes on.' END,
            $2, least(now(), g.needle_out_at + make_interval(hours => 20 + (7 * (extract(day FROM g.needle_out_at))::int) % 48))
       FROM given g LEFT JOIN latest l ON l.injection_id = g.injection_id
      WHERE g.back <= 2 AND coalesce(l.place, $3::int + 1) > $3::int`,
    [tx.principal.practiceId, physician, waiting],
  );
}
