import { Injectable } from '@nestjs/common';
import { may, type OutsideSessionView, type RehousingRequest } from '@lull/contracts';
import {
  civilDateAt,
  civilDay,
  minuteMs,
  nextFreeDays,
  type Hold,
  type Refusal,
  type StandingRoomUse,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import { fieldInvalid, Refused, stale } from '../../platform/errors.js';
import { Booking, type BookingWish } from './booking.js';
import type { RoomBooking } from './block-time.repository.js';
import { FallingOut } from './falling-out.js';
import { reasonViews } from './reasons.view.js';
import { SessionRepository } from './session.repository.js';
import { freeTimeView } from './session.view.js';
import { wishOf } from './booking-wish.js';
import { SlotFinder } from './slot-finder.js';

const offered = 3;
/** Beyond so many, a day's desk places them one by one. */
const mostProposed = 24;

/** A session that loses its place, and what newly stands against it there. */
export interface Outsider {
  readonly session: RoomBooking;
  readonly refusals: readonly Refusal[];
}

export function roomUseOf(
  session: RoomBooking,
  zone: string,
): StandingRoomUse & { readonly booking: RoomBooking } {
  return {
    booking: session,
    sessionId: session.id,
    date: civilDateAt(session.start, zone),
    wanted: { start: session.roomFrom, end: session.roomUntil },
    room: { id: session.roomId, name: session.roomName },
    physician: { id: session.physicianId, name: session.physicianName },
    procedureType: session.procedureCode,
  };
}

/** What becomes of sessions that lose their place: kept, moved or placed again; nobody is lost (product rule 10). */
@Injectable()
export class Rehousing {
  constructor(
    private readonly booking: Booking,
    private readonly finder: SlotFinder,
    private readonly sessions: SessionRepository,
    private readonly fallingOut: FallingOut,
  ) {}

  /** Each with free times to move it to; the first ones do not collide. `barred`: time that is none to move to. */
  async views(
    tx: Tx,
    outsiders: readonly Outsider[],
    zone: string,
    barred: readonly Hold[] = [],
  ): Promise<OutsideSessionView[]> {
    const taken = [...barred];
    const views: OutsideSessionView[] = [];
    for (const [index, { session, refusals }] of outsiders.entries()) {
      const { found, view } =
        index < mostProposed ? await this.proposals(tx, session, zone, taken) : { found: [], view: [] };
      taken.push(
        ...(found[0]?.planned.holds ?? []).map(({ resourceId, interval }) => ({
          resourceId,
          interval,
          cause: 'session' as const,
          sessionId: session.id,
        })),
      );
      views.push({
        id: session.id,
        version: session.version,
        start: session.start,
        end: session.start + session.durationMinutes * minuteMs,
        patientId: session.patientId,
        patientName: session.patientName,
        birthDate: session.birthDate,
        physicianId: session.physicianId,
        roomId: session.roomId,
        procedureCode: session.procedureCode,
        reasons: reasonViews(refusals, zone),
        proposals: view,
      });
    }
    tx.read({
      resource: 'session',
      patientIds: outsiders.map(({ session }) => session.patientId),
      detail: { purpose: 'block-time' },
    });
    return views;
  }

  /** Does with each what was asked. Refuses, with all reasons, unless every one is spoken of as it stands now. */
  async settle(
    tx: Tx,
    member: MemberPrincipal,
    outsiders: readonly Outsider[],
    rehousings: readonly RehousingRequest[],
    zone: string,
  ): Promise<void> {
    refuseUnspoken(outsiders, rehousings, zone);
    const asked = outsiders.flatMap(({ session, refusals }) =>
      rehousings
        .filter(({ sessionId }) => sessionId === session.id)
        .slice(0, 1)
        .map((rehousing, index) => ({ session, refusals, rehousing, index })),
    );
    for (const { session, rehousing } of asked)
      if (rehousing.version !== session.version) throw stale('session', session.version);
    // Whoever leaves makes room for whoever moves.
    for (const { session, rehousing } of asked)
      if (rehousing.how === 'waitlist') await this.placeAgain(tx, member, session);
    for (const { session, refusals, rehousing } of asked)
      if (rehousing.how === 'keep') await this.keep(tx, member, session, refusals, rehousing);
    for (const { session, rehousing } of asked)
      if (rehousing.how === 'move') await this.move(tx, member, session, rehousing);
  }

  private async keep(
    tx: Tx,
    member: MemberPrincipal,
    session: RoomBooking,
    refusals: readonly Refusal[],
    { reason }: RehousingRequest,
  ): Promise<void> {
    if (!may(member.roles, 'session', 'override')) throw new Refused({ code: 'not-allowed' });
    if (reason === undefined) throw missing('reason', 'Say why the session may stay.');
    const codes = [...new Set(refusals.map(({ code }) => code))];
    await this.sessions.override(tx, session.id, codes, reason, member.memberId);
  }

  private async move(
    tx: Tx,
    member: MemberPrincipal,
    session: RoomBooking,
    { startsAt, roomId, physicianId, overrides }: RehousingRequest,
  ): Promise<void> {
    if (!may(member.roles, 'session', 'move')) throw new Refused({ code: 'not-allowed' });
    if (startsAt === undefined) throw missing('startsAt', 'Say when the session is to be.');
    const wish = wishOf(
      {
        ...wishBodyOf(session),
        roomId: roomId ?? session.roomId,
        physicianId: physicianId ?? session.physicianId,
        overrides: overrides ?? [],
      },
      Date.parse(startsAt),
    );
    await this.booking.move(tx, session, wish);
  }

  /** Nobody is lost: the session falls out, its series waits for a time, and a task stands until it has one. */
  private async placeAgain(tx: Tx, member: MemberPrincipal, session: RoomBooking): Promise<void> {
    if (!may(member.roles, 'session', 'cancel')) throw new Refused({ code: 'not-allowed' });
    const standing = await this.sessions.toChange(tx, session.id, session.version);
    await this.fallingOut.toWaitlist(tx, standing, { cause: 'physician-unavailable', priority: 'soon' });
  }

  private async proposals(tx: Tx, session: RoomBooking, zone: string, taken: readonly Hold[]) {
    const wish: BookingWish = wishOf(wishBodyOf(session), session.start);
    const judged = await this.booking.judge(tx, wish, session.id);
    const begins = civilDay(civilDateAt(session.start, zone), zone).start;
    const found = await this.finder.next(tx, wish, judged, offered, { among: nextFreeDays, begins, taken });
    return { found, view: found.map((each) => freeTimeView(judged.facts, each)) };
  }
}

function wishBodyOf({ seriesId, clinicId, roomId, physicianId, durationMinutes, sedation }: RoomBooking) {
  return { seriesId, clinicId, roomId, physicianId, durationMinutes, sedation };
}

function missing(field: string, message: string): Refused {
  return new Refused(fieldInvalid(field, 'present', message, `/rehousings/${field}`));
}

function refuseUnspoken(
  outsiders: readonly Outsider[],
  rehousings: readonly RehousingRequest[],
  zone: string,
): void {
  const spoken = new Set(rehousings.map(({ sessionId }) => sessionId));
  refuseAll(
    outsiders
      .filter(({ session }) => !spoken.has(session.id))
      .map(({ session }) => ({
        code: 'scheduling.session-to-rehouse',
        pointer: '/rehousings',
        facts: { sessionId: session.id, start: session.start, timeZone: zone },
        overridable: false,
      })),
  );
  const known = new Set(outsiders.map(({ session }) => session.id));
  // Meanwhile moved, cancelled or begun: whoever decided about it must look again.
  if (rehousings.some(({ sessionId }) => !known.has(sessionId)) || spoken.size < rehousings.length)
    throw new Refused({ code: 'conflict', pointer: '/rehousings' });
}
