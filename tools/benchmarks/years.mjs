/** Three years of a practice with ten clinics, as rows: what the reports count. */
import { currentReliefDefinitions } from '@lull/domain';

import { addClinic, addCourses, arrange } from './practice.mjs';

const SIZE = { patients: 20_000, clinics: 10 };

/** @typedef {import('./product.mjs').Pool} Pool */
/** @typedef {import('./product.mjs').Connection} Connection */
/** @typedef {{ practiceId: string, from: string, to: string, sessions: number }} Ground */

/** @param {Pool} pool @param {Ground} ground */
export async function addYears(pool, ground) {
  await arrange(pool, async (connection) => {
    const clinicIds = await addSessions(connection, ground);
    await connection.query('ANALYZE session, injection_series, patient');
    await addCare(connection, ground, clinicIds);
    await addBlockTime(connection, ground, clinicIds);
    await addDiaries(connection, ground);
    // Arranging lets no trigger speak: what they would have said.
    await connection.query(
      `INSERT INTO volume_due (practice_id, id, clinic_id, month)
       SELECT $1, gen_random_uuid(), clinic_id, month FROM (SELECT DISTINCT clinic_id, date_trunc('month', starts_at AT TIME ZONE 'UTC')::date AS month
         FROM session WHERE practice_id = $1 AND clinic_id = ANY ($2::uuid[])) m`,
      [ground.practiceId, clinicIds],
    );
  });
  await pool.query('ANALYZE');
}

/**
 * Of each day as many, in turn for every clinic, room, physician and patient; one in seventeen is cancelled and one in
 * forty-one missed.
 * @param {Connection} connection @param {Ground} ground
 */
async function addSessions(connection, { practiceId, from, to, sessions }) {
  /** @type {{ id: string, rooms: string[], physicians: string[] }[]} */
  const clinics = [];
  const counts = { rooms: 4, physicians: 6, cArms: 0, bays: 8 };
  for (let nr = 0; nr < SIZE.clinics; nr += 1)
    clinics.push(await addClinic(connection, practiceId, `Volume ${nr}`, counts));
  const courses = await addCourses(connection, practiceId, clinics[0]?.physicians[0] ?? '', SIZE.patients);
  await connection.query(
    `INSERT INTO procedure_type (practice_id, id, code, name, uses_xray, uses_contrast, duration_minutes)
     SELECT $1, gen_random_uuid(), 'B' || n, 'Procedure ' || n, true, true, 30 FROM generate_series(1, 4) n`,
    [practiceId],
  );
  await connection.query(
    `INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id, starts_at, duration_minutes, sedation,
       state, cancel_reason, room_in_at, room_out_at, discharged_at, ended_at, created_at)
     SELECT $1, gen_random_uuid(), ($2::uuid[])[1 + n % 10], ($5::uuid[])[1 + n % $7::int], ($6::uuid[])[1 + n % $7::int],
            t.ids[1 + (n / 7) % cardinality(t.ids)], ($3::uuid[])[1 + (n % 10) * 4 + (n / 10) % 4], ($4::uuid[])[1 + (n % 10) * 6 + (n / 30) % 6],
            b.starts_at, 30, (ARRAY['none','minimal','moderate','deep'])[1 + (n / 11) % 4], s.state,
            CASE WHEN s.state = 'cancelled' THEN (ARRAY['patient-request','infection','no-escort','not-fasted','physician-away'])[1 + n % 5] END,
            CASE WHEN s.state = 'discharged' THEN b.starts_at + (n % 7) * interval '1 minute' END,
            CASE WHEN s.state = 'discharged' THEN b.starts_at + (30 + n % 15) * interval '1 minute' END,
            CASE WHEN s.state = 'discharged' THEN b.starts_at + (45 + n % 53) * interval '1 minute' END,
            CASE WHEN s.state = 'cancelled' THEN b.starts_at - (n % 60) * interval '5 hours' END,
            b.starts_at - (1 + n % 30) * interval '1 day'
       FROM generate_series(0, $10::int - 1) n
       CROSS JOIN LATERAL (SELECT CASE WHEN n % 17 = 0 THEN 'cancelled' WHEN n % 41 = 0 THEN 'no-show' ELSE 'discharged' END AS state,
         $8::date + ((n::bigint * ($9::date - $8::date + 1)) / $10::int)::int AS day) s
       CROSS JOIN LATERAL (SELECT (s.day + interval '8 hours' + (n % 97) * interval '5 minutes') AT TIME ZONE 'UTC' AS starts_at) b
       CROSS JOIN (SELECT array_agg(id ORDER BY code) AS ids FROM procedure_type WHERE practice_id = $1) t`,
    [
      practiceId,
      clinics.map(({ id }) => id),
      clinics.flatMap(({ rooms }) => rooms),
      clinics.flatMap(({ physicians }) => physicians),
      courses.map(({ seriesId }) => seriesId),
      courses.map(({ patientId }) => patientId),
      SIZE.patients,
      from,
      to,
      sessions,
    ],
  );
  // Opened on different days, some of them ended, so that each report of series has something to tell.
  await connection.query(
    `UPDATE injection_series t SET opened_on = $3::date + (x.h % 700), state = CASE x.h % 5 WHEN 0 THEN 'completed' WHEN 1 THEN 'stopped' ELSE 'active' END,
            end_reason = CASE x.h % 5 WHEN 0 THEN 'goal-reached' WHEN 1 THEN 'no-response' END, purpose = (ARRAY['diagnostic','therapeutic'])[1 + x.h % 2]
       FROM (SELECT id, abs(hashtext(id::text)) % 100003 AS h FROM injection_series WHERE practice_id = $1 AND id = ANY ($2::uuid[])) x
      WHERE t.practice_id = $1 AND t.id = x.id`,
    [practiceId, courses.map(({ seriesId }) => seriesId), from],
  );
  return clinics.map(({ id }) => id);
}

