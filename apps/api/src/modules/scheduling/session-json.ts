import { epochMs } from './sql.js';

/**
 * A session as boards and drawers show it, built by PostgreSQL: turning 500 rows with their holds into JSON
 * costs the server a third of what rows and `JSON.stringify` do (design/speed.md). `s` is a row of session;
 * `withFlags` names the boolean parameter that says whether the caller may see what booking needs of the flags.
 */
export const sessionFields = (withFlags: string): string => `
  'id', s.id, 'version', s.version, 'state', s.state,
  'start', ${epochMs('s.starts_at')}, 'end', ${epochMs('s.starts_at')} + s.duration_minutes * 60000,
  'patientId', s.patient_id, 'patientName', p.family_name || ', ' || p.given_name, 'birthDate', p.birth_date,
  'seriesId', s.series_id, 'procedureCode', t.code, 'side', i.side, 'sedation', s.sedation,
  'roomId', s.room_id, 'physicianId', s.physician_id, 'plannedCount', i.planned_count,
  'ordinal', (SELECT count(*) FROM session o
     WHERE o.practice_id = s.practice_id AND o.series_id = s.series_id AND o.state NOT IN ('cancelled', 'no-show')
       AND o.starts_at <= s.starts_at),
  'holds', (SELECT coalesce(json_agg(json_build_object('resourceId', h.resource_id, 'kind', r.kind, 'stage', h.stage,
       'start', ${epochMs('lower(h.during)')}, 'end', ${epochMs('upper(h.during)')}) ORDER BY lower(h.during), r.kind), '[]')
     FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
    WHERE h.practice_id = s.practice_id AND h.session_id = s.id),
  'flags', CASE WHEN ${withFlags}::boolean THEN (SELECT coalesce(json_agg(f.kind ORDER BY f.kind), '[]') FROM (
       SELECT CASE c.state WHEN 'listed' THEN 'allergy-listed' ELSE c.kind END AS kind FROM clinical_flag c
        WHERE c.practice_id = s.practice_id AND c.patient_id = s.patient_id AND c.active AND c.state IN ('listed', 'present')
       UNION
       SELECT 'allergy-not-asked' WHERE NOT EXISTS (SELECT 1 FROM clinical_flag c
        WHERE c.practice_id = s.practice_id AND c.patient_id = s.patient_id AND c.active AND c.kind = 'allergy')) f)
     ELSE '[]' END`;

/** What `sessionFields` reads beside the session itself. */
export const sessionSources = `
  JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
  JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id`;
