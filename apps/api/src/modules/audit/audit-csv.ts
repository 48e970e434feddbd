import { Temporal } from '@lull/domain';
import type { CsvCell } from '../../platform/http/csv-answer.js';
import type { AuditExportPage } from './audit-search.service.js';

const columns = [
  'number',
  'at',
  'member',
  'member_id',
  'roles',
  'purpose',
  'action',
  'resource',
  'resource_id',
  'patient_ids',
  'request_id',
  'change',
  'hash',
];

/** Newest first; times are UTC, because a file leaves the clinic. `change` is JSON, `hash` that of the chain. */
export async function* auditLines(pages: AsyncIterable<AuditExportPage>): AsyncGenerator<readonly CsvCell[]> {
  yield columns;
  for await (const { events, names } of pages)
    for (const event of events)
      yield [
        event.sequence,
        Temporal.Instant.fromEpochMilliseconds(event.at).toString({ smallestUnit: 'millisecond' }),
        event.memberId === null ? null : (names.get(event.memberId) ?? null),
        event.memberId,
        event.role,
        event.purpose,
        event.action,
        event.resource,
        event.resourceId,
        event.patientIds.join(' '),
        event.requestId,
        event.change === null ? null : JSON.stringify(event.change),
        event.hash,
      ];
}
