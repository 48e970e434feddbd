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
/** Who had left the room, and not yet the clinic, when this patient came out. */
const together = `(SELECT count(*) FROM session o WHERE o.practice_id = v.practice_id AND o.clinic_id = v.clinic_id
  AND o.starts_at BETWEEN v.starts_at - interval '12 hours' AND v.starts_at + interval '12 hours'
  AND o.room_out_at <= v.room_out_at AND o.discharged_at > v.room_out_at)`;
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
      view: `(SELECT * FROM report_visit WHERE discharged_at > room_out_at)`,
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
          of: { kind: 'max', sql: together },
        },
        {
          key: 'full',
          label: 'Arrivals at full bays',
          unit: 'count',
          version,
          means:
            'Stays that began when as many patients were in recovery as the clinic has bays now, or more, the one who came among them.',
          of: { kind: 'count', where: `${together} >= ${bays}` },
        },
      ],
      cells: [
        { key: 'out', label: 'Left the room', kind: 'instant', sql: 'v.room_out_at' },
        { key: 'discharged', label: 'Discharged', kind: 'instant', sql: 'v.discharged_at' },
        { key: 'minutes', label: 'Minutes', kind: 'number', sql: `round(${stay})` },
        { key: 'together', label: 'In recovery then', kind: 'number', sql: together },
        patientCell,
        mrnCell,
        procedureCell,
        sedationCell,
        clinicCell,
      ],
    },
  ],
};
