import { Injectable } from '@nestjs/common';
import { checkPainScore, diaryOverdue, Temporal } from '@lull/domain';
import type {
  DiaryStateView,
  PainScoreRequest,
  PainScoreView,
  RecordPainScoresRequest,
} from '@lull/contracts';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import type { Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { PainScoreRepository, type NewPainScore } from './pain-score.repository.js';
import { SeriesPlans } from '../series/series.public.js';

@Injectable()
export class PainScoreService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly scores: PainScoreRepository,
    private readonly sessions: Sessions,
    private readonly series: SeriesPlans,
  ) {}

  /** All of them or none; each refusal points at its score. */
  record(
    principal: MemberPrincipal,
    once: Once,
    seriesId: string,
    request: RecordPainScoresRequest,
  ): Promise<PainScoreView[]> {
    return this.calls.run(principal, once, async (tx) => {
      const { patientId, side: seriesSide } = await this.series.plan(tx, seriesId);
      const zone = await this.sessions.zoneOfSeries(tx, seriesId);
      const checked: NewPainScore[] = [];
      const reasons: Refusal[] = [];
      request.scores.forEach((score, index) => {
        const decision = checkPainScore(given(score), { now: tx.now.epochMilliseconds, zone, seriesSide });
        if (decision.accepted) checked.push({ request: score, placed: decision.value });
        else
          reasons.push(...decision.refusals.map((refusal) => ({ ...refusal, pointer: `/scores/${index}` })));
      });
      refuseAll(reasons);
      const ids = new Set(await this.scores.insert(tx, { seriesId, patientId }, checked));
      return (await this.scores.ofSeries(tx, seriesId)).filter((score) => ids.has(score.id));
    });
  }

  ofSeries(principal: MemberPrincipal, seriesId: string): Promise<PainScoreView[]> {
    return this.database.run(principal, async (tx) => {
      const { patientId } = await this.series.plan(tx, seriesId);
      tx.read({ resource: 'pain-score', patientIds: [patientId], detail: { seriesId } });
      return this.scores.ofSeries(tx, seriesId);
    });
  }

  diaryState(principal: MemberPrincipal, seriesId: string): Promise<DiaryStateView> {
    return this.database.run(principal, async (tx) => {
      const { patientId, purpose, targetSymptom } = await this.series.plan(tx, seriesId);
      tx.read({ resource: 'pain-score', patientIds: [patientId], detail: { seriesId, only: 'diary-state' } });
      const diary = await this.scores.diary(tx, seriesId);
      const overdue = diaryOverdue({ purpose, targetSymptom, now: tx.now.epochMilliseconds, ...diary });
      return { seriesId, lastScoreAt: diary.lastScoreAt, overdue };
    });
  }
}

function given({ kind, value, at, on, side }: PainScoreRequest) {
  return {
    kind,
    value: value ?? null,
    at: at === undefined ? null : Temporal.Instant.from(at).epochMilliseconds,
    on: on ?? null,
    side: side ?? null,
  };
}
