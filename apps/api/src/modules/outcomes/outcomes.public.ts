import { Injectable } from '@nestjs/common';
import { civilDay, pegScore, type CivilDate } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { PainScoreRepository, type ScoreOfPatient } from './pain-score.repository.js';

/** What a patient answered at one contact; what was not asked is null. */
export interface DiaryAnswer {
  readonly patientId: string;
  /** Every open series: the pain is of each of their targets. */
  readonly series: readonly { readonly seriesId: string; readonly injected: boolean }[];
  readonly linkId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of the clinic, by whose calendar the day of a return is meant. */
  readonly zone: string;
  readonly nrs: number;
  readonly reliefPercent: number | null;
  readonly rescue: boolean;
  readonly returnedOn: CivilDate | null;
  readonly peg: readonly number[] | null;
  readonly pgic: number | null;
}

/** What other modules may add to what is known of an injection's effect. */
@Injectable()
export class DiaryScores {
  constructor(private readonly scores: PainScoreRepository) {}

  /**
   * Keeps an answer as scores of each series. A bilateral series has them without a leg: the patient was asked about
   * the pain, and no side is filled in (H1). Relief and a return presuppose an injection.
   */
  async record(tx: Tx, answer: DiaryAnswer): Promise<void> {
    const { at, rescue, nrs, reliefPercent, returnedOn, zone, linkId } = answer;
    const rows = answer.series.flatMap(({ seriesId, injected }): ScoreOfPatient[] => {
      const said = { seriesId, at, until: null };
      const day = returnedOn === null || !injected ? null : civilDay(returnedOn, zone);
      return [
        { ...said, kind: 'now', value: nrs, rescue },
        ...(reliefPercent === null || !injected
          ? []
          : [{ ...said, kind: 'pct-relief' as const, value: reliefPercent, rescue }]),
        ...(day === null
          ? []
          : [
              {
                seriesId,
                at: day.start,
                until: day.end,
                kind: 'pain-returned' as const,
                value: null,
                rescue: false,
              },
            ]),
      ];
    });
    await this.scores.insertOfPatient(tx, { patientId: answer.patientId, linkId, saidAt: at }, rows);
    const mean = answer.peg === null ? null : pegScore(answer.peg);
    const { peg, pgic } = answer;
    await this.scores.insertInstruments(tx, { patientId: answer.patientId, linkId, saidAt: at }, [
      ...(peg === null || mean === null ? [] : [{ instrument: 'peg' as const, items: peg, score: mean }]),
      ...(pgic === null ? [] : [{ instrument: 'pgic' as const, items: [pgic], score: pgic }]),
    ]);
  }
}
