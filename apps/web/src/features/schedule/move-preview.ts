import type { ClinicView, DaySessionView, DayView } from '@lull/contracts';
import { problemTexts } from '@lull/contracts/plain';
import {
  busyTimes,
  holdsResources,
  isMovableState,
  judgeBooking,
  minuteMs,
  stageKinds,
  usualBasis,
  withoutLimits,
  type BookingFacts,
  type Hold,
  type ProfileStage,
  type Resource,
} from '@lull/domain';

/** Where a session would stand. */
export interface MovePlace {
  readonly start: number;
  readonly roomId: string;
  readonly physicianId: string;
}

/** What the loaded day says of a place: free as far as it goes, or the first reason and how many there are. */
export interface PlaceAnswer {
  readonly free: boolean;
  readonly words: string;
}

/** A session may be picked up until the patient has come or its time has passed (MOVE-01). */
export function mayBeMoved({ state, start }: DaySessionView, now: number): boolean {
  return isMovableState(state) && start >= now;
}

export function samePlace(one: MovePlace, other: MovePlace): boolean {
  return one.start === other.start && one.roomId === other.roomId && one.physicianId === other.physicianId;
}

/**
 * The booking rules themselves, asked about a session of the loaded day at other places. The day knows holds,
 * closures and opening hours; what it does not know (block time of other days, intervals of the series, skills) is
 * left open here, and the server has the last word. The facts are gathered once, so that a ghost can ask per step.
 */
export function movePreview(
  clinic: ClinicView,
  day: DayView,
  session: DaySessionView,
  now: number,
): (place: MovePlace) => PlaceAnswer {
  const { timeZone: zone } = clinic;
  const holds = holdsOf(day);
  const busy = busyTimes(holds, session.id);
  const resources = new Map(clinic.resources.map(({ id, kind, name }) => [id, { id, kind, name }]));
  const named = (id: string, kind: 'room' | 'physician'): Resource =>
    resources.get(id) ?? { id, kind, name: `This ${kind}` };
  const timeless: Omit<BookingFacts, 'start' | 'room' | 'physician'> = {
    now,
    calendar: {
      zone,
      openingHours: clinic.openingHours.map(({ weekday, opens, closes }) => ({
        weekday: weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7,
        from: opens,
        to: closes,
      })),
      closures: day.closures
        .filter(({ resourceId }) => resourceId === null)
        .map(({ id, reason, start, end }) => ({ id, reason, interval: { start, end } })),
      blockTimes: [],
    },
    profile: {
      procedureType: session.procedureCode,
      sedation: session.sedation,
      stages: stagesOf(session),
    },
    durationMinutes: (session.end - session.start) / minuteMs,
    patient: { id: session.patientId, kind: 'patient', name: 'The patient' },
    pool: clinic.resources.filter(({ kind }) => kind !== 'room' && kind !== 'physician'),
    holds,
    series: {
      id: session.seriesId,
      state: 'active',
      plannedCount: session.plannedCount,
      minimumIntervalDays: 0,
      maximumIntervalDays: Infinity,
      continuousTechnique: true,
      fasting: {
        glp1: session.flags.includes('glp-1'),
        // The day's own, for its date: a session goes to no other day here.
        policies: [{ ...usualBasis.policies[0], fasting: day.fasting }],
      },
      gating: false,
      patientDied: session.flags.includes('deceased'),
      // Who was told to fast for the session as it stands keeps the fast for a later start, too (BOOK-25).
      sessions: [
        { id: session.id, start: session.start, state: session.state, sedated: session.sedation !== 'none' },
      ],
      authorisations: [],
      treatment: { side: session.side, billingCodes: [] },
    },
    limits: withoutLimits,
    sessionId: session.id,
    overrides: [],
    ledger: null,
  };
  return ({ start, roomId, physicianId }) => {
    const decision = judgeBooking(
      { ...timeless, start, room: named(roomId, 'room'), physician: named(physicianId, 'physician') },
      busy,
    );
    if (decision.accepted) return { free: true, words: 'free' };
    const [first, ...more] = decision.refusals;
    if (first === undefined) return { free: true, words: 'free' };
    const sentence = problemTexts[first.code].detail({ ...first.facts, timeZone: zone });
    return { free: false, words: shortly(sentence) + (more.length === 0 ? '' : ` (+${more.length})`) };
  };
}

/** The day is on the screen already, and a ghost is small. */
export function shortly(sentence: string): string {
  return sentence.replace(/ on \w{3} \d{1,2} \w{3}\b/g, '').replace(/\.$/, '');
}

function holdsOf(day: DayView): Hold[] {
  const ofSessions = day.sessions
    .filter(({ state }) => holdsResources(state))
    .flatMap(({ id, holds }) =>
      holds.map(({ resourceId, start, end }): Hold => ({
        resourceId,
        interval: { start, end },
        cause: 'session',
        sessionId: id,
      })),
    );
  const ofClosures = day.closures.flatMap(({ resourceId, start, end }): Hold[] =>
    resourceId === null ? [] : [{ resourceId, interval: { start, end }, cause: 'closure', sessionId: null }],
  );
  return [...ofSessions, ...ofClosures];
}

/** The profile of a visit as its own holds tell it: the same stages, wherever it goes. */
function stagesOf({ start, holds }: DaySessionView): ProfileStage[] {
  const stages = new Map<string, ProfileStage & { readonly needs: ProfileStage['needs'] }>();
  for (const hold of holds) {
    const key = `${hold.stage} ${hold.start} ${hold.end}`;
    const edge = (at: number) => ({ anchor: 'start' as const, minutes: (at - start) / minuteMs });
    const known = stages.get(key);
    const counted = (known?.needs ?? []).find(({ resourceKind }) => resourceKind === hold.kind)?.count ?? 0;
    stages.set(key, {
      kind: stageKinds.find((each) => each === hold.stage) ?? 'procedure',
      from: edge(hold.start),
      to: edge(hold.end),
      needs: [
        ...(known?.needs ?? []).filter(({ resourceKind }) => resourceKind !== hold.kind),
        { resourceKind: hold.kind, count: counted + 1 },
      ],
    });
  }
  return [...stages.values()];
}

/** The session where it would stand, for the moment until the server has answered. */
export function movedTo(session: DaySessionView, { start, roomId, physicianId }: MovePlace): DaySessionView {
  const by = start - session.start;
  const goesTo: Readonly<Record<string, string>> = { room: roomId, physician: physicianId };
  return {
    ...session,
    start,
    end: session.end + by,
    roomId,
    physicianId,
    state: session.state === 'confirmed' ? 'booked' : session.state,
    holds: session.holds.map((hold) => ({
      ...hold,
      start: hold.start + by,
      end: hold.end + by,
      resourceId: goesTo[hold.kind] ?? hold.resourceId,
    })),
  };
}
