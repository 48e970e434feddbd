import type { CompactDayView } from '@lull/contracts';
import { blockTimesOn, openingOn, policyOn, type CivilDate, type Interval } from '@lull/domain';
import type { JsonText } from '../../platform/http/json-text.js';
import { judgeable } from './fasting-basis.repository.js';
import type { ClinicWeek, DayRows } from './clinic.repository.js';

/**
 * One day as JSON text. Block time and opening hours become instants by the domain's calendar, which knows
 * days of 23 and 25 hours; the sessions are put in as PostgreSQL wrote them, because reading 500 of them only
 * to write them again would cost more than the query.
 */
export function dayJson(
  clinicId: string,
  date: CivilDate,
  day: Interval,
  week: ClinicWeek,
  rows: DayRows,
  now: number,
): JsonText<CompactDayView> {
  const calendar = {
    zone: week.zone,
    openingHours: week.openingHours,
    blockTimes: week.blockTimes,
    closures: [],
  };
  const frame: Omit<CompactDayView, 'heldResources' | 'sessions' | 'heldTimes'> = {
    date,
    clinicId,
    timeZone: week.zone,
    ...day,
    open: openingOn(calendar, date),
    blockTimes: blockTimesOn(calendar, date, now).map(({ blockTime, interval, released }) => ({
      id: blockTime.id,
      physicianId: blockTime.physicianId,
      roomId: blockTime.roomId,
      released,
      thisWeekOnly: blockTime.exceptions.some((each) => each.date === date),
      ...interval,
    })),
    fasting: policyOn(date, judgeable(week.policies)).fasting,
    closures: rows.closures.map(({ id, resourceId, reason, interval }) => ({
      id,
      resourceId,
      reason,
      ...interval,
    })),
  };
  return `${JSON.stringify(frame).slice(0, -1)},"heldResources":${rows.heldResources},"heldTimes":${rows.heldTimes},"sessions":${rows.sessions}}` as JsonText<CompactDayView>;
}
