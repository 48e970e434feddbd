import { clinicalCancelReasons } from '@lull/domain';
import { clinicalCause } from './cancellation-causes.js';
import type { FigureDescriptor, GroupingDescriptor, ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  byProcedure,
  bySedation,
  byWeekday,
  clinicCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
  startCell,
} from './report-parts.js';

const clinical = `v.cancel_reason IN (${clinicalCancelReasons.map((each) => `'${each}'`).join(', ')})`;
const withoutDetail = `CASE WHEN ${clinical} THEN '${clinicalCause}' ELSE v.cause END`;
const lost = 'v.cause IS NOT NULL';
const onTheDay = `v.notice IN ('same-day', 'none')`;

const notices = {
  'seven-days': 'Seven days or more',
  'under-7-days': 'Under seven days',
  'under-48-hours': 'Under 48 hours',
  'under-24-hours': 'Under 24 hours, not on the day',
  'same-day': 'On the day',
  none: 'None: did not come',
  unknown: 'Not known',
} as const;

const byCause: GroupingDescriptor = {
  key: 'cause',
  label: 'Cause',
  sql: `coalesce(v.cause, 'took-place')`,
  sqlWithoutDetail: `coalesce(${withoutDetail}, 'took-place')`,
};
const byNotice: GroupingDescriptor = {
  key: 'notice',
  label: 'Notice given',
  sql: `coalesce(v.notice, 'took-place')`,
  words: notices,
};
const byRequirement: GroupingDescriptor = {
  key: 'requirement',
  label: 'Requirement',
  sql: `coalesce(v.requirement, 'no-requirement')`,
  words: { 'no-requirement': 'No requirement failed' },
  sqlWithoutDetail: `coalesce(CASE WHEN ${clinical} THEN 'clinical-requirement' ELSE v.requirement END, 'no-requirement')`,
};

const counted = (key: string, label: string, where: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'count',
  version: '1',
  means,
  of: { kind: 'count', where },
});
const share = (key: string, label: string, part: string, whole: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'percent',
  version: '1',
  means,
  of: { kind: 'share', part, whole },
});

const cancelled = counted(
  'cancelled',
  'Cancelled',
  `v.state = 'cancelled'`,
  'Sessions cancelled for any coded reason, by the day for which they were planned.',
);
const missed = counted(
  'no-shows',
  'No-shows',
  `v.state = 'no-show'`,
  'Sessions to which the patient did not come.',
);
const dayOf = counted(
  'day-of',
  'Lost on the day',
  `${lost} AND ${onTheDay}`,
  'Sessions cancelled on their own civil day or later, and no-shows: their time can hardly be given to anybody.',
);

const cells: ReportDescriptor['tables'][number]['cells'] = [
  startCell,
  patientCell,
  mrnCell,
  procedureCell,
  physicianCell,
  clinicCell,
  { key: 'cause', label: 'Cause', kind: 'text', sql: 'v.cause', sqlWithoutDetail: withoutDetail },
  { key: 'notice', label: 'Notice', kind: 'text', sql: 'v.notice' },
  { key: 'known', label: 'Known since', kind: 'instant', sql: 'v.ended_at' },
  { key: 'minutes', label: 'Minutes', kind: 'number', sql: 'v.duration_minutes' },
];

export const cancellationsReport: ReportDescriptor = {
  code: 'cancellations',
  title: 'Cancellations and no-shows',
  reads: 'operational',
  tables: [
    {
      key: 'losses',
      title: 'What was lost, and why',
      view: `(SELECT * FROM report_visit WHERE cause IS NOT NULL)`,
      at: 'v.starts_at',
      groupings: [
        byCause,
        byNotice,
        byRequirement,
        byPhysician,
        byProcedure,
        bySedation,
        byClinic,
        byWeekday,
        byMonth,
      ],
      figures: [
        counted(
          'lost',
          'Lost',
          'true',
          'Sessions that were cancelled or missed, each with its coded cause; also those that were booked in error or planned anew.',
        ),
        {
          key: 'so-far',
          label: 'Together so far',
          unit: 'percent',
          version: '1',
          means:
            'The share of this row and those above it in all that was lost: the causes worth working on stand first.',
          of: { kind: 'cumulative', part: 'lost' },
        },
        cancelled,
        missed,
        dayOf,
        {
          key: 'minutes',
          label: 'Minutes lost on the day',
          unit: 'minutes',
          version: '1',
          means: 'Planned minutes of sessions that were lost on the day.',
          of: { kind: 'sum', sql: 'v.duration_minutes', where: onTheDay },
        },
      ],
      cells,
      rankedBy: 'lost',
    },
    {
      key: 'rates',
      title: 'Of all that was planned',
      view: 'report_visit',
      at: 'v.starts_at',
      groupings: [byMonth, byPhysician, byProcedure, bySedation, byClinic, byWeekday],
      figures: [
        counted(
          'planned',
          'Planned',
          'true',
          'Sessions whose planned start lies in the range, whatever became of them.',
        ),
        cancelled,
        share(
          'cancelled-share',
          'Cancelled, of planned',
          'cancelled',
          'planned',
          'Cancelled sessions of those planned.',
        ),
        missed,
        share(
          'no-show-share',
          'No-shows, of planned',
          'no-shows',
          'planned',
          'No-shows of the sessions planned.',
        ),
        dayOf,
        share(
          'day-of-share',
          'Lost on the day, of planned',
          'day-of',
          'planned',
          'Sessions lost on the day of those planned.',
        ),
      ],
      cells,
    },
  ],
};
