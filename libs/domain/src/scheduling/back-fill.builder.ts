import type { BackFillFacts } from './back-fill.js';
import type { WaitlistCandidate } from './back-fill-ranking.js';
import { at, booking, halloran } from './booking.builder.js';

/** Dr Halloran, unsedated, Monday 8 June 2026 at 09:00, asked a week before of somebody who can always come. */
export function backFill(changes: Partial<BackFillFacts> = {}): BackFillFacts {
  return {
    booking: booking(),
    wishes: {
      from: '2026-06-01',
      until: null,
      weekdays: [],
      halfOfDay: null,
      physicianId: null,
      noticeHours: 24,
    },
    anticoagulant: 'none',
    infection: false,
    authorisations: [{ unitsLeft: 2, validFrom: '2026-01-01', validTo: '2026-12-31' }],
    ...changes,
  };
}

export function candidate(changes: Partial<WaitlistCandidate> & { entryId: string }): WaitlistCandidate {
  return {
    priority: 'normal',
    since: at('2026-05-20T10:00'),
    seriesPhysicianId: halloran.id,
    targetIntervalDays: 21,
    facts: backFill(),
    ...changes,
  };
}