/** @param {Connection} connection @param {Ground} ground @param {readonly string[]} clinicIds */
async function addCare(connection, { practiceId }, clinicIds) {
  const of = [practiceId];
  await connection.query(
    `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
     SELECT practice_id, gen_random_uuid(), id, series_id, patient_id, 'left', 'completed', '{L2}', room_in_at + interval '10 minutes'
       FROM session WHERE practice_id = $1 AND clinic_id = ANY ($2::uuid[]) AND state = 'discharged'`,
    [practiceId, clinicIds],
  );
  await connection.query('ANALYZE injection');
  await connection.query(
    `INSERT INTO complication (practice_id, id, injection_id, code, tier, grade, causality)
     SELECT practice_id, gen_random_uuid(), id, (ARRAY['vasovagal','haematoma'])[1 + h % 2], 'common', CASE WHEN h % 3 > 0 THEN 1 + h % 4 END, 'probable'
       FROM (SELECT *, abs(hashtext(id::text)) % 100003 AS h FROM injection WHERE practice_id = $1) i WHERE h % 97 = 0`,
    of,
  );
  await connection.query(
    `INSERT INTO session_override (practice_id, id, session_id, code, reason, overridden_by, overridden_at)
     SELECT practice_id, gen_random_uuid(), id, (ARRAY['series.interval-too-short','scheduling.outside-block-time'])[1 + h % 2], 'Agreed',
            (SELECT id FROM member WHERE practice_id = $1 LIMIT 1), starts_at - interval '2 days'
       FROM (SELECT *, abs(hashtext(id::text)) % 100003 AS h FROM session WHERE practice_id = $1) s WHERE h % 53 = 0`,
    of,
  );
  await connection.query(
    `INSERT INTO requirement_evidence (practice_id, id, session_id, kind, outcome, at, rests_on, reason, source, recorded_by)
     SELECT practice_id, gen_random_uuid(), id, 'escort-confirmed', 'waived', starts_at - interval '1 hour', '{}', 'Agreed', 'staff',
            (SELECT id FROM member WHERE practice_id = $1 LIMIT 1)
       FROM session WHERE practice_id = $1 AND abs(hashtext(id::text)) % 211 = 0`,
    of,
  );
  const { name, version } = currentReliefDefinitions.primary;
  await connection.query(
    `INSERT INTO injection_relief (practice_id, injection_id, definition, definition_version, patient_id, series_id, session_id, clinic_id, procedure_type_id,
       physician_id, condition, side, sedation, steroid, purpose, ordinal, injected_at, day, days_answered, status, baseline_source, response)
     SELECT i.practice_id, i.id, $2, $3, i.patient_id, i.series_id, i.session_id, s.clinic_id, s.procedure_type_id, s.physician_id, 'CRPS', i.side, s.sedation,
            false, 'therapeutic', 1, i.needle_out_at, i.needle_out_at::date, 0, 'not-evaluable', 'missing', (ARRAY['responder','non-responder'])[1 + x.h % 2]
       FROM injection i JOIN session s ON s.practice_id = i.practice_id AND s.id = i.session_id
       CROSS JOIN LATERAL (SELECT abs(hashtext(i.series_id::text)) % 100003 AS h) x
      WHERE i.practice_id = $1 AND i.status = 'completed' AND s.clinic_id = ANY ($4::uuid[]) AND x.h % 10 = 0`,
    [practiceId, name, version, clinicIds],
  );
}

