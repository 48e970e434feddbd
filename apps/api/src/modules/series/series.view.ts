import { advisoryTexts, type AdvisoryView, type SeriesSessionView, type SeriesView } from '@lull/contracts';
import { ordinals, type Advisory } from '@lull/domain';

export interface SeriesSessionRecord extends Omit<SeriesSessionView, 'ordinal'> {
  /** When the first completed injection of the session ended; null: none is recorded. */
  readonly injectedAt: number | null;
}

/** What is stored of a series, as the database puts it together; never answered as it is. */
export interface SeriesRecord extends Omit<SeriesView, 'completedCount' | 'sessions'> {
  readonly sessions: readonly SeriesSessionRecord[];
}

/** The series with its sessions, counted by their completed injections alone (rule SER-07). */
export function seriesView({ sessions, ...series }: SeriesRecord): SeriesView {
  const ordinalOf = ordinals(sessions.map(({ id, injectedAt }) => ({ id, doneAt: injectedAt, status: 'completed' })));
  return {
    ...series,
    completedCount: ordinalOf.size,
    sessions: sessions.map(({ injectedAt: _, ...session }) => ({ ...session, ordinal: ordinalOf.get(session.id) ?? null })),
  };
}

export function advisoryViews(advisories: readonly Advisory[]): AdvisoryView[] {
  return advisories.map(({ code, facts }) => ({ code, detail: advisoryTexts[code].detail(facts) }));
}
