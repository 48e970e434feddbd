import type { ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  clinicCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
  startCell,
} from './report-parts.js';

const version = '1';
const code = `replace(replace(v.code, '.', ': '), '-', ' ')`;
/** What a member writes as a reason may tell of a person's health; so do waived requirements of it. */
const detail = true;

export const overridesReport: ReportDescriptor = {
  code: 'overrides',
  title: 'Rules set aside',
  reads: 'operational',
  tables: [
    {
      key: 'overrides',
      title: 'By rule, by member, by month',
      view: 'report_override',
      groupings: [
        {
          key: 'rule',
          label: 'Rule',
          sql: 'v.code',
          name: code,
          sqlWithoutDetail: `CASE v.kind WHEN 'readiness' THEN 'a-requirement-of-readiness' ELSE v.code END`,
        },
        {
          key: 'member',
          label: 'Set aside by',
          sql: `coalesce(v.member_id::text, '-')`,
          name: 'v.member_name',
        },
        byPhysician,
        byClinic,
        byMonth,
      ],
      figures: [
        {
          key: 'overrides',
          label: 'Set aside',
          unit: 'count',
          version,
          means:
            'Rules that were set aside with a reason, by the day on which that was done: of booking, one for each rule and session, and requirements of readiness that were waived.',
          of: { kind: 'count' },
        },
        {
          key: 'booking',
          label: 'Of booking',
          unit: 'count',
          version,
          means: 'Rules of booking, moving and placing.',
          of: { kind: 'count', where: `v.kind = 'booking'` },
        },
        {
          key: 'readiness',
          label: 'Of readiness',
          unit: 'count',
          version,
          means: 'Requirements of readiness that were waived.',
          of: { kind: 'count', where: `v.kind = 'readiness'` },
        },
      ],
      cells: [
        { key: 'at', label: 'When', kind: 'instant', sql: 'v.at' },
        { key: 'rule', label: 'Rule', kind: 'text', sql: code, clinical: detail },
        { key: 'reason', label: 'Reason', kind: 'text', sql: 'v.reason', clinical: detail },
        { key: 'member', label: 'By', kind: 'text', sql: 'v.member_name' },
        startCell,
        patientCell,
        mrnCell,
        procedureCell,
        physicianCell,
        clinicCell,
      ],
      rankedBy: 'overrides',
    },
  ],
};
