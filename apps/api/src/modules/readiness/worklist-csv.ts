import type { WorklistRowView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';

const columns = [
  'due',
  'overdue',
  'patient',
  'telephone',
  'session',
  'room',
  'procedure',
  'sedation',
  'missing',
  'owner',
  'to_do',
] as const;

/** The list as it stands on the screen; times are the clinic's. */
export function* worklistLines(rows: readonly WorklistRowView[]): Generator<readonly CsvCell[]> {
  yield columns;
  for (const { due, overdue, patientName, phone, session, missing, owner, actionText } of rows)
    yield [
      due.text,
      overdue ? 'yes' : 'no',
      patientName,
      phone,
      session?.start.text ?? null,
      session?.roomName ?? null,
      session?.procedureCode ?? null,
      session?.sedation ?? null,
      missing,
      owner,
      actionText,
    ];
}
