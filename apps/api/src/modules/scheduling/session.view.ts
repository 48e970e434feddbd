import {
  may,
  type FreeTimeView,
  type HoldView,
  type PreparationView,
  type Role,
  type SessionView,
} from '@lull/contracts';
import {
  civilDateAt,
  civilDaysBetween,
  clockText,
  lastStanding,
  minuteMs,
  preparationTimes,
  sessionTransitions,
  visitInterval,
  type BookingFacts,
  type FastingBasis,
  type PlannedSession,
  type ProfileStage,
  type SedationLevel,
  type Slot,
} from '@lull/domain';
import { fastingBasisOf } from './fasting-basis.repository.js';
import type { SessionSight, ShownSession } from './session.repository.js';

/** What booking needs to know of the flags is not for everybody who may see a session (product.md section 3). */
export function seesFlags(roles: readonly Role[]): boolean {
  return may(roles, 'readiness', 'read');
}

/** Which substance an allergy is of belongs to the clinicians (product.md section 3). */
function seesSubstances(roles: readonly Role[]): boolean {
  return may(roles, 'clinical-flag', 'read');
}

export function sightOf(roles: readonly Role[]): SessionSight {
  return { flags: seesFlags(roles), substances: seesSubstances(roles) };
}

export function sessionView({ zone, stages, fasting, session }: ShownSession): SessionView {
  const { start, durationMinutes, sedation, holds } = session;
  const basis = fastingBasisOf(fasting);
  return {
    ...session,
    // What is held is what was promised, whatever the profile says by now.
    preparation:
      holds.length === 0
        ? preparationView({ zone, basis }, start, durationMinutes, sedation, stages ?? [])
        : preparationOf({ zone, basis }, visitOf(session)),
    // Tentative and booked are no steps of a person: they follow from booking, moving and the physician's decision.
    nextSteps: sessionTransitions[session.state].filter(
      (state) => state !== 'tentative' && state !== 'booked',
    ),
  };
}

/** By whose clocks, and by what a patient fasts. */
export interface PatientsClock {
  readonly zone: string;
  readonly basis: FastingBasis;
}

export function clockOf({ calendar, series }: Pick<BookingFacts, 'calendar' | 'series'>): PatientsClock {
  return { zone: calendar.zone, basis: series.fasting };
}

export function preparationView(
  by: PatientsClock,
  start: number,
  durationMinutes: number,
  sedation: SedationLevel,
  stages: readonly ProfileStage[],
): PreparationView {
  const visit = visitInterval({ procedureType: '', sedation, stages }, start, durationMinutes);
  return preparationOf(by, {
    start,
    durationMinutes,
    sedation,
    prepareMinutes: (start - visit.start) / minuteMs,
  });
}

/** A session that stands, as its holds have it. */
export function visitOf({
  start,
  durationMinutes,
  sedation,
  holds,
}: Pick<SessionView, 'start' | 'durationMinutes' | 'sedation' | 'holds'>): Visit {
  const begins = Math.min(start, ...holds.map((hold) => hold.start));
  return { start, durationMinutes, sedation, prepareMinutes: (start - begins) / minuteMs };
}

type Visit = Parameters<typeof preparationTimes>[0];

function preparationOf({ zone, basis }: PatientsClock, visit: Visit): PreparationView {
  const times = preparationTimes(visit, zone, basis);
  const clock = (at: number) => ({ at, text: clockText(at, zone) });
  return {
    arriveAt: clock(times.arriveAt),
    fasting: times.fasting.map(({ intake, lastAt }) => ({ intake, stopAt: clock(lastAt) })),
    escortNeeded: times.escort === 'required',
  };
}

export function plannedHoldViews({ holds }: PlannedSession): HoldView[] {
  return holds.map(({ resourceId, resourceKind, stage, interval }) => ({
    resourceId,
    kind: resourceKind,
    stage,
    start: interval.start,
    end: interval.end,
  }));
}

export function freeTimeView(
  facts: Pick<BookingFacts, 'calendar' | 'series' | 'sessionId'>,
  { start, room, physician }: Slot,
): FreeTimeView {
  const { zone } = facts.calendar;
  const previous = lastStanding(facts, start);
  const days =
    previous === null ? null : civilDaysBetween(civilDateAt(previous, zone), civilDateAt(start, zone));
  const { maximumIntervalDays } = facts.series;
  return {
    start,
    roomId: room.id,
    physicianId: physician.id,
    text: clockText(start, zone),
    daysSincePrevious: days,
    pastMaximumDays: days !== null && days > maximumIntervalDays ? maximumIntervalDays : null,
  };
}
