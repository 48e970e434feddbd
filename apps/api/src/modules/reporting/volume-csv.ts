import { wallTimeAt } from '@lull/domain';
import type { VolumeSessionView, VolumeView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';

/** The table with its totals, as it stands on the screen; what is withheld says so. */
export function* tableLines(table: VolumeView): Generator<readonly CsvCell[]> {
  const { before, leastShown } = table;
  const shown = (count: number | null): CsvCell => count ?? withheldCell(leastShown);
  yield [
    table.by,
    ...(table.split === null ? [] : table.columns.map((column) => column.label)),
    'Total',
    ...(before === null ? [] : ['Before']),
  ];
  for (const row of table.rows)
    yield [
      row.label,
      ...(table.split === null ? [] : row.counts.map(shown)),
      shown(row.total),
      ...(before === null ? [] : [row.before]),
    ];
  yield [
    'Total',
    ...(table.split === null ? [] : table.columnTotals.map(shown)),
    table.total,
    ...(before === null ? [] : [before.total]),
  ];
}

/** Small, or told with a small one: neither may be read off. */
const withheldCell = (least: number | null): CsvCell => (least === null ? null : 'withheld');

/** Left out for a role that may not see them: an empty column would say that nothing is known. */
const clinicalColumns = ['side', 'purpose'] as const;

const columnsOf = (clinical: boolean): readonly string[] => [
  'date',
  'time',
  'time_zone',
  'mrn',
  'patient',
  'physician',
  'room',
  'procedure',
  ...(clinical ? clinicalColumns : []),
  'sedation',
  'status',
  'cancel_reason',
  'session_id',
  'injection_id',
];

/** Times are the clinic's, as on the screen. */
export async function* sessionLines(
  pages: AsyncIterable<readonly VolumeSessionView[]>,
  clinical: boolean,
): AsyncGenerator<readonly CsvCell[]> {
  yield columnsOf(clinical);
  for await (const page of pages) {
    for (const each of page) {
      const [date = '', time = ''] = wallTimeAt(each.start, each.timeZone).split('T');
      yield [
        date,
        time,
        each.timeZone,
        each.mrn,
        each.patientName,
        each.physicianName,
        each.roomName,
        each.procedureCode,
        ...(clinical ? [each.side, each.purpose] : []),
        each.sedation,
        each.state,
        each.cancelReason,
        each.sessionId,
        each.injectionId,
      ];
    }
  }
}
