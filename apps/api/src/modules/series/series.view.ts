import type { SeriesSessionView, SeriesView } from '@lull/contracts';
import { ordinals } from '@lull/domain';

interface SeriesSessionRecord extends Omit<SeriesSessionView, 'ordinal'> {
  /** When the first completed injection of the session ended; null: none is recorded. */
  readonly injectedAt: number | null;
}

/** What is stored of a series, as the database puts it together; never answered as it is. */
export interface SeriesRecord extends Omit<SeriesView, 'completedCount' | 'sessions'> {
  readonly sessions: readonly SeriesSessionRecord[];
}

/** The series with its sessions, counted by their completed injections alone (rule SER-07). */
export function seriesView(record: SeriesRecord): SeriesView {
  const ordinalOf = ordinals(
    record.sessions.map(({ id, injectedAt }) => ({ id, doneAt: injectedAt, status: 'completed' })),
  );
  const sessions = record.sessions.map((session) => sessionView(session, ordinalOf.get(session.id) ?? null));
  return { ...record, completedCount: ordinalOf.size, sessions };
}

function sessionView(record: SeriesSessionRecord, ordinal: number | null): SeriesSessionView {
  return {
    id: record.id,
    version: record.version,
    start: record.start,
    durationMinutes: record.durationMinutes,
    state: record.state,
    cancelReason: record.cancelReason,
    clinicId: record.clinicId,
    roomName: record.roomName,
    physicianName: record.physicianName,
    sedation: record.sedation,
    ordinal,
  };
}
