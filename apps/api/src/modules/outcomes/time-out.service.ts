import { Injectable } from '@nestjs/common';
import { checkTimeOutConfirmation, checkTimeOutWithdrawal, timeOutRounds, timeOutSides } from '@lull/domain';
import type { ConfirmTimeOutRequest, TimeOutStateView, WithdrawTimeOutRequest } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { TimeOutRepository, type TimeOutContext } from './time-out.repository.js';

/**
 * The time-out in the room (hazard H1). Each of the two confirms by a sign-in of their own: a password typed into
 * somebody else's would go around the second factor and leave the trail in doubt.
 */
@Injectable()
export class TimeOutService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly timeOuts: TimeOutRepository,
    private readonly sessions: Sessions,
  ) {}

  ofSession(principal: MemberPrincipal, sessionId: string): Promise<TimeOutStateView> {
    return this.database.run(principal, async (tx) => {
      const context = await this.contextOf(tx, sessionId);
      tx.read({ resource: 'time-out', patientIds: [context.patientId], detail: { sessionId } });
      return stateView(sessionId, context, principal.memberId);
    });
  }

  confirm(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: ConfirmTimeOutRequest,
  ): Promise<TimeOutStateView> {
    return this.change(principal, once, sessionId, async (tx, context) => {
      const { memberId } = principal;
      const { side, levels, consentSide, items } = request;
      decided(checkTimeOutConfirmation({ memberId, side, levels, consentSide, items }, context));
      const visit = { sessionId, patientId: context.patientId };
      await this.timeOuts.confirm(tx, visit, memberId, request, context.sides);
    });
  }

  withdraw(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    { reason }: WithdrawTimeOutRequest,
  ): Promise<TimeOutStateView> {
    return this.change(principal, once, sessionId, async (tx, context) => {
      decided(checkTimeOutWithdrawal(context));
      const visit = { sessionId, patientId: context.patientId };
      await this.timeOuts.withdraw(tx, visit, principal.memberId, reason);
    });
  }

  /** Under the session's lock: two people who confirm at once come one after the other. */
  private change(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    write: (tx: Tx, context: TimeOutContext) => Promise<void>,
  ): Promise<TimeOutStateView> {
    return this.calls.run(principal, once, async (tx) => {
      await this.sessions.lockSession(tx, sessionId);
      await write(tx, await this.contextOf(tx, sessionId));
      return stateView(sessionId, await this.contextOf(tx, sessionId), principal.memberId);
    });
  }

  private async contextOf(tx: Tx, sessionId: string): Promise<TimeOutContext> {
    const context = await this.timeOuts.context(tx, sessionId);
    if (context === undefined) throw notFound('session');
    return context;
  }
}

/** Of the first person's word only that it stands: who has not chosen yet is not told the side (hazard H1). */
function stateView(sessionId: string, context: TimeOutContext, memberId: string): TimeOutStateView {
  const rounds = timeOutRounds(context);
  const [first] = rounds.find(({ state }) => state === 'open')?.confirmations ?? [];
  const needed = context.sides.order === 'both' ? 2 : 1;
  return {
    sessionId,
    sessionState: context.sessionState,
    waiting: first === undefined ? null : { by: first.by, own: first.memberId === memberId, at: first.at },
    rounds: rounds.flatMap(({ side, state, confirmations }) => {
      const levels = confirmations[0]?.levels ?? [];
      // One word alone is shown when it is void: then there is nothing left to influence.
      if (state === 'open') return [];
      return [{ side, levels, state, confirmations: confirmations.map(({ by, at }) => ({ by, at })) }];
    }),
    missing: needed - new Set(timeOutSides(context)).size,
    toRead: context.toRead,
  };
}
