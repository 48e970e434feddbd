import { minuteMs } from '@lull/domain';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEntry {
  readonly sessionId: string;
  /** Grows with every change of the session, so that a calendar takes the newer one. */
  readonly version: number;
  readonly start: number;
  readonly durationMinutes: number;
  readonly clinic: string;
  readonly sender: string;
  readonly words: string;
  readonly cancelled: boolean;
}

/**
 * The appointment for the patient's own calendar: one entry for each session, moved and taken away by its UID. It says
 * when and where, as the message does, and nothing of what is done.
 */
export function calendarFile(entry: CalendarEntry): string {
  const calendar = ical({
    prodId: { company: 'Lull', product: 'Appointments', language: 'EN' },
    method: entry.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${entry.sessionId}@lull`,
    sequence: entry.version,
    start: new Date(entry.start),
    end: new Date(entry.start + entry.durationMinutes * minuteMs),
    summary: entry.words,
    location: entry.clinic,
    organizer: { name: entry.clinic, email: entry.sender },
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
