import { Injectable } from '@nestjs/common';
import {
  checkPainScore,
  checkStampedTime,
  checkVitalSigns,
  kilogramsOf,
  Temporal,
  vitalFindings,
  vitalMeasures,
  type VitalSigns,
} from '@lull/domain';
import type {
  PainScoreRequest,
  RecordVitalSignsRequest,
  VitalSignsStateView,
  VitalSignsView,
} from '@lull/contracts';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Patients } from '../patients/patients.public.js';
import { MeasuredEvidence } from '../readiness/measured-evidence.public.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { PainScoreRepository, type NewPainScore } from './pain-score.repository.js';
import { VitalSignsRepository, type VitalSignsContext } from './vital-signs.repository.js';

/** What is measured before the needle, with the check-in score that the baseline rests on (BAS-01, third rule). */
@Injectable()
export class VitalSignsService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly vitals: VitalSignsRepository,
    private readonly scores: PainScoreRepository,
    private readonly sessions: Sessions,
    private readonly patients: Patients,
    private readonly evidence: MeasuredEvidence,
  ) {}

  ofSession(principal: MemberPrincipal, sessionId: string): Promise<VitalSignsStateView> {
    return this.database.run(principal, async (tx) => {
      const context = await this.vitals.context(tx, sessionId);
      if (context === undefined) throw notFound('session');
      tx.read({ resource: 'vital-signs', patientIds: [context.patientId], detail: { sessionId } });
      return stateView(context);
    });
  }

  /** Values, score and weight together or none of them. */
  record(
    principal: MemberPrincipal,
    once: Once,
    sessionId: string,
    request: RecordVitalSignsRequest,
  ): Promise<VitalSignsStateView> {
    return this.calls.run(principal, once, async (tx) => {
      const session = await this.sessions.lockSession(tx, sessionId);
      const before = await this.vitals.context(tx, sessionId);
      if (session === undefined || before === undefined) throw notFound('session');
      const now = tx.now.epochMilliseconds;
      const signs = signsOf(request);
      const measured = checkStampedTime(
        { at: epoch(request.measuredAt), reason: request.timeReason ?? null },
        now,
      );
      const measuredAt = measured.accepted ? measured.value : now;
      const { checked, reasons } = this.painBefore(request, measuredAt, session.zone, before, now);
      refuseAll([
        ...changeReasons(before, request),
        ...reasonsAgainst(
          checkVitalSigns(signs, { sessionState: session.state, painAsked: request.pain.length > 0 }),
          measured,
        ),
        ...reasons,
      ]);
      const { patientId, seriesId } = session;
      await this.vitals.insert(tx, { sessionId, patientId }, signs, request, {
        measuredAt,
        weightBeforeKg: before.weightKg,
      });
      if (checked.length > 0) await this.scores.insert(tx, { seriesId, patientId }, checked);
      if (signs.weightKg !== null) await this.patients.weigh(tx, patientId, signs.weightKg);
      await this.evidence.fromVitals(tx, sessionId, {
        temperatureCelsius: signs.temperatureCelsius,
        correctedCelsius: before.records.find(({ id }) => id === request.amends)?.temperatureCelsius ?? null,
        painAsked: checked.length > 0,
      });
      const after = await this.vitals.context(tx, sessionId);
      if (after === undefined) throw new Error('Vital signs were written and cannot be read.');
      return stateView(after);
    });
  }

  private painBefore(
    request: RecordVitalSignsRequest,
    measuredAt: number,
    zone: string,
    { seriesSide }: VitalSignsContext,
    now: number,
  ): { readonly checked: NewPainScore[]; readonly reasons: Refusal[] } {
    const at = Temporal.Instant.fromEpochMilliseconds(measuredAt).toString();
    const checked: NewPainScore[] = [];
    const reasons: Refusal[] = [];
    request.pain.forEach(({ value, side = null, rescue }, index) => {
      const score: PainScoreRequest = { kind: 'now', value, at, side, rescue, source: 'clinic' };
      const decision = checkPainScore(
        { kind: 'now', value, at: measuredAt, on: null, side },
        { now, zone, seriesSide },
      );
      if (decision.accepted) checked.push({ request: score, placed: decision.value });
      else reasons.push(...decision.refusals.map((refusal) => ({ ...refusal, pointer: `/pain/${index}` })));
    });
    return { checked, reasons };
  }
}

/** DAY-07: a correction names a reading that stands, and says why. */
function changeReasons({ records }: VitalSignsContext, request: RecordVitalSignsRequest): Refusal[] {
  const { amends = null, amendReason = null } = request;
  if (amends === null) return [];
  if (!standing(records).some(({ id }) => id === amends))
    return [{ code: 'outcomes.vitals-recorded-meanwhile' }];
  return (amendReason ?? '').trim() === ''
    ? [{ code: 'outcomes.vitals-change-unexplained', pointer: '/amendReason' }]
    : [];
}

function standing(records: readonly VitalSignsView[]): VitalSignsView[] {
  const replaced = new Set(records.map(({ amends }) => amends));
  return records.filter(({ id }) => !replaced.has(id));
}

function stateView(context: VitalSignsContext): VitalSignsStateView {
  const { sessionId, seriesId, seriesSide, targetSymptom, diabetic, pain, records } = context;
  const stand = standing(records);
  // Each value as it was measured last: not every round measures everything.
  const latest = Object.fromEntries(
    vitalMeasures.map((measure) => [
      measure,
      stand.findLast((each) => each[measure] !== null)?.[measure] ?? null,
    ]),
  ) as VitalSigns;
  const weighed = stand.find(({ weightKg }) => weightKg !== null);
  const weightBeforeKg = weighed === undefined ? context.weightKg : weighed.weightBeforeKg;
  return {
    sessionId,
    seriesId,
    seriesSide,
    targetSymptom,
    diabetic,
    pain,
    weightKg: context.weightKg,
    readings: records.toReversed(),
    findings: stand.length === 0 ? [] : vitalFindings(latest, { diabetic, weightBeforeKg }),
  };
}

function signsOf(request: RecordVitalSignsRequest): VitalSigns {
  const { weight } = request;
  return {
    systolicMmhg: request.systolicMmhg ?? null,
    diastolicMmhg: request.diastolicMmhg ?? null,
    pulsePerMin: request.pulsePerMin ?? null,
    spo2Percent: request.spo2Percent ?? null,
    respirationPerMin: request.respirationPerMin ?? null,
    temperatureCelsius: request.temperatureCelsius ?? null,
    weightKg: weight === null || weight === undefined ? null : kilogramsOf(weight.value, weight.unit),
    glucoseMgDl: request.glucoseMgDl ?? null,
  };
}

function epoch(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Temporal.Instant.from(text).epochMilliseconds;
}
