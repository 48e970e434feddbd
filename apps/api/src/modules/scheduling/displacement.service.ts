import { Injectable } from '@nestjs/common';
import {
  may,
  type DisplacementQuery,
  type DisplacementSettledView,
  type DisplacementView,
  type SettleDisplacementRequest,
  type StandingDisplacementView,
} from '@lull/contracts';
import { causeOfDisplacement, moveRefusals } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import { Refused, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { moveOf, wishOf } from './booking-wish.js';
import { ClinicRepository } from './clinic.repository.js';
import {
  DisplacedSessionsRepository,
  type AffectedSession,
  type Failure,
} from './displaced-sessions.repository.js';
import { DisplacementPlan, needsOf, searchedUntil } from './displacement-plan.js';
import { DisplacementRepository, type NewDisplacedSession } from './displacement.repository.js';
import { displacedView, stayingView } from './displacement.view.js';
import { FallingOut } from './falling-out.js';
import { failureOf } from './failure.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { refuseUnmovable } from './session.service.js';

interface SessionAsked {
  readonly sessionId: string;
  readonly version: number;
}

/** What is asked of one session, and where in the request it stands. */
interface Asked<Request> {
  readonly pointer: string;
  readonly request: Request;
}

/** A physician is ill, a C-arm fails, it snows: who loses a place, and where each goes. */
@Injectable()
export class DisplacementService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly displaced: DisplacedSessionsRepository,
    private readonly displacements: DisplacementRepository,
    private readonly plan: DisplacementPlan,
    private readonly sessions: SessionRepository,
    private readonly booking: Booking,
    private readonly fallingOut: FallingOut,
    private readonly locks: ResourceLocks,
  ) {}

  /** The desk as it stands now: proposals are made anew each time, from the book of this moment. */
  look(member: MemberPrincipal, clinicId: string, query: DisplacementQuery): Promise<DisplacementView> {
    return this.database.run(member, async (tx) => {
      const { failure, zone } = await this.failure(tx, clinicId, query);
      const { movable, staying } = partOf(await this.displaced.affected(tx, failure), tx);
      const proposals = await this.plan.proposals(tx, failure, movable, zone);
      const standing = await this.displacements.standing(tx, failure);
      const settled = await this.displacements.settled(tx, failure);
      tx.read({
        resource: 'displacement',
        patientIds: [...movable, ...staying.map(({ session }) => session), ...settled].map(
          ({ patientId }) => patientId,
        ),
        detail: { clinicId, resourceId: failure.resource?.id ?? null },
      });
      return {
        clinicId,
        timeZone: zone,
        resource: failure.resource,
        start: failure.start,
        end: failure.end,
        searchedUntil: searchedUntil(failure, zone),
        standing: standing === null ? null : standingView(standing),
        sessions: proposals.map((each) => displacedView(each, failure, member.roles)),
        staying: staying.map(({ session, refusals }) => stayingView(session, refusals)),
        settled,
      };
    });
  }

  /** Closes what failed and does all that is asked, or nothing; then every session that stands in the way says why. */
  settle(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    request: SettleDisplacementRequest,
  ): Promise<DisplacementSettledView> {
    const { moves, waitlist, back = [], reason } = request;
    if (moves.length + waitlist.length + back.length > 0 && !may(member.roles, 'displacement', 'settle'))
      throw new Refused({ code: 'not-allowed' });
    return this.calls.run(member, once, async (tx) => {
      const { failure } = await this.failure(tx, clinicId, request);
      const standing = await this.alone(tx, failure);
      const affected =
        back.length === 0 ? standing : await this.takenBack(tx, failure, back, member.memberId);
      const { id, closureId } =
        (await this.existing(tx, failure)) ??
        (await this.displacements.open(tx, failure, reason, member.memberId));
      const done: NewDisplacedSession[] = [];
      const refusals: Refusal[] = [];
      const needs = needsOf(affected, tx.now.epochMilliseconds, failure.zone);
      const attempt = async (
        asked: Asked<SessionAsked>,
        outcome: NewDisplacedSession['outcome'],
        settle: (session: SessionToChange) => Promise<void>,
      ): Promise<void> =>
        collecting(refusals, asked, async ({ sessionId, version }) => {
          const session = await this.sessions.toChange(tx, sessionId, version);
          if (!affected.some((each) => each.id === sessionId)) throw new Refused({ code: 'conflict' });
          refuseUnmovable(tx, session);
          await settle(session);
          const { patientId, start, roomId, physicianId } = session;
          done.push({ sessionId, patientId, start, roomId, physicianId, outcome });
        });
      // Whoever leaves makes room for whoever moves.
      for (const asked of pointed(waitlist, '/waitlist'))
        await attempt(asked, 'waitlisted', (session) =>
          this.fallingOut.toWaitlist(tx, session, {
            cause: causeOfDisplacement(failure.resource?.kind ?? null),
            priority: needs.find(({ sessionId }) => sessionId === session.id)?.priority ?? 'soon',
          }),
        );
      for (const asked of pointed(moves, '/moves'))
        await attempt(asked, 'moved', async (session) => {
          await this.booking.move(tx, session, moveOf(session, asked.request));
        });
      refuseAll(refusals);
      await this.displacements.note(tx, id, done, member.memberId);
      await this.displacements.name(
        tx,
        id,
        partOf(affected, tx).movable.map(({ id: sessionId, ...where }) => ({ sessionId, ...where })),
        member.memberId,
      );
      await this.keepClosed(tx, failure, closureId, done);
      return {
        displacementId: id,
        moved: moves.length,
        waitlisted: waitlist.length,
        wayBack: moves.map(({ sessionId, version }) => ({ sessionId, version: version + 1 })).toReversed(),
      };
    });
  }

  /** What failed works again. Nobody is moved back: each was told another time. */
  reopen(member: MemberPrincipal, once: Once, id: string, version: number): Promise<{ readonly id: string }> {
    return this.calls.run(member, once, async (tx) => {
      await this.displacements.reopen(tx, id, version, member.memberId);
      tx.read({ resource: 'displacement', resourceId: id, patientIds: [] });
      return { id };
    });
  }

  /**
   * Who was moved stands again where the desk found them, and in the way of what failed: it works for as long as they
   * are moved, and is then closed anew. Refused where nothing is closed any more, or a place has been taken since.
   */
  private async takenBack(
    tx: Tx,
    failure: Failure,
    back: readonly SessionAsked[],
    memberId: string,
  ): Promise<AffectedSession[]> {
    const standing = await this.existing(tx, failure);
    if (standing === null) throw new Refused({ code: 'conflict' });
    const ids = back.map(({ sessionId }) => sessionId);
    const places = await this.displacements.placesBefore(tx, standing.id, ids);
    await this.displacements.reopen(tx, standing.id, standing.version, memberId);
    const refusals: Refusal[] = [];
    for (const asked of pointed(back, '/back'))
      await collecting(refusals, asked, async ({ sessionId, version }) => {
        const session = await this.sessions.toChange(tx, sessionId, version);
        refuseUnmovable(tx, session);
        const before = places.find((each) => each.sessionId === sessionId);
        if (before === undefined) throw new Refused({ code: 'conflict' });
        const { start, roomId, physicianId } = before;
        await this.booking.move(tx, session, wishOf({ ...session, roomId, physicianId }, start));
      });
    refuseAll(refusals);
    return this.displaced.affected(tx, failure);
  }

  private async failure(
    tx: Tx,
    clinicId: string,
    query: DisplacementQuery,
  ): Promise<{ readonly failure: Failure & { readonly zone: string }; readonly zone: string }> {
    const zone = await this.clinics.zone(tx, clinicId);
    const resource =
      query.resourceId === undefined ? null : await this.displaced.resource(tx, clinicId, query.resourceId);
    const failure = failureOf({ clinicId, zone, resource, query, now: tx.now.epochMilliseconds });
    return { failure, zone };
  }

  /** What stands in the way at this moment, with nobody else booking where it stands until we are done. */
  private async alone(tx: Tx, failure: Failure): Promise<AffectedSession[]> {
    const clinics = new Set([failure.clinicId]);
    for (const { clinicId } of await this.displaced.affected(tx, failure)) clinics.add(clinicId);
    await this.locks.take(tx, [...clinics].map(blockTimeLock), []);
    return this.displaced.affected(tx, failure);
  }

  private existing(tx: Tx, failure: Failure) {
    return this.displacements.standing(tx, failure);
  }

  private async keepClosed(
    tx: Tx,
    failure: Failure,
    closureId: string,
    done: readonly NewDisplacedSession[],
  ): Promise<void> {
    const { resource } = failure;
    if (resource !== null) await this.displacements.holdTheRest(tx, closureId, resource.id, failure);
    if (resource !== null && !['room', 'physician'].includes(resource.kind)) return;
    await this.displacements.forgetFreedTimes(
      tx,
      done.map(({ sessionId }) => sessionId),
      failure,
    );
  }
}

