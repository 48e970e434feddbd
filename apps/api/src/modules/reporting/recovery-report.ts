import type { ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  bySedation,
  byWeekday,
  clinicCell,
  mrnCell,
  patientCell,
  procedureCell,
  sedationCell,
} from './report-parts.js';

const version = '1';
const stay = `date_part('epoch', v.discharged_at - v.room_out_at) / 60`;
/**
 * Stays, each with those who were in recovery when its patient came out of the room, that one among them: a count that
 * goes up with each who comes and down with each who leaves, those first who leave at the same instant. It begins two
 * days before the range, so that who came before it is counted.
 */
const stays = `(SELECT * FROM (
    SELECT s.*, m.change, sum(m.change) OVER (PARTITION BY s.practice_id, s.clinic_id ORDER BY m.at, m.change)::int AS together
      FROM report_visit s CROSS JOIN LATERAL (VALUES (s.room_out_at, 1), (s.discharged_at, -1)) m (at, change)
     WHERE s.discharged_at > s.room_out_at AND s.starts_at >= $3::date::timestamptz - interval '4 days'
       AND s.starts_at < $4::date::timestamptz + interval '3 days') x WHERE x.change = 1)`;
const bays = `(SELECT count(*) FROM resource b WHERE b.practice_id = v.practice_id AND b.clinic_id = v.clinic_id
  AND b.kind = 'recovery-bay' AND b.active)`;

export const recoveryReport: ReportDescriptor = {
  code: 'recovery',
  title: 'Load of the recovery bays',
  reads: 'operational',
  tables: [
    {
      key: 'stays',
      title: 'Stays in recovery',
      view: stays,
      groupings: [
        byMonth,
        byWeekday,
        {
          key: 'hour',
          label: 'Hour',
          sql: `to_char(v.room_out_at AT TIME ZONE v.time_zone, 'HH24') || ':00'`,
        },
        bySedation,
        byClinic,
      ],
      figures: [
        {
          key: 'stays',
          label: 'Stays',
          unit: 'count',
          version,
          means:
            'Visits whose patient left the room and was discharged later, by the day for which they were planned.',
          of: { kind: 'count' },
        },
        {
          key: 'minutes',
          label: 'Minutes',
          unit: 'minutes',
          version,
          means: 'Minutes from leaving the room until discharge, of all stays.',
          of: { kind: 'sum', sql: stay },
        },
        {
          key: 'median',
          label: 'Median stay',
          unit: 'minutes',
          version,
          means: 'Median of these minutes.',
          of: { kind: 'median', sql: stay },
        },
        {
          key: 'longest',
          label: 'Longest stay',
          unit: 'minutes',
          version,
          means: 'The longest of these stays.',
          of: { kind: 'max', sql: stay },
        },
        {
          key: 'peak',
          label: 'Most at once',
          unit: 'count',
          version,
          means:
            'The most patients of a clinic that were in recovery when another came out of the room, that one among them.',
          of: { kind: 'max', sql: 'v.together' },
        },
        {
          key: 'full',
          label: 'Arrivals at full bays',
          unit: 'count',
          version,
          means:
            'Stays that began when as many patients were in recovery as the clinic has bays now, or more, the one who came among them.',
          of: { kind: 'count', where: `v.together >= ${bays}` },
        },
      ],
      cells: [
        { key: 'out', label: 'Left the room', kind: 'instant', sql: 'v.room_out_at' },
        { key: 'discharged', label: 'Discharged', kind: 'instant', sql: 'v.discharged_at' },
        { key: 'minutes', label: 'Minutes', kind: 'number', sql: `round(${stay})` },
        { key: 'together', label: 'In recovery then', kind: 'number', sql: 'v.together' },
        patientCell,
        mrnCell,
        procedureCell,
        sedationCell,
        clinicCell,
      ],
    },
  ],
};
