import { Injectable } from '@nestjs/common';
import {
  checkGuardedStep,
  type GuardedStep,
  type Preparation,
  type Readiness,
  type Refusal,
  type ReadinessPolicies,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { refusedBy } from '../scheduling/scheduling.public.js';
import { EvidenceService, type SaidOfRequirement } from './evidence.service.js';
import { preparationOf } from './preparation-of.js';
import { ReadinessFactsRepository } from './readiness-facts.repository.js';
import { RequirementEvidenceRepository, type RecordedBefore } from './requirement-evidence.repository.js';
import { RequirementsService, type JudgedSession } from './requirements.service.js';

export { preparationOf };
export type { JudgedSession, RecordedBefore, SaidOfRequirement };

/** A session as it is locked, as far as it tells whether its patient came into the room. */
interface SessionInRoom {
  readonly sessionId: string;
  readonly state: string;
  readonly roomInAt: number | null;
}

/** READY-44: what no reason overrides. Precondition of each: the session is locked, so that nothing is recorded meanwhile. */
@Injectable()
export class HardStops {
  constructor(
    private readonly requirements: RequirementsService,
    private readonly facts: ReadinessFactsRepository,
  ) {}

  /** Every hard stop that stands against a step. */
  async against(tx: Tx, sessionId: string, step: GuardedStep): Promise<readonly Refusal[]> {
    const judged = await this.requirements.ofSessionNow(tx, sessionId);
    if (judged === undefined) throw notFound('session');
    const decision = checkGuardedStep(
      step,
      judged.requirements,
      judged.row.evidence,
      tx.now.epochMilliseconds,
    );
    return decision.accepted ? [] : decision.refusals;
  }

  /** Every hard stop against a sedative that is written down; of a visit that was not led here none is known. */
  async againstSedative(tx: Tx, session: SessionInRoom): Promise<readonly Refusal[]> {
    return (await this.wasLedHere(tx, session)) ? this.against(tx, session.sessionId, 'sedative-given') : [];
  }

  /** Whether the patient came into the room here: of a visit that was brought in, nobody was asked anything by this product. */
  async wasLedHere(tx: Tx, { sessionId, state, roomInAt }: SessionInRoom): Promise<boolean> {
    if (roomInAt === null) return false;
    return state !== 'discharged' || (await this.facts.cameInHere(tx, sessionId));
  }
}

/** What other modules may ask of readiness, and tell it. */
@Injectable()
export class ReadinessDoor {
  constructor(
    private readonly requirements: RequirementsService,
    private readonly evidence: EvidenceService,
  ) {}

  /** How a session stands; refused as not found where there is none. */
  async readiness(tx: Tx, sessionId: string): Promise<Readiness> {
    return (await this.standing(tx, sessionId)).readiness;
  }

  /** Everything that its requirements follow from, with them, as the facts are now: evidence is given for those. */
  async judged(tx: Tx, sessionId: string): Promise<JudgedSession> {
    const judged = await this.requirements.ofSessionNow(tx, sessionId);
    if (judged === undefined) throw notFound('session');
    return judged;
  }

  /** What the patient is told before the visit (READY-50): the same for the sheet, a message and the patient's page. */
  async preparation(tx: Tx, sessionId: string): Promise<Preparation> {
    return preparationOf(await this.standing(tx, sessionId), tx.now.epochMilliseconds);
  }

  /** Every version that readiness is judged by, what Lull proposes among them. */
  policies(tx: Tx): Promise<ReadinessPolicies> {
    return this.requirements.policies(tx);
  }

  /** Of several sessions; those of another practice are left out. */
  judgedMany(tx: Tx, sessionIds: readonly string[]): Promise<JudgedSession[]> {
    return this.requirements.ofSessions(tx, sessionIds);
  }

  /** Evidence of former days, as members of the practice gave it then; for books that are brought in. */
  bringIn(tx: Tx, evidence: readonly RecordedBefore[]): Promise<void> {
    return this.evidence.write(tx, evidence);
  }

  /** Evidence from another part of the visit, such as arrival, or from the patient. Precondition: the session is locked. */
  async record(tx: Tx, sessionId: string, ...said: readonly SaidOfRequirement[]): Promise<void> {
    const judged = await this.judged(tx, sessionId);
    const answers = said.map((each) => this.evidence.judge(judged, each, tx.now.epochMilliseconds));
    const refusals = answers.flatMap((each) => ('refusals' in each ? each.refusals : []));
    if (refusals.length > 0) throw refusedBy(refusals, judged.row.zone);
    await this.evidence.write(
      tx,
      answers.flatMap((each) => ('evidence' in each ? [each.evidence] : [])),
    );
  }

  private async standing(tx: Tx, sessionId: string): Promise<JudgedSession> {
    const judged = await this.requirements.ofSession(tx, sessionId);
    if (judged === undefined) throw notFound('session');
    return judged;
  }
}

/** The door for a command that runs outside of the application. */
export function readinessDoor(): ReadinessDoor {
  return new ReadinessDoor(
    new RequirementsService(new ReadinessFactsRepository()),
    new EvidenceService(new RequirementEvidenceRepository()),
  );
}
