import { Injectable } from '@nestjs/common';
import { Temporal, type PlacedPainScore } from '@lull/domain';
import type { PainScoreRequest, PainScoreView } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { PainScoreRow } from './pain-score.entity.js';

export interface NewPainScore {
  readonly request: PainScoreRequest;
  readonly placed: PlacedPainScore;
}

/** A score or a statement that the patient entered; instants are epoch milliseconds. */
export interface ScoreOfPatient {
  readonly seriesId: string;
  readonly kind: 'now' | 'pct-relief' | 'pain-returned';
  readonly value: number | null;
  readonly at: number;
  readonly until: number | null;
  readonly rescue: boolean;
}

/** Through which link, and when it was said, which may be days before it arrives. */
interface SaidByPatient {
  readonly patientId: string;
  readonly linkId: string;
  readonly saidAt: number;
}

export interface DiaryRow {
  readonly lastScoreAt: number | null;
  readonly lastInjectionAt: number | null;
}

@Injectable()
export class PainScoreRepository {
  async insert(
    tx: Tx,
    series: { readonly seriesId: string; readonly patientId: string },
    scores: readonly NewPainScore[],
  ): Promise<string[]> {
    const { practiceId } = tx.principal;
    const enteredBy = tx.principal.kind === 'member' ? tx.principal.memberId : null;
    const rows = scores.map(({ request, placed }) => ({
      practiceId,
      id: uuid(),
      patientId: series.patientId,
      seriesId: series.seriesId,
      side: placed.side,
      at: Temporal.Instant.fromEpochMilliseconds(placed.at),
      atUntil: placed.until === null ? null : Temporal.Instant.fromEpochMilliseconds(placed.until),
      kind: request.kind,
      value: request.value ?? null,
      source: request.source,
      rescue: request.rescue,
      enteredBy,
    }));
    await tx.manager.insert(PainScoreRow, rows);
    return rows.map((row) => row.id);
  }

  async insertOfPatient(
    tx: Tx,
    { patientId, linkId, saidAt }: SaidByPatient,
    scores: readonly ScoreOfPatient[],
  ): Promise<void> {
    await tx.manager.insert(
      PainScoreRow,
      scores.map(({ at, until, ...score }) => ({
        practiceId: tx.principal.practiceId,
        id: uuid(),
        patientId,
        ...score,
        side: null,
        at: Temporal.Instant.fromEpochMilliseconds(at),
        atUntil: until === null ? null : Temporal.Instant.fromEpochMilliseconds(until),
        source: 'diary' as const,
        enteredThrough: linkId,
        enteredAt: Temporal.Instant.fromEpochMilliseconds(saidAt),
      })),
    );
  }

  async ofSeries(tx: Tx, seriesId: string): Promise<PainScoreView[]> {
    const rows = await tx.query<{ score: PainScoreView }>(
      `SELECT json_build_object(
          'id', p.id, 'at', floor(extract(epoch from p.at) * 1000), 'until', floor(extract(epoch from p.at_until) * 1000),
          'kind', p.kind, 'value', p.value, 'source', p.source, 'rescue', p.rescue, 'side', p.side) AS score FROM pain_score p
        WHERE p.practice_id = $1 AND p.series_id = $2 ORDER BY p.at, p.id`,
      [tx.principal.practiceId, seriesId],
    );
    return rows.map((row) => row.score);
  }

  async diary(tx: Tx, seriesId: string): Promise<DiaryRow> {
    const [row] = await tx.query<DiaryRow>(
      `SELECT (SELECT floor(extract(epoch from max(CASE WHEN p.at_until IS NULL THEN p.at ELSE least(p.at_until, now()) END)) * 1000)::float8 FROM judged_score p
                WHERE p.practice_id = $1 AND p.series_id = $2) AS "lastScoreAt",
              (SELECT floor(extract(epoch from max(i.needle_out_at)) * 1000)::float8 FROM injection i
                WHERE i.practice_id = $1 AND i.series_id = $2 AND i.status = 'completed') AS "lastInjectionAt"`,
      [tx.principal.practiceId, seriesId],
    );
    return row ?? { lastScoreAt: null, lastInjectionAt: null };
  }
}
