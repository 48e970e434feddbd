import type {
  BookPlanRequest,
  SeriesPlanOccurrenceView,
  PlanSeriesRequest,
  PlanTimeView,
  SeriesView,
} from '@lull/contracts';
import { civilDateAt, sessionsToPlace, type SessionToPlace } from '@lull/domain';

/** What is asked of a plan; stands in the address bar. Absent: any, or as the series says. */
export interface PlanWishes {
  readonly count?: number;
  readonly first?: string;
  readonly days?: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly others?: true;
}

export type Choice = PlanTimeView | 'leave-out';
export type Choices = ReadonlyMap<number, Choice>;

const isStanding = ({ state }: SeriesView['sessions'][number]): boolean =>
  state !== 'cancelled' && state !== 'no-show';

/** What the series still lacks (rule PLAN-05), from the same function as on the server. */
export function toPlaceOf(series: SeriesView, zone: string, now: number): SessionToPlace[] {
  return sessionsToPlace({
    now,
    zone,
    open: series.state === 'active' || series.state === 'paused',
    plannedCount: series.plannedCount,
    targetIntervalDays: series.targetIntervalDays,
    maximumIntervalDays: series.maximumIntervalDays,
    standing: series.sessions.filter(isStanding).map(({ start }) => start),
  });
}

/** As many as are missing; one where none is, for the plan is an estimate and not a limit. */
export function usualCount({ plannedCount, sessions }: SeriesView): number {
  return Math.min(mostSessions, Math.max(1, plannedCount - sessions.filter(isStanding).length));
}

/** As many as the server takes in one plan. */
export const mostSessions = 24;

export function planRequest(
  series: SeriesView,
  clinicId: string,
  { count = usualCount(series), first, days = [], from, to, others }: PlanWishes,
  choices: Choices,
): PlanSeriesRequest {
  return {
    clinicId,
    physicianId: series.physicianId,
    count,
    ...(first !== undefined && { firstDate: first }),
    ...(days.length > 0 && { weekdays: days as NonNullable<PlanSeriesRequest['weekdays']> }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(others === true && { otherPhysicians: true }),
    ...(choices.size > 0 && { choices: [...choices].filter(([at]) => at < count).map(choiceRequest) }),
  };
}

function choiceRequest([occurrence, choice]: readonly [number, Choice]) {
  return choice === 'leave-out' ? { occurrence, leaveOut: true } : { occurrence, ...placeOf(choice) };
}

export function bookRequest(clinicId: string, times: readonly PlanTimeView[]): BookPlanRequest {
  return { clinicId, sessions: times.map(placeOf) };
}

function placeOf({ start, roomId, physicianId }: PlanTimeView) {
  return { startsAt: new Date(start).toISOString(), roomId, physicianId };
}

/** The alternative on the nearest earlier or later day; null where there is none. */
export function nudged(
  { time, alternatives, target }: SeriesPlanOccurrenceView,
  direction: 'earlier' | 'later',
  zone: string,
): PlanTimeView | null {
  const on = (at: PlanTimeView): string => civilDateAt(at.start, zone);
  const day = time === null ? target : on(time);
  const sorted = alternatives.toSorted((a, b) => a.start - b.start);
  return (
    (direction === 'earlier'
      ? sorted.toReversed().find((each) => on(each) < day)
      : sorted.find((each) => on(each) > day)) ?? null
  );
}

export function withChoice(choices: Choices, occurrence: number, choice: Choice | null): Choices {
  const changed = new Map(choices);
  if (choice === null) changed.delete(occurrence);
  else changed.set(occurrence, choice);
  return changed;
}
