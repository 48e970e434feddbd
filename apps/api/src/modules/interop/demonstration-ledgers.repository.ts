import { steroidLedger, type SteroidGiven } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

/** Nobody's payers: their names say so, and so does their source. */
const payers = ['Fern Health (invented)', 'Slate Mutual (invented)'] as const;
const source = 'Invented for the demonstration: no payer’s policy';

/**
 * What adds up, with life in it: payers with rules, authorisations of which some run out or are used up, a patient near
 * the year's limit of steroids and one of whom not everything is known. By the order of ids, so that it is the same each time.
 */
export async function enlivenLedgers(tx: Tx): Promise<void> {
  await writePayerRules(tx);
  await authorise(tx);
  await reserveUnits(tx);
  await giveSteroidsElsewhere(tx);
}

async function writePayerRules(tx: Tx): Promise<void> {
  await tx.query(
    `INSERT INTO payer_rule (practice_id, id, payer, valid_from, max_per_series, max_per_12_months, min_interval_days,
                             min_relief_pct, min_relief_days, requires_function, requires_physical_therapy, prior_authorisation, source)
     SELECT $1, gen_random_uuid(), r.payer, current_date + r.days, r.series, r.year, r.apart, r.relief, r.lasting, r.function, false, true, $2
       FROM (VALUES ($3, -400, 6, 8, 14, 50, 14, false), ($3, -30, 6, 6, 14, 50, 14, true),
                    ($4, -300, NULL, 12, 7, 50, NULL, false))
         AS r (payer, days, series, year, apart, relief, lasting, function)`,
    [tx.principal.practiceId, source, ...payers],
  );
}

/** For every other series with a session to come: of five, one ends within days, one has its last unit left, one has none left. */
async function authorise(tx: Tx): Promise<void> {
  await tx.query(
    `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
     SELECT i.practice_id, gen_random_uuid(), i.patient_id, i.id, ($2::text[])[1 + i.place % 2],
            'A-' || (4100 + i.place), i.side, t.billing_codes,
            greatest(1, i.sessions + (ARRAY[0, 1, 2, 4, 6])[1 + i.place % 5]),
            current_date - 150, current_date + (ARRAY[150, 90, 9, 120, 60])[1 + i.place % 5]
       FROM (SELECT s.*, (row_number() OVER (ORDER BY s.id))::int AS place,
                    (SELECT count(*)::int FROM session v WHERE v.practice_id = s.practice_id AND v.series_id = s.id
                        AND v.state NOT IN ('cancelled', 'no-show') AND v.starts_at > current_date - 150) AS sessions
               FROM injection_series s WHERE s.practice_id = $1 AND s.state = 'active'
                AND EXISTS (SELECT 1 FROM session v WHERE v.practice_id = s.practice_id AND v.series_id = s.id
                  AND v.state IN ('tentative', 'booked', 'confirmed') AND v.starts_at > now())) i
       JOIN procedure_type t ON t.practice_id = i.practice_id AND t.id = i.procedure_type_id
      WHERE i.place % 2 = 0`,
    [tx.principal.practiceId, payers],
  );
}

/** The sessions that were done have used a unit, those that stand have reserved one, as far as it is valid on their day. */
async function reserveUnits(tx: Tx): Promise<void> {
  await tx.query(
    `INSERT INTO authorisation_unit (practice_id, id, authorisation_id, session_id, patient_id, state)
     SELECT v.practice_id, gen_random_uuid(), a.id, v.id, v.patient_id,
            CASE v.state WHEN 'discharged' THEN 'used' ELSE 'reserved' END
       FROM authorisation a JOIN session v ON v.practice_id = a.practice_id AND v.series_id = a.series_id
       JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id
      WHERE a.practice_id = $1 AND v.state NOT IN ('cancelled', 'no-show')
        AND (v.starts_at AT TIME ZONE c.time_zone)::date BETWEEN a.valid_from AND a.valid_to`,
    [tx.principal.practiceId],
  );
}

const nearLimitMg = 190;

/** Who has had most gets so much elsewhere that little is left of the year; of the next, a dose is not known. */
async function giveSteroidsElsewhere(tx: Tx): Promise<void> {
  const rows = await tx.query<SteroidGiven & { patientId: string }>(
    `SELECT n.patient_id AS "patientId", d.id, d.drug, d.dose_mg::float8 AS "doseMg", n.session_id AS "sessionId",
            (${epochMs('n.needle_out_at')})::float8 AS at
       FROM injection n JOIN drug_administration d ON d.practice_id = n.practice_id AND d.injection_id = n.id
       JOIN injection_series s ON s.practice_id = n.practice_id AND s.id = n.series_id AND s.state = 'active'
      WHERE n.practice_id = $1 AND n.status = 'completed' AND d.role = 'steroid'`,
    [tx.principal.practiceId],
  );
  const now = tx.now.epochMilliseconds;
  const sums = [...new Set(rows.map(({ patientId }) => patientId))]
    .map((patientId) => {
      const hers = rows.filter((row) => row.patientId === patientId);
      return { patientId, knownMg: steroidLedger(hers, now, 'UTC').knownMg };
    })
    .filter(({ knownMg }) => knownMg < nearLimitMg)
    .toSorted((a, b) => b.knownMg - a.knownMg || (a.patientId < b.patientId ? -1 : 1));
  const [near, unknown] = sums;
  if (near !== undefined)
    await given(
      tx,
      near.patientId,
      'Harbour Orthopaedics (knee)',
      Math.floor(nearLimitMg - near.knownMg),
      'letter',
    );
  if (unknown !== undefined) await given(tx, unknown.patientId, 'Another clinic, shoulder', null, 'patient');
}

async function given(
  tx: Tx,
  patientId: string,
  place: string,
  doseMg: number | null,
  from: 'letter' | 'patient',
): Promise<void> {
  await tx.query(
    `INSERT INTO external_steroid (practice_id, id, patient_id, given_on, place, drug, dose_mg, source)
     VALUES ($1, gen_random_uuid(), $2, current_date - 61, $3, $4, $5, $6)`,
    [tx.principal.practiceId, patientId, place, doseMg === null ? null : 'triamcinolone', doseMg, from],
  );
}
