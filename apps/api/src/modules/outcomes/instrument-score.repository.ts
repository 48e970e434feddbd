import { Injectable } from '@nestjs/common';
import { Temporal } from '@lull/domain';
import type { BodyRegion, InstrumentScoreView } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { InstrumentScoreRow } from './instrument-score.entity.js';

/** A score as it is kept; instants are epoch milliseconds. */
export interface NewInstrumentScore {
  /** Null: of the patient, whatever the series. */
  readonly seriesId: string | null;
  readonly instrument: string;
  readonly answers: readonly (number | null)[];
  readonly score: number;
  readonly side: 'left' | 'right' | null;
  readonly region: BodyRegion | null;
  readonly source: 'clinic' | 'phone' | 'diary';
  readonly at: number;
}

/** A row of `instrument_score q`, as it is shown. */
export const instrumentJson = `json_build_object('id', q.id, 'seriesId', q.series_id, 'instrument', q.instrument,
  'at', floor(extract(epoch from q.at) * 1000), 'answers', q.items, 'score', q.score::float8, 'side', q.side,
  'region', q.region, 'source', q.source)`;

@Injectable()
export class InstrumentScoreRepository {
  /** `linkId`: through which link the patient entered them; null: a member did. Answers the new ids. */
  async insert(
    tx: Tx,
    { patientId, linkId }: { readonly patientId: string; readonly linkId: string | null },
    scores: readonly NewInstrumentScore[],
  ): Promise<string[]> {
    if (scores.length === 0) return [];
    const { principal } = tx;
    const rows = scores.map(({ answers, at, ...score }) => ({
      practiceId: principal.practiceId,
      id: uuid(),
      patientId,
      ...score,
      items: [...answers],
      at: Temporal.Instant.fromEpochMilliseconds(at),
      enteredBy: principal.kind === 'member' ? principal.memberId : null,
      enteredThrough: linkId,
    }));
    await tx.manager.insert(InstrumentScoreRow, rows);
    return rows.map(({ id }) => id);
  }

  /** Of the series, and of its patient whatever the series; by time. */
  async ofSeries(tx: Tx, seriesId: string, patientId: string): Promise<InstrumentScoreView[]> {
    const rows = await tx.query<{ score: InstrumentScoreView }>(
      `SELECT ${instrumentJson} AS score FROM instrument_score q
        WHERE q.practice_id = $1 AND q.patient_id = $3 AND (q.series_id IS NULL OR q.series_id = $2) ORDER BY q.at, q.id`,
      [tx.principal.practiceId, seriesId, patientId],
    );
    return rows.map(({ score }) => score);
  }
}
