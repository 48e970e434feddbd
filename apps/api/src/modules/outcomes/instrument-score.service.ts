import { Injectable } from '@nestjs/common';
import { checkInstrumentScore, Temporal } from '@lull/domain';
import type {
  InstrumentScoreRequest,
  InstrumentScoreView,
  RecordInstrumentScoresRequest,
} from '@lull/contracts';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { refuseAll } from '../../platform/decided.js';
import type { Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { SeriesPlans } from '../series/series.public.js';
import { InstrumentScoreRepository, type NewInstrumentScore } from './instrument-score.repository.js';

@Injectable()
export class InstrumentScoreService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly scores: InstrumentScoreRepository,
    private readonly series: SeriesPlans,
  ) {}

  /** All of them or none; each refusal points at its score. */
  record(
    principal: MemberPrincipal,
    once: Once,
    seriesId: string,
    { scores }: RecordInstrumentScoresRequest,
  ): Promise<InstrumentScoreView[]> {
    return this.calls.run(principal, once, async (tx) => {
      const { patientId, side: seriesSide } = await this.series.plan(tx, seriesId);
      const checked: NewInstrumentScore[] = [];
      const reasons: Refusal[] = [];
      scores.forEach((score, index) => {
        const decision = checkInstrumentScore(given(score), { now: tx.now.epochMilliseconds, seriesSide });
        if (decision.accepted)
          checked.push({
            ...decision.value,
            seriesId,
            region: score.region ?? null,
            source: score.source,
          });
        else
          reasons.push(...decision.refusals.map((refusal) => ({ ...refusal, pointer: `/scores/${index}` })));
      });
      refuseAll(reasons);
      const ids = new Set(await this.scores.insert(tx, { patientId, linkId: null }, checked));
      return (await this.scores.ofSeries(tx, seriesId, patientId)).filter(({ id }) => ids.has(id));
    });
  }

  ofSeries(principal: MemberPrincipal, seriesId: string): Promise<InstrumentScoreView[]> {
    return this.database.run(principal, async (tx) => {
      const { patientId } = await this.series.plan(tx, seriesId);
      tx.read({ resource: 'pain-score', patientIds: [patientId], detail: { seriesId, only: 'instruments' } });
      return this.scores.ofSeries(tx, seriesId, patientId);
    });
  }
}

function given({ instrument, answers, at, side }: InstrumentScoreRequest) {
  return {
    instrument,
    answers: answers.map(({ value }) => value ?? null),
    at: Temporal.Instant.from(at).epochMilliseconds,
    side: side ?? null,
  };
}
