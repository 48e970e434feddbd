import { Injectable } from '@nestjs/common';
import type {
  MovedSessionsView,
  MoveInSeriesRequest,
  MovePreviewView,
  PreviewMoveRequest,
} from '@lull/contracts';
import { laterSessions, orderOfShifts } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { moveOf } from './booking-wish.js';
import { refusalInClinicTime } from './clinic-time.js';
import { staleSession } from './last-change.repository.js';
import { SeriesMoves, shiftOf, type JudgedTarget, type Target } from './series-move.js';
import { moveChangeView } from './series-move.view.js';
import { SessionRepository, type SessionToChange } from './session.repository.js';
import { refuseUnmovable } from './session.service.js';
import { sessionView, sightOf } from './session.view.js';

/** Moving a session together with those of its series that come after it (product rule 6). */
@Injectable()
export class SeriesMoveService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly booking: Booking,
    private readonly moves: SeriesMoves,
    private readonly sessions: SessionRepository,
  ) {}

  preview(member: MemberPrincipal, id: string, request: PreviewMoveRequest): Promise<MovePreviewView> {
    return this.database.run(member, async (tx) => {
      const session = await this.sessions.toMove(tx, id);
      const inSeries = await this.sessions.ofSeries(tx, session.seriesId);
      const wish = moveOf(session, request);
      const targets = await this.moves.targets(tx, { session, scope: request.scope, wish }, inSeries);
      const judged = await this.moves.judged(tx, targets);
      // The answer tells when the patient is busy.
      tx.read({
        resource: 'series',
        resourceId: session.seriesId,
        patientIds: [session.patientId],
        detail: { purpose: 'move-preview' },
      });
      return {
        scope: request.scope,
        accepted: judged.every(({ decision }) => decision.accepted),
        laterSessions: laterSessions({
          now: tx.now.epochMilliseconds,
          sessions: inSeries,
          movedId: id,
        }).length,
        changes: judged.map(moveChangeView),
      };
    });
  }

  /** All or none: every version is checked, every rule asked, and then each session moved by the booking function. */
  move(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: MoveInSeriesRequest,
  ): Promise<MovedSessionsView> {
    return this.calls.run(member, once, async (tx) => {
      const session = await this.sessions.toChange(tx, id, version);
      const inSeries = await this.sessions.ofSeries(tx, session.seriesId);
      const wish = moveOf(session, request);
      refuseUnmovable(tx, session);
      const targets = [{ session, wish }, ...(await this.laterTargets(tx, session, inSeries, request))].sort(
        (a, b) => a.session.start - b.session.start,
      );
      const { scope } = request;
      await refuseOtherThanShown(
        { now: tx.now.epochMilliseconds, sessions: inSeries, session, scope },
        targets,
        () => this.moves.targets(tx, { session, scope, wish }, inSeries),
      );
      refuseJudged(await this.moves.judged(tx, targets), request);
      await this.booking.lockFor(
        tx,
        targets.map((each) => ({ wish: each.wish, sessionId: each.session.id })),
      );
      for (const target of orderOfShifts(targets.map((each) => ({ ...each, ...shiftOf(each) })))) {
        await this.booking.move(tx, target.session, target.wish);
      }
      return {
        sessions: await this.views(
          tx,
          member,
          [id, ...request.later.map((each) => each.sessionId)],
          inSeries,
        ),
      };
    });
  }

  private async laterTargets(
    tx: Tx,
    moved: SessionToChange,
    inSeries: readonly SessionToChange[],
    { later, overrides = [] }: MoveInSeriesRequest,
  ): Promise<Target[]> {
    const targets: Target[] = [];
    for (const { sessionId, version, ...place } of later) {
      const session = inSeries.find((each) => each.id === sessionId);
      if (session === undefined || session.id === moved.id) throw notFound('session in this series');
      if (session.version !== version) throw await staleSession(tx, sessionId);
      targets.push({ session, wish: moveOf(session, { ...place, overrides }) });
    }
    return targets;
  }

  private async views(
    tx: Tx,
    member: MemberPrincipal,
    ids: readonly string[],
    before: readonly SessionToChange[],
  ): Promise<MovedSessionsView['sessions']> {
    const views = [];
    for (const id of ids) {
      const view = sessionView(await this.sessions.shown(tx, id, sightOf(member.roles)));
      const voided = before.find((each) => each.id === id)?.state === 'confirmed';
      views.push({ ...view, confirmationVoided: voided });
    }
    return views;
  }
}

/**
 * What is applied is what was shown: the same sessions go along, to the same places, as the scope sends them now. A
 * session that was booked, cancelled or completed meanwhile makes the preview old. When the rest is planned anew the
 * places are the caller's to choose, among the later sessions.
 */
async function refuseOtherThanShown(
  { now, sessions, session, scope }: Shown,
  targets: readonly Target[],
  planned: () => Promise<readonly Target[]>,
): Promise<void> {
  const others = targets.filter((each) => each.session.id !== session.id);
  if (scope === 'plan-anew') {
    const later = laterSessions({ now, sessions, movedId: session.id }).map(({ id }) => id);
    if (others.every((each) => later.includes(each.session.id))) return;
  } else {
    const expected = new Map((await planned()).map((each) => [each.session.id, each.wish.start]));
    const same = targets.every((each) => expected.get(each.session.id) === each.wish.start);
    if (same && targets.length === expected.size) return;
  }
  throw new Refused({ code: 'stale', facts: { noun: 'series' } });
}

interface Shown {
  readonly now: number;
  readonly sessions: readonly SessionToChange[];
  readonly session: SessionToChange;
  readonly scope: MoveInSeriesRequest['scope'];
}

/** Every reason against every session, with the field of the request that it is about. */
function refuseJudged(judged: readonly JudgedTarget[], { later }: MoveInSeriesRequest): void {
  refuseAll(
    judged.flatMap(({ session, decision }) => {
      if (decision.accepted) return [];
      const place = later.findIndex(({ sessionId }) => sessionId === session.id);
      return decision.refusals.map((refusal) => ({
        ...refusalInClinicTime(refusal, session.zone),
        pointer: place === -1 ? '/startsAt' : `/later/${place}/startsAt`,
      }));
    }),
  );
}
