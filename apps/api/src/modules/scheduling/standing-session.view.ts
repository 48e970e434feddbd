import type { StandingSessionsView } from '@lull/contracts';
import { civilDateAt, clockText } from '@lull/domain';

/** So many are shown by name of their time; the rest is counted. */
const mostShown = 50;

export interface StandingSession {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly zone: string;
  readonly start: number;
}

/** Sessions that a setting is about, by their times alone: they name no patient. */
export function standingSessions(sessions: readonly StandingSession[]): StandingSessionsView {
  return {
    count: sessions.length,
    sessions: sessions.slice(0, mostShown).map(({ sessionId, clinicId, zone, start }) => ({
      sessionId,
      clinicId,
      date: civilDateAt(start, zone),
      start: { at: start, text: clockText(start, zone) },
    })),
  };
}
