import { Injectable } from '@nestjs/common';
import {
  arrivalFindings,
  civilDateAt,
  fastingCutOffs,
  lastIntakesOf,
  policyOn,
  type ArrivalVisit,
  checkArrival,
  checkStampedTime,
  Temporal,
  type ArrivalAnswers,
  type LastTaken,
  type ReadinessPolicies,
  type RequirementKind,
} from '@lull/domain';
import type { ArrivalStateView, ArrivalView, LastTakenRequest, RecordArrivalRequest } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { MeasuredEvidence } from './measured-evidence.public.js';
import { ReadinessDoor } from './readiness.public.js';
import { ArrivalRepository, type ArrivalContext } from './arrival.repository.js';

/** What is asked on arrival: append-only, the latest speaks, a correction keeps the record it corrects. */
@Injectable()
export class ArrivalService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly arrivals: ArrivalRepository,
    private readonly sessions: Sessions,
    private readonly readiness: ReadinessDoor,
    private readonly measured: MeasuredEvidence,
  ) {}

  ofSession(principal: MemberPrincipal, sessionId: string): Promise<ArrivalStateView> {
    return this.database.run(principal, async (tx) => {
      const context = await this.arrivals.context(tx, sessionId);
      if (context === undefined) throw notFound('session');
      tx.read({ resource: 'arrival', patientIds: [context.patientId], detail: { sessionId } });
      return stateView(sessionId, context, await this.readiness.policies(tx));
    });
  }

  record(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordArrivalRequest,
  ): Promise<ArrivalStateView> {
    return this.calls.run(principal, once, async (tx) => {
      const session = await this.sessions.lockSession(tx, sessionId);
      const before = await this.arrivals.context(tx, sessionId);
      if (session === undefined || before === undefined) throw notFound('session');
      const now = tx.now.epochMilliseconds;
      const { birthDate, namesakes } = before;
      const answered = checkArrival(answersOf(request), {
        now,
        sessionState: session.state,
        birthDate,
        namesakes,
      });
      const asked = checkStampedTime({ at: epoch(request.askedAt), reason: request.timeReason ?? null }, now);
      refuseAll([...changeReasons(before, request), ...reasonsAgainst(answered, asked)]);
      const askedAt = asked.accepted ? asked.value : now;
      await this.arrivals.insert(tx, { sessionId, patientId: session.patientId }, request, askedAt);
      await this.tellReadiness(tx, sessionId, answersOf(request));
      const after = await this.arrivals.context(tx, sessionId);
      if (after === undefined) throw new Error('An arrival was written and cannot be read.');
      return stateView(sessionId, after, await this.readiness.policies(tx));
    });
  }

  /** DAY-08: what was answered settles its requirements, by the limits of readiness; what nobody asked settles none. */
  private async tellReadiness(tx: Tx, sessionId: string, answers: ArrivalAnswers): Promise<void> {
    const judged = await this.readiness.judged(tx, sessionId);
    const { requirements, cutOffs } = judged;
    const wanted = (kind: RequirementKind): boolean =>
      requirements.some((each) => each.kind === kind && each.byRecord === null);
    const known = lastIntakesOf(answers);
    const lastIntakes = cutOffs.flatMap(({ intake }) => {
      const at = known[intake];
      return at === undefined || at === null ? [] : [{ intake, at: isoOf(at) }];
    });
    const said = await this.measured.fromArrival(tx, judged, answers.infectionSigns);
    if (wanted('fasting-kept') && cutOffs.length > 0 && lastIntakes.length === cutOffs.length)
      said.push({ kind: 'fasting-kept', outcome: 'met', particulars: { lastIntakes } });
    if (said.length > 0) await this.readiness.record(tx, sessionId, ...said);
  }
}

function isoOf(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}

/** DAY-07: a correction names the record that stands, and says why. */
function changeReasons({ records }: ArrivalContext, request: RecordArrivalRequest): Refusal[] {
  const standing = records.at(-1)?.id ?? null;
  if ((request.amends ?? null) !== standing) return [{ code: 'arrival.recorded-meanwhile' }];
  if (standing === null || (request.amendReason ?? '').trim() !== '') return [];
  return [{ code: 'arrival.answer-change-unexplained', pointer: '/amendReason' }];
}

function stateView(
  sessionId: string,
  context: ArrivalContext,
  policies: ReadinessPolicies,
): ArrivalStateView {
  const { namesakes, takesAnticoagulant, records } = context;
  const standing = records.at(-1) ?? null;
  return {
    sessionId,
    namesakes,
    takesAnticoagulant,
    standing,
    replaced: records.slice(0, -1).toReversed(),
    findings:
      standing === null
        ? []
        : arrivalFindings(recorded(standing), visitOf(context, standing.askedAt, policies)),
  };
}

function visitOf(context: ArrivalContext, askedAt: number, policies: ReadinessPolicies): ArrivalVisit {
  const { orderSide, sedation, diagnostic, start, arriveAt, zone, glp1, lastDoseAt } = context;
  const anticoagulant = { taken: context.takesAnticoagulant, lastDoseAt };
  const policy = policyOn(civilDateAt(start, zone), policies);
  const fasting = fastingCutOffs({ start, arriveAt, sedation }, policy.fasting, { glp1 });
  return { orderSide, sedation, diagnostic, anticoagulant, start, askedAt, fasting, policy };
}

/** What stands was held against name and birth date when it was written. */
function recorded(view: ArrivalView): ArrivalAnswers {
  return { ...view, nameAgrees: true };
}

function answersOf(request: RecordArrivalRequest): ArrivalAnswers {
  return {
    nameAgrees: request.nameAgrees,
    birthDateSaid: request.birthDateSaid,
    toldApartBy: request.toldApartBy ?? null,
    sideSaid: request.sideSaid,
    fullMeal: taken(request.fullMeal),
    lightMeal: taken(request.lightMeal),
    clearLiquids: taken(request.clearLiquids),
    analgesic: taken(request.analgesic),
    anticoagulantDose: taken(request.anticoagulantDose),
    escortPresent: request.escortPresent ?? null,
    escortName: request.escortName ?? null,
    newDrugs: request.newDrugs ?? null,
    infectionSigns: request.infectionSigns ?? null,
  };
}

function taken(request: LastTakenRequest | null | undefined): LastTaken | null {
  const at = epoch(request?.at);
  return request === null || request === undefined || at === null ? null : { said: request.said, at };
}

function epoch(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text).epochMilliseconds;
}
