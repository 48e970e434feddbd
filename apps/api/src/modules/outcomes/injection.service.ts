import { Injectable } from '@nestjs/common';
import {
  checkInjection,
  civilDateAt,
  isComplicationCode,
  needsClinicianReview,
  Temporal,
  type InjectionRecord,
  type Refusal,
} from '@lull/domain';
import {
  advisoryOf,
  type AmendInjectionRequest,
  type InjectionView,
  type RecordedInjectionView,
  type RecordInjectionRequest,
} from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, Refused, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Patients } from '../patients/patients.public.js';
import { HardStops } from '../readiness/readiness.public.js';
import { refusalInClinicTime, Sessions, type LockedSession } from '../scheduling/scheduling.public.js';
import { SeriesPlans } from '../series/series.public.js';
import { TimeOutRepository } from './time-out.repository.js';
import { amountsOf, InjectionRepository, type Replaced } from './injection.repository.js';

@Injectable()
export class InjectionService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly injections: InjectionRepository,
    private readonly sessions: Sessions,
    private readonly series: SeriesPlans,
    private readonly patients: Patients,
    private readonly timeOuts: TimeOutRepository,
    private readonly stops: HardStops,
  ) {}

  ofSession(principal: MemberPrincipal, sessionId: string): Promise<InjectionView[]> {
    return this.database.run(principal, async (tx) => {
      const patientId = await this.sessions.patientOf(tx, sessionId);
      if (patientId === undefined) throw notFound('session');
      tx.read({ resource: 'injection', patientIds: [patientId], detail: { sessionId } });
      return this.injections.ofSession(tx, patientId, sessionId);
    });
  }

  record(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordInjectionRequest,
  ): Promise<RecordedInjectionView> {
    return this.calls.run(principal, once, async (tx) => {
      const session = await this.sessions.lockSession(tx, sessionId);
      if (session === undefined) throw notFound('session');
      return this.write(tx, session, request, null);
    });
  }

  /** A correction is a new record; the old one is taken out of force and stays to be seen. */
  amend(
    principal: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: AmendInjectionRequest,
  ): Promise<RecordedInjectionView> {
    return this.calls.run(principal, once, async (tx) => {
      const unlocked = await this.injections.head(tx, id);
      const session = unlocked && (await this.sessions.lockSession(tx, unlocked.sessionId));
      const head = await this.injections.head(tx, id);
      if (session === undefined || head === undefined) throw notFound('injection');
      if (head.status === 'entered-in-error')
        throw new Refused({ code: 'outcomes.injection-entered-in-error' });
      if (!(await this.injections.enterInError(tx, id, version))) throw stale('injection', head.version);
      return this.write(tx, session, request, { id, reason: request.amendReason });
    });
  }

  private async write(
    tx: Tx,
    session: LockedSession,
    request: RecordInjectionRequest,
    replaced: Replaced | null,
  ): Promise<RecordedInjectionView> {
    const target = { sessionId: session.sessionId, seriesId: session.seriesId, patientId: session.patientId };
    const neighbours = await this.injections.neighbours(tx, target, request.side, replaced?.id ?? null);
    const { state: sessionState, roomInAt, roomOutAt } = session;
    const { side: seriesSide } = await this.series.plan(tx, session.seriesId);
    const { weightKg, anticoagulated } = await this.patients.treatmentFacts(tx, session.patientId);
    const now = tx.now.epochMilliseconds;
    const decision = checkInjection(recordOf(request), {
      now,
      amending: replaced !== null,
      sessionState,
      seriesSide,
      roomInAt,
      roomOutAt,
      weightKg,
      timeOutSides: (await this.stops.wasLedHere(tx, session))
        ? await this.timeOuts.askedOf(tx, session.sessionId, request.side, replaced?.id ?? null)
        : null,
      ...neighbours,
    });
    const stops = await this.againstSedative(tx, session, request, replaced);
    if (stops.length > 0)
      refuseAll([
        ...reasonsAgainst(decision),
        ...stops.map((refusal) => refusalInClinicTime(refusal, session.zone)),
      ]);
    const { advisories } = decided(decision);

    const id = await this.injections.insert(tx, target, request, replaced);
    const reviewAsked = needsReview(request, anticoagulated);
    if (reviewAsked) {
      await this.sessions.openFollowUpTask(tx, {
        patientId: target.patientId,
        sessionId: target.sessionId,
        kind: 'clinician-review',
        dueOn: civilDateAt(now, session.zone),
      });
    }
    const written = (await this.injections.ofSession(tx, target.patientId, target.sessionId)).find(
      (each) => each.id === id,
    );
    if (written === undefined) throw new Error('An injection was written and cannot be read.');
    return { ...written, advisories: advisories.map(advisoryOf), reviewAsked };
  }

  /** READY-44: the hard stops against a sedative that is written down for the first time (hazard H5). */
  private async againstSedative(
    tx: Tx,
    session: LockedSession,
    { status, drugs }: RecordInjectionRequest,
    replaced: Replaced | null,
  ): Promise<readonly Refusal[]> {
    if (status !== 'completed' || drugs.every(({ role }) => role !== 'sedative')) return [];
    const known = replaced !== null && (await this.injections.hadSedative(tx, replaced.id));
    return known ? [] : this.stops.againstSedative(tx, session);
  }
}

function recordOf(request: RecordInjectionRequest): InjectionRecord {
  return {
    side: request.side,
    status: request.status,
    statusReason: request.statusReason ?? null,
    levels: request.levels,
    needleInAt: epoch(request.needleInAt),
    needleOutAt: epoch(request.needleOutAt),
    needleOutReason: request.needleOutReason ?? null,
    needleOutStampedAt: epoch(request.needleOutStampedAt),
    fluoroSeconds: request.fluoroSeconds ?? null,
    kermaAreaGycm2: request.kermaAreaGycm2 ?? null,
    drugs: request.drugs.map(amountsOf),
    overMaximumReason: request.overMaximumReason ?? null,
    temperatures: request.temperatures,
    complications: request.complications.map(({ code, onsetAt }) => ({ code, onsetAt: epoch(onsetAt) })),
  };
}

function epoch(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text).epochMilliseconds;
}

function needsReview({ complications }: RecordInjectionRequest, anticoagulated: boolean): boolean {
  const circumstances = anticoagulated ? (['anticoagulated'] as const) : [];
  return complications.some(
    ({ code }) =>
      isComplicationCode(code) && needsClinicianReview({ code, lastedHours: null, circumstances }),
  );
}
