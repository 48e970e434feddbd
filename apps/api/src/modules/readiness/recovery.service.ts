import { Injectable } from '@nestjs/common';
import type {
  AfterCareView,
  RecordDischargeRequest,
  RecordProcedureStepsRequest,
  RecordRecoveryReadingRequest,
  RecoveryView,
} from '@lull/contracts';
import {
  checkDischarge,
  checkProcedureSteps,
  checkRecoveryReading,
  Temporal,
  type Decision,
  type Override,
  type RecoveryReading,
  type Refusal,
  type StepEntry,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { nextDoseOf } from './next-dose.js';
import { HardStops } from './readiness.public.js';
import { RecoveryRepository, type VisitOfRecovery } from './recovery.repository.js';
import {
  afterCareView,
  dischargeFactsOf,
  inZone,
  prescribersDecision,
  recoveryView,
} from './recovery.view.js';
import { RequirementsService } from './requirements.service.js';

/** From the first step of the procedure to the way home. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly recovery: RecoveryRepository,
    private readonly sessions: Sessions,
    private readonly stops: HardStops,
    private readonly requirements: RequirementsService,
  ) {}

  one(member: MemberPrincipal, sessionId: string): Promise<RecoveryView> {
    return this.database.run(member, async (tx) => {
      const visit = await this.visit(tx, sessionId);
      noted(tx, visit);
      return recoveryView(visit, tx.now.epochMilliseconds);
    });
  }

  afterCare(member: MemberPrincipal, sessionId: string): Promise<AfterCareView> {
    return this.database.run(member, async (tx) => {
      const visit = await this.visit(tx, sessionId);
      noted(tx, visit);
      const of = await this.recovery.afterCareOf(tx, sessionId);
      const judged = await this.requirements.ofSession(tx, sessionId);
      const facts = { ...of, decision: prescribersDecision(judged), nextDose: nextDoseOf(judged) };
      return afterCareView(visit, facts, tx.now.epochMilliseconds);
    });
  }

  recordSteps(
    member: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordProcedureStepsRequest,
  ): Promise<RecoveryView> {
    return this.change(member, once, sessionId, async (tx, visit) => {
      const now = tx.now.epochMilliseconds;
      const steps = request.steps.map(({ step, state, at, reason, doneBy }) => ({
        step,
        state,
        at: state === 'done' ? (epoch(at) ?? now) : null,
        reason: reason?.trim() ?? null,
        doneBy: doneBy?.trim() ?? null,
      }));
      accepted(
        checkProcedureSteps(steps, {
          now,
          sessionState: visit.state,
          roomInAt: visit.roomInAt,
          sedation: visit.plannedSedation,
          usesXray: visit.usesXray,
          injections: visit.injections,
        }),
        visit,
        await this.againstSedative(tx, visit, steps),
      );
      await this.recovery.insertSteps(tx, visit, steps);
    });
  }

  recordReading(
    member: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordRecoveryReadingRequest,
  ): Promise<RecoveryView> {
    return this.change(member, once, sessionId, async (tx, visit) => {
      const now = tx.now.epochMilliseconds;
      const reading = readingOf(request, now);
      accepted(
        checkRecoveryReading(reading, { now, sessionState: visit.state, roomOutAt: visit.roomOutAt }),
        visit,
      );
      const note = (request.note ?? '').trim();
      await this.recovery.insertReading(tx, visit, reading, note === '' ? null : note);
    });
  }

  /** Lets the patient go: what may be set aside is, with its reason, and counted where all overrides are. */
  recordDischarge(
    member: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordDischargeRequest,
  ): Promise<RecoveryView> {
    return this.change(member, once, sessionId, async (tx, visit) => {
      const { escort, afterCareTold, saidBack = false } = request;
      const paper = { escortPresent: escort?.present === true, afterCareTold, saidBack };
      const asked = (request.overrides ?? []) as readonly Override[];
      const facts = { ...dischargeFactsOf(visit, tx.now.epochMilliseconds), paper };
      const setAside = accepted(checkDischarge(facts, asked), visit);
      await this.recovery.insertDischarge(tx, visit, request);
      for (const { refusal, reason } of setAside)
        await this.sessions.setAside(tx, sessionId, refusal.code, reason, member.memberId);
    });
  }

  /** READY-44: the hard stops against a sedative that is written down for the first time (hazard H5). */
  private async againstSedative(
    tx: Tx,
    visit: VisitOfRecovery,
    steps: readonly StepEntry[],
  ): Promise<readonly Refusal[]> {
    const given = ({ step, state }: StepEntry): boolean => step === 'iv-sedative' && state === 'done';
    const known = visit.steps.some(given);
    return known || !steps.some(given) ? [] : this.stops.againstSedative(tx, visit);
  }

  /** One after the other: an entry of a session waits for the one before it, and for its step. */
  private change(
    member: MemberPrincipal,
    once: Once,
    sessionId: string,
    write: (tx: Tx, visit: VisitOfRecovery) => Promise<void>,
  ): Promise<RecoveryView> {
    return this.calls.run(member, once, async (tx) => {
      await this.sessions.lockSession(tx, sessionId);
      await write(tx, await this.visit(tx, sessionId));
      return recoveryView(await this.visit(tx, sessionId), tx.now.epochMilliseconds);
    });
  }

  private async visit(tx: Tx, sessionId: string): Promise<VisitOfRecovery> {
    const visit = await this.recovery.visit(tx, sessionId);
    if (visit === undefined) throw notFound('session');
    return visit;
  }
}

function noted(tx: Tx, { sessionId, patientId }: VisitOfRecovery): void {
  tx.read({ resource: 'recovery', resourceId: sessionId, patientIds: [patientId] });
}

function accepted<T>(
  decision: Decision<T>,
  { timeZone }: VisitOfRecovery,
  stops: readonly Refusal[] = [],
): T {
  refuseAll(inZone([...(decision.accepted ? [] : decision.refusals), ...stops], timeZone));
  if (decision.accepted) return decision.value;
  throw new Error('A rule refused without a reason.');
}

function epoch(text: string | undefined): number | null {
  return text === undefined ? null : Temporal.Instant.from(text).epochMilliseconds;
}

function readingOf(request: RecordRecoveryReadingRequest, now: number): RecoveryReading {
  return {
    at: epoch(request.at) ?? now,
    aldrete: request.aldrete ?? null,
    padss: request.padss ?? null,
    nrs: request.nrs ?? null,
    leftLegStrength: request.leftLegStrength ?? null,
    rightLegStrength: request.rightLegStrength ?? null,
    standsSafely: request.standsSafely ?? null,
    leftFootC: request.leftFootC ?? null,
    rightFootC: request.rightFootC ?? null,
    effects: request.effects,
  };
}
