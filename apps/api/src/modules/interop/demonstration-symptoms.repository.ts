import type { Tx } from '../../platform/database/database.js';

/** Of every condition that is no pain, the open series that were injected last: so many are treated for it. */
const shown = { sweating: 4, perfusion: 2 } as const;

/**
 * Some series are treated for sweating or for blood flow. The book knows pain scores alone: of the same days the HDSS is
 * made, a step for three points of pain, and beside the injections walking distance and ulcers, the same on each start.
 */
export async function treatSymptoms(tx: Tx): Promise<void> {
  await choose(tx, 'sweating', 'L74.5', shown.sweating);
  await choose(tx, 'perfusion', 'I73', shown.perfusion);
  await tx.query(
    `INSERT INTO instrument_score (practice_id, id, patient_id, series_id, instrument, items, score, at, source, region, created_at)
     SELECT $1, gen_random_uuid(), d.patient_id, d.series_id, 'hdss', ARRAY[d.step], d.step, d.at, d.source, 'foot', d.at
       FROM (SELECT DISTINCT ON (p.series_id, p.at) p.patient_id, p.series_id, p.at, p.source,
                    CASE WHEN p.value <= 2 THEN 1 WHEN p.value <= 4 THEN 2 WHEN p.value <= 6 THEN 3 ELSE 4 END AS step
               FROM pain_score p JOIN injection_series t ON t.practice_id = p.practice_id AND t.id = p.series_id
              WHERE p.practice_id = $1 AND p.kind IN ('now', 'avg24h') AND p.at <= now() AND t.target_symptom = 'sweating'
              ORDER BY p.series_id, p.at, p.kind) d`,
    [tx.principal.practiceId],
  );
  await tx.query(
    `INSERT INTO instrument_score (practice_id, id, patient_id, series_id, instrument, items, score, at, source, region, created_at)
     SELECT $1, gen_random_uuid(), i.patient_id, i.series_id, m.instrument, ARRAY[m.value], m.value,
            i.needle_out_at - interval '1 hour', 'clinic', m.region, i.needle_out_at
       FROM (SELECT i.*, row_number() OVER (PARTITION BY i.series_id ORDER BY i.needle_out_at) AS n FROM injection i
              JOIN injection_series t ON t.practice_id = i.practice_id AND t.id = i.series_id
             WHERE i.practice_id = $1 AND i.status = 'completed' AND t.target_symptom = 'perfusion') i
       CROSS JOIN LATERAL (VALUES ('walking-distance', (80 + 45 * i.n)::int, 'whole-leg'),
                                  ('ulcers', greatest(0, 2 - i.n)::int, 'foot')) AS m (instrument, value, region)`,
    [tx.principal.practiceId],
  );
}

async function choose(tx: Tx, symptom: keyof typeof shown, icd10: string, most: number): Promise<void> {
  await tx.query(
    `UPDATE injection_series SET target_symptom = $2 WHERE practice_id = $1 AND id IN (
       SELECT t.id FROM injection_series t
         JOIN condition c ON c.practice_id = t.practice_id AND c.id = t.condition_id AND c.icd10 LIKE $3 || '%'
         JOIN injection i ON i.practice_id = t.practice_id AND i.series_id = t.id AND i.status = 'completed'
        WHERE t.practice_id = $1 AND t.state = 'active' AND t.purpose = 'therapeutic'
        GROUP BY t.id HAVING count(*) BETWEEN 2 AND 6
        ORDER BY max(i.needle_out_at) DESC, t.id LIMIT $4)`,
    [tx.principal.practiceId, symptom, icd10, most],
  );
}
