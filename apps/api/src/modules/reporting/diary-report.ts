import { diarySchedule } from '@lull/domain';
import type { FigureDescriptor, ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  byProcedure,
  clinicCell,
  dayCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
} from './report-parts.js';

const { dailyDays, laterDaysOfWeek, version: schedule } = diarySchedule;
const dayIn = (instant: string): string => `(${instant} AT TIME ZONE v.time_zone)::date`;

/**
 * One row for each contact that opened while its patient had a link (HOME-02): counted from the last injection, each of
 * which begins anew. The clinic is that of the injection. Of blood flow nothing is asked at home (SYM-02).
 */
const contacts = `(WITH visit AS MATERIALIZED (
    SELECT DISTINCT ON (i.practice_id, i.patient_id, n.injected_on)
           i.practice_id, i.patient_id, n.injected_on, c.time_zone, s.clinic_id, c.name AS clinic_name, p.mrn,
           p.family_name || ', ' || p.given_name AS patient_name, s.physician_id, h.name AS physician_name,
           s.procedure_type_id, y.code AS procedure_code, y.name AS procedure_name
      FROM injection i
      JOIN injection_series t ON t.practice_id = i.practice_id AND t.id = i.series_id AND t.target_symptom <> 'perfusion'
      JOIN session s ON s.practice_id = i.practice_id AND s.id = i.session_id
      JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
      JOIN patient p ON p.practice_id = i.practice_id AND p.id = i.patient_id
      JOIN resource h ON h.practice_id = s.practice_id AND h.id = s.physician_id
      JOIN procedure_type y ON y.practice_id = s.practice_id AND y.id = s.procedure_type_id
      CROSS JOIN LATERAL (SELECT (i.needle_out_at AT TIME ZONE c.time_zone)::date AS injected_on) n
     WHERE i.status = 'completed'
     ORDER BY i.practice_id, i.patient_id, n.injected_on, i.needle_out_at DESC, i.id),
  course AS MATERIALIZED (
    SELECT x.*, lead(x.injected_on) OVER (PARTITION BY x.practice_id, x.patient_id ORDER BY x.injected_on) AS next_on
      FROM visit x),
  contact AS MATERIALIZED (
    SELECT DISTINCT ON (v.practice_id, v.patient_id, d.day) v.*, d.day::date AS day, d.day::date - v.injected_on AS since
      FROM course v
      JOIN patient_link l ON l.practice_id = v.practice_id AND l.patient_id = v.patient_id
      CROSS JOIN LATERAL generate_series(greatest(v.injected_on, ${dayIn('l.created_at')})::timestamp,
        least(v.next_on - 1, ${dayIn('least(l.expires_at, l.revoked_at, now())')})::timestamp, interval '1 day') d (day)
     WHERE d.day::date - v.injected_on < ${dailyDays} OR (d.day::date - v.injected_on) % 7 IN (${laterDaysOfWeek.join(', ')}))
  SELECT k.*, k.patient_id || ':' || k.day AS id, to_char(k.day, 'YYYY-MM') AS month, e.at AS answered_at
    FROM contact k
    LEFT JOIN diary_entry e ON e.practice_id = k.practice_id AND e.patient_id = k.patient_id AND e.slot = k.day::text)`;

const counted = (key: string, label: string, where: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'count',
  version: schedule,
  means,
  of: { kind: 'count', where },
});
const share = (key: string, label: string, part: string, whole: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'percent',
  version: schedule,
  means,
  of: { kind: 'share', part, whole },
});

export const diaryReport: ReportDescriptor = {
  code: 'diary',
  title: 'Diary response',
  reads: 'operational',
  tables: [
    {
      key: 'contacts',
      title: 'What was asked, and what was answered',
      view: contacts,
      groupings: [
        byMonth,
        {
          key: 'since',
          label: 'Days after the injection',
          sql: `CASE WHEN v.since < 7 THEN '0' WHEN v.since < 14 THEN '7' WHEN v.since < 28 THEN '14' ELSE '28' END`,
          order: ['0', '7', '14', '28'],
          words: { 0: '0 to 6', 7: '7 to 13', 14: '14 to 27', 28: '28 or more' },
        },
        byPhysician,
        byProcedure,
        byClinic,
      ],
      figures: [
        counted(
          'asked',
          'Asked',
          'true',
          `Contacts of the diary by the day on which they opened: once a day from the injection for ${dailyDays} days and then ${laterDaysOfWeek.length} times a week, begun anew by each injection, on days on which the patient had a link. Questions before a session are asked beside them and are not counted.`,
        ),
        counted(
          'answered',
          'Answered',
          'v.answered_at IS NOT NULL',
          'Of these, contacts that were answered. An answer may arrive up to 14 days later, so that the figures of the last two weeks may still rise.',
        ),
        share(
          'answered-share',
          'Answered, of asked',
          'answered',
          'asked',
          'Contacts that were answered, of those that opened.',
        ),
        counted(
          'same-day',
          'On the day',
          `${dayIn('v.answered_at')} = v.day`,
          'Contacts that were answered on the day on which they opened.',
        ),
        share(
          'same-day-share',
          'On the day, of asked',
          'same-day',
          'asked',
          'Contacts answered on their day, of those that opened.',
        ),
      ],
      cells: [
        dayCell,
        patientCell,
        mrnCell,
        { key: 'since', label: 'Days after', kind: 'number', sql: 'v.since' },
        { key: 'answered', label: 'Answered', kind: 'instant', sql: 'v.answered_at' },
        procedureCell,
        physicianCell,
        clinicCell,
      ],
    },
  ],
};
