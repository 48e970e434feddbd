import type { ReportDescriptor } from './report-descriptor.js';
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

const version = '1';
const inWindow = 'v.interval_days BETWEEN v.minimum_interval_days AND v.maximum_interval_days';

/**
 * Visits with a completed injection that follow another of the same series. The visit before is the one that stands
 * before it in the range; only the first of each series in the range is looked up, because to look up each of a million
 * takes ten times as long.
 */
const intervals = `(SELECT x.*, x.day - x.day_before AS interval_days FROM (
    SELECT w.*, coalesce(w.lag_day,
             (SELECT (o.starts_at AT TIME ZONE w.time_zone)::date FROM session o
               WHERE o.practice_id = w.practice_id AND o.series_id = w.series_id AND o.starts_at < w.starts_at
                 AND EXISTS (SELECT 1 FROM injection i WHERE i.practice_id = o.practice_id AND i.session_id = o.id AND i.status = 'completed')
               ORDER BY o.starts_at DESC, o.id LIMIT 1)) AS day_before
      FROM (
        SELECT v.*, t.minimum_interval_days, t.target_interval_days, t.maximum_interval_days,
               lag(v.day) OVER (PARTITION BY v.practice_id, v.series_id ORDER BY v.starts_at) AS lag_day
          FROM report_visit v
          JOIN injection_series t ON t.practice_id = v.practice_id AND t.id = v.series_id
         WHERE v.starts_at >= $3::date::timestamptz - interval '2 days' AND v.starts_at < $4::date::timestamptz + interval '3 days'
           AND v.day BETWEEN $3::date AND $4::date
           AND EXISTS (SELECT 1 FROM injection i WHERE i.practice_id = v.practice_id AND i.session_id = v.id AND i.status = 'completed')) w) x
   WHERE x.day_before IS NOT NULL)`;

export const accessReport: ReportDescriptor = {
  code: 'access',
  title: 'Access',
  reads: 'operational',
  tables: [
    {
      key: 'first-injection',
      title: 'From the opening of a series to its first injection',
      view: 'report_course',
      countsAlone: true,
      groupings: [byPhysician, byProcedure, byClinic, byMonth],
      figures: [
        {
          key: 'opened',
          label: 'Series opened',
          unit: 'count',
          version,
          means:
            'Series by the day on which they were opened, which stands for the referral: a day of its own is not kept for that. Their clinic is that of their first session.',
          of: { kind: 'count' },
        },
        {
          key: 'injected',
          label: 'With a first injection',
          unit: 'count',
          version,
          means: 'Series of which at least one injection was completed.',
          of: { kind: 'count', where: 'v.first_day IS NOT NULL' },
        },
        {
          key: 'waiting',
          label: 'Still waiting',
          unit: 'count',
          version,
          means: 'Series without a completed injection that are neither completed nor stopped.',
          of: { kind: 'count', where: `v.first_day IS NULL AND v.state NOT IN ('completed', 'stopped')` },
        },
        {
          key: 'median-wait',
          label: 'Median wait',
          unit: 'days',
          version,
          means:
            'Median of the days from the opening to the first completed injection, of the series that had one; who still waits is not in it.',
          of: { kind: 'median', sql: 'v.days_to_first' },
        },
        {
          key: 'longest-wait',
          label: 'Longest wait',
          unit: 'days',
          version,
          means: 'The most days from the opening to the first completed injection.',
          of: { kind: 'max', sql: 'v.days_to_first' },
        },
      ],
      cells: [
        { key: 'opened', label: 'Opened', kind: 'date', sql: 'v.day' },
        patientCell,
        mrnCell,
        procedureCell,
        physicianCell,
        clinicCell,
        { key: 'state', label: 'Series', kind: 'text', sql: 'v.state' },
        { key: 'first', label: 'First injection', kind: 'date', sql: 'v.first_day' },
        { key: 'days', label: 'Days', kind: 'number', sql: 'v.days_to_first' },
      ],
    },
    {
      key: 'intervals',
      title: 'Intervals beside the plan',
      view: intervals,
      groupings: [byPhysician, byProcedure, byClinic, byMonth],
      figures: [
        {
          key: 'intervals',
          label: 'Intervals',
          unit: 'count',
          version,
          means:
            'Visits with a completed injection that follow another of the same series, by the day of the later one.',
          of: { kind: 'count' },
        },
        {
          key: 'median-interval',
          label: 'Median interval',
          unit: 'days',
          version,
          means: 'Median of the days between the two visits.',
          of: { kind: 'median', sql: 'v.interval_days' },
        },
        {
          key: 'drift',
          label: 'Median drift',
          unit: 'days',
          version,
          means:
            'Median of the days between the two visits less the target interval that the series has now; below nought is earlier than planned.',
          of: { kind: 'median', sql: 'v.interval_days - v.target_interval_days' },
        },
        {
          key: 'in-window',
          label: 'Within the window',
          unit: 'count',
          version,
          means: 'Intervals from the minimum to the maximum of the series.',
          of: { kind: 'count', where: inWindow },
        },
        {
          key: 'in-window-share',
          label: 'Within, of all',
          unit: 'percent',
          version,
          means: 'Intervals within the window of the series, of all intervals.',
          of: { kind: 'share', part: 'in-window', whole: 'intervals' },
        },
      ],
      cells: [
        { key: 'before', label: 'From', kind: 'date', sql: 'v.day_before' },
        dayCell,
        patientCell,
        mrnCell,
        procedureCell,
        physicianCell,
        { key: 'days', label: 'Days', kind: 'number', sql: 'v.interval_days' },
        { key: 'target', label: 'Target', kind: 'number', sql: 'v.target_interval_days' },
        { key: 'minimum', label: 'Least', kind: 'number', sql: 'v.minimum_interval_days' },
        { key: 'maximum', label: 'Most', kind: 'number', sql: 'v.maximum_interval_days' },
      ],
    },
  ],
};
