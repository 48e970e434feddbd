import { sedationLevels } from '@lull/contracts';
import type { ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byMonth,
  byPhysician,
  byProcedure,
  byRoom,
  clinicCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
  sedationCell,
  startCell,
} from './report-parts.js';
import { sentenceCase } from './volume-dimensions.js';

const version = '1';
const took = `v.state IN ('in-room', 'recovering', 'discharged')`;

export const sedationReport: ReportDescriptor = {
  code: 'sedation',
  title: 'Sedation mix',
  reads: 'operational',
  tables: [
    {
      key: 'mix',
      title: 'Visits by sedation',
      view: `(SELECT * FROM report_visit v WHERE ${took})`,
      at: 'v.starts_at',
      groupings: [byMonth, byPhysician, byProcedure, byRoom, byClinic],
      figures: [
        {
          key: 'visits',
          label: 'Visits',
          unit: 'count',
          version,
          means: 'Sessions whose patient was in the room, by the day for which they were planned.',
          of: { kind: 'count' },
        },
        ...sedationLevels.map((level) => ({
          key: level,
          label: sentenceCase(level),
          unit: 'count' as const,
          version,
          means: `Of these visits, those with sedation ${level} as the session has it.`,
          of: { kind: 'count' as const, where: `v.sedation = '${level}'` },
        })),
        {
          key: 'sedated',
          label: 'Moderate or deep',
          unit: 'count',
          version,
          means:
            'Of these visits, those with moderate or deep sedation, which need a nurse, a fast and an escort.',
          of: { kind: 'count', where: `v.sedation IN ('moderate', 'deep')` },
        },
        {
          key: 'sedated-share',
          label: 'Moderate or deep, of all',
          unit: 'percent',
          version,
          means: 'Visits with moderate or deep sedation, of all visits.',
          of: { kind: 'share', part: 'sedated', whole: 'visits' },
        },
      ],
      cells: [startCell, patientCell, mrnCell, procedureCell, physicianCell, clinicCell, sedationCell],
    },
  ],
};
