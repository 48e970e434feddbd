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
      view: 'report_interval',
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
