import { Temporal } from '@lull/domain';
import type { VolumeSessionView, VolumeView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';

/** The table with its totals, as it stands on the screen. */
export function* tableLines(table: VolumeView): Generator<readonly CsvCell[]> {
  yield [table.by, ...table.columns.map((column) => column.label), 'Total'];
  for (const row of table.rows) yield [row.label, ...row.counts, row.total];
  yield ['Total', ...table.columnTotals, table.total];
}

const columns = [
  'start',
  'mrn',
  'patient',
  'physician',
  'room',
  'procedure',
  'side',
  'purpose',
  'sedation',
  'status',
  'cancel_reason',
  'session_id',
  'injection_id',
] as const;

export async function* sessionLines(
  pages: AsyncIterable<readonly VolumeSessionView[]>,
): AsyncGenerator<readonly CsvCell[]> {
  yield columns;
  for await (const page of pages) {
    for (const each of page) {
      yield [
        Temporal.Instant.fromEpochMilliseconds(each.start).toString(),
        each.mrn,
        each.patientName,
        each.physicianName,
        each.roomName,
        each.procedureCode,
        each.side,
        each.purpose,
        each.sedation,
        each.state,
        each.cancelReason,
        each.sessionId,
        each.injectionId,
      ];
    }
  }
}
