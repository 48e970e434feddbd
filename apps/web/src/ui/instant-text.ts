import { Temporal } from '@lull/domain';

/** An instant as requests carry it: ISO 8601 with an offset. */
export function instantText(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}
