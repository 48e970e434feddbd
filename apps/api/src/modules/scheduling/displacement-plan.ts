import { Injectable } from '@nestjs/common';
import {
  addCivilDays,
  civilDateAt,
  civilDay,
  KnownBook,
  proposeMoves,
  rankByNeed,
  withoutLimits,
  type CivilDate,
  type DisplacedNeed,
  type DisplacedVisit,
  type DisplacementProposal,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { seriesOfBooking } from './booking.js';
import { ClinicRepository } from './clinic.repository.js';
import {
  DisplacedSessionsRepository,
  type AffectedSession,
  type ClinicBook,
  type Failure,
} from './displaced-sessions.repository.js';

/** Whoever finds nothing within so many days of the end of the displacement waits. */
const searchedDays = 28;

export interface PlacedAgain {
  readonly session: AffectedSession;
  readonly need: DisplacedNeed;
  readonly proposal: DisplacementProposal;
}

export function searchedUntil({ end }: Failure, zone: string): CivilDate {
  return addCivilDays(civilDateAt(end - 1, zone), searchedDays);
}

/** Gathers what the rules of displacement ask for, and asks them. Nothing is locked and nothing is written. */
@Injectable()
export class DisplacementPlan {
  constructor(
    private readonly clinics: ClinicRepository,
    private readonly displaced: DisplacedSessionsRepository,
  ) {}

  /** All of them in order of need, each with a time that collides with nobody's. */
  async proposals(
    tx: Tx,
    failure: Failure,
    sessions: readonly AffectedSession[],
    zone: string,
  ): Promise<PlacedAgain[]> {
    const now = tx.now.epochMilliseconds;
    const needs = needsOf(sessions, now, zone);
    const visits = new Map<string, DisplacedVisit>();
    for (const clinicId of new Set(sessions.map((each) => each.clinicId))) {
      const ofClinic = sessions.filter((each) => each.clinicId === clinicId);
      for (const visit of await this.visits(tx, failure, clinicId, ofClinic))
        visits.set(visit.sessionId, visit);
    }
    const inOrder = needs.flatMap(({ sessionId }) => visits.get(sessionId) ?? []);
    const proposals = new Map(
      proposeMoves(inOrder, searchedUntil(failure, zone)).map((each) => [each.sessionId, each]),
    );
    return needs.flatMap((need) => {
      const session = sessions.find(({ id }) => id === need.sessionId);
      const proposal = proposals.get(need.sessionId) ?? withoutProfile(need.sessionId);
      return session === undefined ? [] : [{ session, need, proposal }];
    });
  }

  private async visits(
    tx: Tx,
    failure: Failure,
    clinicId: string,
    sessions: readonly AffectedSession[],
  ): Promise<DisplacedVisit[]> {
    const now = tx.now.epochMilliseconds;
    const zone = await this.clinics.zone(tx, clinicId);
    const until = searchedUntil(failure, zone);
    const period = {
      start: Math.min(now, failure.start),
      end: civilDay(until, zone).end,
    };
    const from = addCivilDays(civilDateAt(period.start, zone), -1);
    const week = await this.clinics.week(tx, clinicId, from);
    const read = await this.displaced.book(tx, clinicId, sessions, period);
    const book = new KnownBook();
    book.add(period, barring(failure, read));
    return sessions.flatMap((session) => {
      const { stages } = session;
      return stages === null ? [] : [visitOf(session, stages, failure, { now, week, read, book })];
    });
  }
}

export function needsOf(sessions: readonly AffectedSession[], now: number, zone: string): DisplacedNeed[] {
  return rankByNeed(
    sessions.map(({ id, series, ...session }) => ({
      ...session,
      sessionId: id,
      series: seriesOfBooking(series, session),
    })),
    { now, zone },
  );
}

/** The book as if what failed were closed already. */
function barring({ clinicId, resource, start, end }: Failure, read: ClinicBook) {
  const interval = { start, end };
  if (resource === null)
    return { ...read, closures: [...read.closures, { id: clinicId, interval, reason: 'Closed' }] };
  const barred = { resourceId: resource.id, interval, cause: 'closure', sessionId: null } as const;
  return { ...read, holds: [...read.holds, barred] };
}

function visitOf(
  session: AffectedSession,
  stages: NonNullable<AffectedSession['stages']>,
  { resource }: Failure,
  {
    now,
    week,
    read,
    book,
  }: {
    readonly now: number;
    readonly week: Awaited<ReturnType<ClinicRepository['week']>>;
    readonly read: ClinicBook;
    readonly book: KnownBook;
  },
): DisplacedVisit {
  const { id, start, state, durationMinutes, sedation, anticoagulantDecided, patientId } = session;
  const series = seriesOfBooking(session.series, session);
  const room = { id: session.roomId, kind: 'room', name: session.roomName } as const;
  const physician = { id: session.physicianId, kind: 'physician', name: session.physicianName } as const;
  const others = (resources: ClinicBook['resources'], own: { readonly id: string }) =>
    resources.filter((each) => each.id !== own.id);
  return {
    sessionId: id,
    start,
    durationMinutes,
    state,
    sedation,
    series,
    anticoagulantDecided,
    room,
    physician,
    rooms: [room, ...others(read.resources, room).filter(({ kind }) => kind === 'room')],
    // Her patients stay hers, unless it is she who cannot come.
    physicians: [physician, ...(resource?.id === physician.id ? others(read.physicians, physician) : [])],
    facts: {
      now,
      calendar: week,
      profile: { procedureType: session.procedureCode, sedation, stages },
      durationMinutes,
      patient: { id: patientId, kind: 'patient', name: 'The patient' },
      pool: read.resources.filter(({ kind }) => kind !== 'room'),
      limits: { ...withoutLimits, ...read.limits },
      overrides: [],
      ledger: null,
    },
    book,
  };
}

/** Nothing can be planned for a visit whose resource profile the clinic has taken away. */
function withoutProfile(sessionId: string): DisplacementProposal {
  return {
    sessionId,
    time: null,
    daysMoved: 0,
    sameStart: false,
    beyondMaximum: false,
    obstacles: [],
  };
}
