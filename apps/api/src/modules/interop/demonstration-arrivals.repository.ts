import { timeOutChecklist } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

/** Today and the days before it that a visitor looks at. */
const daysBack = 3;

/**
 * Who came into the room, with the sides as the order has them. What differs from visit to visit follows from the
 * reference of the session (`seed`, 0 to 19), so that the demonstration is the same on every machine. All of it is synthetic.
 */
const visits = `visit AS (
  SELECT s.practice_id, s.id AS session_id, s.patient_id, s.sedation <> 'none' AS sedated, p.birth_date, i.side,
         coalesce(s.arrived_at, s.room_in_at - interval '25 minutes') AS asked_at, s.starts_at, s.room_in_at,
         ('x' || substr(md5(s.reference), 1, 6))::bit(24)::int % 20 AS seed,
         (SELECT n.levels FROM injection n WHERE n.practice_id = s.practice_id AND n.session_id = s.id
             AND n.status = 'completed' AND cardinality(n.levels) > 0 ORDER BY n.side LIMIT 1) AS levels,
         (SELECT CASE WHEN e.outcome = 'met' THEN e.particulars->>'side' END FROM requirement_evidence e
           WHERE e.practice_id = s.practice_id AND e.session_id = s.id AND e.kind = 'consent-for-side'
           ORDER BY e.at DESC, e.id DESC LIMIT 1) AS consent_side
    FROM session s
    JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
   WHERE s.practice_id = $1 AND s.state IN ('in-room', 'recovering', 'discharged') AND s.reference IS NOT NULL
     AND s.room_in_at > now() - make_interval(days => ${daysBack}))`;

/** What was said on arrival, measured before the needle, and confirmed by two people in the room. */
export async function receiveDemonstration(tx: Tx, nurse: string, physician: string): Promise<void> {
  const { practiceId } = tx.principal;
  await tx.query(
    `WITH ${visits}
     INSERT INTO arrival (practice_id, id, session_id, patient_id, birth_date_said, told_apart_by, side_said, full_meal_said, full_meal_at,
       light_meal_said, light_meal_at, clear_liquids_said, clear_liquids_at, escort_present, escort_name, new_drugs, infection_signs,
       asked_at, recorded_by, recorded_at)
     SELECT practice_id, gen_random_uuid(), session_id, patient_id, birth_date, 'mrn', side,
            CASE WHEN sedated THEN 'at' END, CASE WHEN sedated THEN starts_at - interval '14 hours' END,
            CASE WHEN sedated THEN 'at' END, CASE WHEN sedated THEN starts_at - interval '11 hours' END,
            CASE WHEN sedated THEN 'at' END, CASE WHEN sedated THEN starts_at - interval '4 hours' END,
            CASE WHEN sedated THEN true END, CASE WHEN sedated THEN (ARRAY['Sam Lee', 'Noor Haddad', 'Grete Lind', 'Tom Okafor'])[1 + seed % 4] END,
            false, false, asked_at, $2, asked_at FROM visit`,
    [practiceId, nurse],
  );
  await tx.query(
    `WITH ${visits}
     INSERT INTO vital_signs (practice_id, id, session_id, patient_id, systolic_mmhg, diastolic_mmhg, pulse_per_min, spo2_percent,
       respiration_per_min, temperature_celsius, measured_at, recorded_by, recorded_at)
     SELECT practice_id, gen_random_uuid(), session_id, patient_id, 112 + 2 * seed, 68 + seed, 62 + seed, 96 + seed % 4, 12 + seed % 5,
            36.3 + (seed % 7) / 10.0, asked_at + interval '6 minutes', $2, asked_at + interval '6 minutes' FROM visit`,
    [practiceId, nurse],
  );
  await tx.query(
    `WITH ${visits}
     INSERT INTO time_out (practice_id, id, session_id, patient_id, kind, side, levels, consent_side, items, checklist_version, order_side,
       arrival_side, recorded_consent_side, member_id, at)
     SELECT practice_id, gen_random_uuid(), session_id, patient_id, 'confirmed', needle.side, coalesce(levels, '{L2}'),
            coalesce(consent_side, visit.side), $4::text[], $5, visit.side, visit.side, consent_side, person.id,
            least(room_in_at + make_interval(secs => 120 + 60 * needle.round + 15 * person.nth), now())
       FROM visit
      CROSS JOIN LATERAL (SELECT x.side, x.round FROM (VALUES ('left', 0), ('right', 1)) x (side, round)
                           WHERE visit.side IN (x.side, 'both')) needle
      CROSS JOIN (VALUES ($2::uuid, 0), ($3::uuid, 1)) person (id, nth)`,
    [practiceId, nurse, physician, [...timeOutChecklist.items], timeOutChecklist.version],
  );
}
