import { blockUsePolicy } from '@lull/domain';
import type { FigureDescriptor, ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  byRoom,
  byWeekday,
  clinicCell,
  dayCell,
  physicianCell,
  roomCell,
} from './report-parts.js';

const { version, turnoverMinutes, onTimeMinutes, collectableMinutes } = blockUsePolicy;

const credit = `greatest(v.visits - 1, 0) * ${turnoverMinutes}`;
const onTime = `v.first_in_at <= v.first_planned_at + interval '${onTimeMinutes} minutes'`;
/** Time in which nobody was in the room, and the room was not being made ready, in gaps that somebody could use. */
const idle = `(SELECT coalesce(sum(date_part('epoch', upper(g) - lower(g)) / 60), 0) FROM unnest(v.kept_at -
  coalesce((SELECT range_agg(tstzrange(lower(r), upper(r) + interval '${turnoverMinutes} minutes')) FROM unnest(v.stays) r), '{}')) g
  WHERE upper(g) - lower(g) >= interval '${collectableMinutes} minutes')`;

const minutes = (key: string, label: string, sql: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'minutes',
  version,
  means,
  of: { kind: 'sum', sql },
});

export const blockTimeReport: ReportDescriptor = {
  code: 'block-time',
  title: 'Use of block time',
  reads: 'operational',
  tables: [
    {
      key: 'use',
      title: 'Occurrences that are over',
      view: 'report_block_use',
      groupings: [byPhysician, byRoom, byClinic, byWeekday, byMonth],
      figures: [
        {
          key: 'occurrences',
          label: 'Occurrences',
          unit: 'count',
          version,
          means:
            'Days on which block time was in the calendar, as it was changed for single weeks, and whose end is over. Its day is that of the clinic.',
          of: { kind: 'count' },
        },
        minutes(
          'offered',
          'Offered',
          'v.offered_minutes',
          'Minutes from begin to end of each occurrence, without closures of the clinic, the room or the physician.',
        ),
        minutes(
          'released',
          'Released',
          'v.released_minutes',
          'Offered minutes that were released and not reclaimed.',
        ),
        minutes(
          'refilled',
          'Refilled',
          'v.refilled_minutes',
          'Planned minutes of sessions of other physicians that were placed into released time after its release and were neither cancelled nor missed.',
        ),
        minutes(
          'used',
          'Used',
          'v.used_minutes',
          "Minutes for which patients of the owner were in the owner's room within what was offered and kept; where a step has no time, the planned one counts. Overlaps count once.",
        ),
        minutes(
          'credit',
          'Turnover credit',
          credit,
          `${turnoverMinutes} minutes for each visit of the occurrence but the last, for making the room ready.`,
        ),
        minutes(
          'idle',
          'Collectable idle',
          idle,
          `Kept minutes in which nobody was in the room and it was not being made ready, of gaps of at least ${collectableMinutes} minutes: shorter ones are of no use to anybody else.`,
        ),
        minutes(
          'overrun',
          'Overrun',
          'coalesce(v.overrun_minutes, 0)',
          'Minutes from the end of block time until the last patient of the owner left the room.',
        ),
        {
          key: 'firsts',
          label: 'With a first case',
          unit: 'count',
          version,
          means: 'Occurrences in which at least one patient of the owner was in the room.',
          of: { kind: 'count', where: 'v.visits > 0' },
        },
        {
          key: 'on-time',
          label: 'First on time',
          unit: 'count',
          version,
          means: `Occurrences whose first patient was in the room no later than ${onTimeMinutes} minutes after the planned start.`,
          of: { kind: 'count', where: `v.visits > 0 AND ${onTime}` },
        },
        {
          key: 'on-time-share',
          label: 'On time, of those',
          unit: 'percent',
          version,
          means: 'Occurrences with the first case on time, of those with a first case.',
          of: { kind: 'share', part: 'on-time', whole: 'firsts' },
        },
      ],
      cells: [
        dayCell,
        { key: 'from', label: 'From', kind: 'instant', sql: 'v.starts_at' },
        { key: 'to', label: 'To', kind: 'instant', sql: 'v.ends_at' },
        physicianCell,
        roomCell,
        clinicCell,
        { key: 'offered', label: 'Offered', kind: 'number', sql: 'round(v.offered_minutes)' },
        { key: 'released', label: 'Released', kind: 'number', sql: 'round(v.released_minutes)' },
        { key: 'refilled', label: 'Refilled', kind: 'number', sql: 'round(v.refilled_minutes)' },
        { key: 'visits', label: 'Visits', kind: 'number', sql: 'v.visits' },
        { key: 'used', label: 'Used', kind: 'number', sql: 'round(v.used_minutes)' },
        { key: 'idle', label: 'Collectable idle', kind: 'number', sql: `round(${idle})` },
        { key: 'overrun', label: 'Overrun', kind: 'number', sql: 'round(v.overrun_minutes)' },
      ],
    },
  ],
};
