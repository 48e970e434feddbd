import { currentReliefDefinitions, seriesEndReasons } from '@lull/domain';
import type { FigureDescriptor, ReportDescriptor } from './report-descriptor.js';
import {
  byClinic,
  byCondition,
  byMonth,
  byPhysician,
  byProcedure,
  byPurpose,
  clinicCell,
  mrnCell,
  patientCell,
  physicianCell,
  procedureCell,
} from './report-parts.js';

const { name, version: reliefVersion } = currentReliefDefinitions.primary;
const version = '1';
const answered = (response: string): string => `EXISTS (SELECT 1 FROM injection_relief r
  WHERE r.practice_id = v.practice_id AND r.series_id = v.id AND r.definition = '${name}'
    AND r.definition_version = '${reliefVersion}' AND r.response ${response})`;

const counted = (key: string, label: string, where: string, means: string): FigureDescriptor => ({
  key,
  label,
  unit: 'count',
  version,
  means,
  of: { kind: 'count', where },
});
const clinical = (figure: FigureDescriptor): FigureDescriptor => ({ ...figure, clinical: true });

const longest = 10;
const lengths = Array.from({ length: longest + 1 }, (_, count) => String(count));
const more = 'more';

const cells: ReportDescriptor['tables'][number]['cells'] = [
  { key: 'opened', label: 'Opened', kind: 'date', sql: 'v.day' },
  patientCell,
  mrnCell,
  procedureCell,
  { key: 'side', label: 'Side', kind: 'text', sql: 'v.side', clinical: true },
  { key: 'purpose', label: 'Purpose', kind: 'text', sql: 'v.purpose', clinical: true },
  { key: 'condition', label: 'Condition', kind: 'text', sql: 'v.condition', clinical: true },
  physicianCell,
  clinicCell,
  { key: 'planned', label: 'Planned', kind: 'number', sql: 'v.planned_count' },
  { key: 'sessions', label: 'Booked', kind: 'number', sql: 'v.sessions' },
  { key: 'done', label: 'Done', kind: 'number', sql: 'v.done' },
  { key: 'state', label: 'Series', kind: 'text', sql: 'v.state', clinical: true },
  { key: 'reason', label: 'Ended because', kind: 'text', sql: 'v.end_reason', clinical: true },
];

export const seriesReport: ReportDescriptor = {
  code: 'series',
  title: 'Series: funnel and length',
  reads: 'operational',
  tables: [
    {
      key: 'funnel',
      title: 'How far series come',
      view: 'report_course',
      countsAlone: true,
      groupings: [byPhysician, byProcedure, byPurpose, byCondition, byClinic, byMonth],
      figures: [
        counted(
          'planned',
          'Planned',
          'true',
          'Series by the day on which they were opened. Their clinic is that of their first session.',
        ),
        counted(
          'booked',
          'Booked',
          'v.sessions > 0',
          'Series that ever had a session in the book, also one that was cancelled.',
        ),
        counted('done', 'Done', 'v.done > 0', 'Series with at least one visit with a completed injection.'),
        clinical(
          counted(
            'evaluated',
            'Response known',
            answered(`IN ('responder', 'non-responder')`),
            `Series with an injection whose response can be judged, by ${name} in version ${reliefVersion}.`,
          ),
        ),
        clinical(
          counted(
            'responded',
            'Responded',
            answered(`= 'responder'`),
            `Series with at least one injection to which the response was relief for as long as it should last, by ${name} in version ${reliefVersion}.`,
          ),
        ),
        clinical({
          key: 'responded-share',
          label: 'Responded, of known',
          unit: 'percent',
          version,
          means: 'Series that responded, of those whose response is known.',
          of: { kind: 'share', part: 'responded', whole: 'evaluated' },
        }),
        counted(
          'running',
          'Running',
          `v.state IN ('proposed', 'active', 'paused')`,
          'Series that are proposed, active or paused now.',
        ),
        counted('completed', 'Completed', `v.state = 'completed'`, 'Series that are completed now.'),
        clinical(
          counted(
            'stopped',
            'Stopped',
            `v.state = 'stopped'`,
            'Series that are stopped now; the table below says why.',
          ),
        ),
        {
          key: 'injections-planned',
          label: 'Visits planned',
          unit: 'count',
          version,
          means: 'The planned counts of these series: an estimate, not a limit.',
          of: { kind: 'sum', sql: 'v.planned_count' },
        },
        {
          key: 'injections-done',
          label: 'Visits done',
          unit: 'count',
          version,
          means: 'Visits of these series with a completed injection, until now.',
          of: { kind: 'sum', sql: 'v.done' },
        },
      ],
      cells,
    },
    {
      key: 'endings',
      title: 'Why series ended',
      view: `(SELECT * FROM report_course WHERE state IN ('completed', 'stopped'))`,
      countsAlone: true,
      groupings: [
        {
          key: 'reason',
          label: 'Ended because',
          sql: `coalesce(v.end_reason, 'not-said')`,
          order: [...seriesEndReasons, 'not-said'],
          clinical: true,
        },
      ],
      figures: [
        counted('ended', 'Ended', 'true', 'Series that are completed or stopped now, by the coded reason.'),
        {
          key: 'median-length',
          label: 'Median visits',
          unit: 'count',
          version,
          means: 'Median number of visits with a completed injection.',
          of: { kind: 'median', sql: 'v.done' },
        },
      ],
      cells,
    },
    {
      key: 'length',
      title: 'How many visits series have',
      view: 'report_course',
      countsAlone: true,
      groupings: [
        {
          key: 'length',
          label: 'Visits with an injection',
          sql: `CASE WHEN v.done > ${longest} THEN '${more}' ELSE v.done::text END`,
          order: [...lengths, more],
          words: { [more]: `More than ${longest}` },
        },
      ],
      figures: [
        counted(
          'series',
          'Series',
          'true',
          'Series by the number of their visits with a completed injection until now.',
        ),
        counted(
          'ended',
          'Of these, ended',
          `v.state IN ('completed', 'stopped')`,
          'Those that are completed or stopped: their length is final.',
        ),
        counted(
          'running',
          'Of these, running',
          `v.state IN ('proposed', 'active', 'paused')`,
          'Those that may become longer.',
        ),
      ],
      cells,
    },
  ],
};