/**
 * Each physician has a room for four hours a week; one occurrence in nine was released, to others.
 * @param {Connection} connection @param {Ground} ground @param {readonly string[]} clinicIds
 */
async function addBlockTime(connection, { practiceId, from, to }, clinicIds) {
  await connection.query(
    `INSERT INTO block_time (practice_id, id, clinic_id, physician_id, room_id, weekday, starts, ends, valid_from, valid_to)
     SELECT $1, gen_random_uuid(), h.clinic_id, h.id, r.id, 1 + h.position % 5, '09:00', '13:00', $3::date, $4::date
       FROM resource h JOIN resource r ON r.practice_id = h.practice_id AND r.clinic_id = h.clinic_id AND r.kind = 'room' AND r.position = 1 + h.position % 4
      WHERE h.practice_id = $1 AND h.kind = 'physician' AND h.clinic_id = ANY ($2::uuid[])`,
    [practiceId, clinicIds, from, to],
  );
  await connection.query(
    `INSERT INTO block_time_release (practice_id, id, block_time_id, date, room_id, during, how, minutes, released_at)
     SELECT b.practice_id, gen_random_uuid(), b.id, d::date, b.room_id, tstzrange((d::date + b.starts) AT TIME ZONE 'UTC', (d::date + b.ends) AT TIME ZONE 'UTC'),
            'automatic', 240, d - interval '7 days'
       FROM block_time b CROSS JOIN generate_series($3::date, $4::date, interval '1 day') d
      WHERE b.practice_id = $1 AND b.clinic_id = ANY ($2::uuid[]) AND extract(isodow FROM d) = b.weekday AND (d::date - DATE '1970-01-01') / 7 % 9 = 0`,
    [practiceId, clinicIds, from, to],
  );
}

/**
 * Each patient had a link for thirty days once, and answered three days of five.
 * @param {Connection} connection @param {Ground} ground
 */
async function addDiaries(connection, { practiceId, from }) {
  await connection.query(
    `INSERT INTO patient_link (practice_id, id, patient_id, token_hash, created_by, created_at, expires_at)
     SELECT practice_id, gen_random_uuid(), id, sha256(id::text::bytea), (SELECT id FROM member WHERE practice_id = $1 LIMIT 1), since, since + interval '30 days'
       FROM (SELECT practice_id, id, ($2::date + abs(hashtext(id::text)) % 900 + time '09:00') AT TIME ZONE 'UTC' AS since
               FROM patient WHERE practice_id = $1 AND mrn LIKE 'BENCH-%') p`,
    [practiceId, from],
  );
  await connection.query(
    `INSERT INTO diary_entry (practice_id, id, patient_id, link_id, slot, at, created_at)
     SELECT l.practice_id, gen_random_uuid(), l.patient_id, l.id, x.day::text, x.at, x.at
       FROM patient_link l CROSS JOIN generate_series(0, 29) n
       CROSS JOIN LATERAL (SELECT (l.created_at + n * interval '1 day')::date AS day, l.created_at + n * interval '1 day' + (n % 3) * interval '9 hours' AS at) x
      WHERE l.practice_id = $1 AND abs(hashtext(l.patient_id::text) + n) % 5 < 3`,
    [practiceId],
  );
}
