import type { FigureDescriptor, ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  byProcedure,
  bySedation,
  clinicCell,
  dayCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
  sedationCell,
} from './report-parts.js';

const version = '1';
const had = `EXISTS (SELECT 1 FROM complication x WHERE x.practice_id = v.practice_id AND x.injection_id = v.id)`;
const counted = (key: string, label: string, where: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'count',
  version,
  means,
  of: { kind: 'count', where },
  clinical: true,
});

export const complicationsReport: ReportDescriptor = {
  code: 'complications',
  title: 'Complications',
  reads: 'clinical-figures',
  tables: [
    {
      key: 'complications',
      title: 'What was recorded',
      view: 'report_complication',
      groupings: [
        { key: 'code', label: 'Complication', sql: 'v.code', clinical: true },
        byProcedure,
        byPhysician,
        bySedation,
        byClinic,
        byMonth,
      ],
      figures: [
        counted(
          'complications',
          'Recorded',
          'true',
          'Complications recorded for completed injections, by the day of the needle-out; one injection may have several.',
        ),
        counted('grave', 'Grade 3 or more', 'v.grade >= 3', 'Those with a grade of at least 3.'),
        counted('ungraded', 'Without a grade', 'v.grade IS NULL', 'Those whose grade nobody recorded.'),
        counted(
          'likely',
          'Probably or certainly caused',
          `v.causality IN ('probable', 'certain')`,
          'Those whose cause was judged to be the injection, probably or certainly.',
        ),
      ],
      cells: [
        dayCell,
        patientCell,
        mrnCell,
        procedureCell,
        physicianCell,
        clinicCell,
        { key: 'code', label: 'Complication', kind: 'text', sql: 'v.code', clinical: true },
        { key: 'grade', label: 'Grade', kind: 'number', sql: 'v.grade', clinical: true },
        { key: 'causality', label: 'Cause', kind: 'text', sql: 'v.causality', clinical: true },
      ],
      rankedBy: 'complications',
    },
    {
      key: 'rates',
      title: 'Of all injections',
      view: `(SELECT v.*, c.time_zone FROM report_injection v JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id)`,
      at: 'v.at',
      groupings: [byMonth, byProcedure, byPhysician, bySedation, byClinic],
      figures: [
        {
          key: 'injections',
          label: 'Injections',
          unit: 'count',
          version,
          means: 'Completed injections, one per side treated, by the day of the needle-out.',
          of: { kind: 'count' },
        },
        counted(
          'with',
          'With a complication',
          had,
          'Injections for which at least one complication was recorded.',
        ),
        {
          key: 'with-share',
          label: 'With, of all',
          unit: 'percent',
          version,
          means:
            'Injections with a complication, of all injections. That none was recorded does not say that there was none.',
          of: { kind: 'share', part: 'with', whole: 'injections' },
          clinical: true,
        },
      ],
      cells: [dayCell, patientCell, mrnCell, procedureCell, physicianCell, sedationCell, clinicCell],
    },
  ],
};