/** The call is lost with the first refusal, but the others are asked too, so that all reasons come at once. */
async function collecting<Request extends SessionAsked>(
  refusals: Refusal[],
  { pointer, request }: Asked<Request>,
  ask: (request: Request) => Promise<void>,
): Promise<void> {
  try {
    await ask(request);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const facts = { sessionId: request.sessionId };
    refusals.push(
      ...error.refusals.map((each) => ({ ...each, pointer, facts: { ...each.facts, ...facts } })),
    );
  }
}

/** What can still be placed elsewhere, and what stays because it has begun or its time has come. */
function partOf(affected: readonly AffectedSession[], tx: Tx) {
  const judged = affected.map((session) => ({
    session,
    refusals: moveRefusals(session, tx.now.epochMilliseconds),
  }));
  return {
    movable: judged.filter(({ refusals }) => refusals.length === 0).map(({ session }) => session),
    staying: judged.filter(({ refusals }) => refusals.length > 0),
  };
}

function pointed<Request>(requests: readonly Request[], under: string): Asked<Request>[] {
  return requests.map((request, index) => ({ request, pointer: `${under}/${index}` }));
}

function standingView({
  id,
  version,
  reason,
  since,
  by,
}: StandingDisplacementView): StandingDisplacementView {
  return { id, version, reason, since, by };
}
