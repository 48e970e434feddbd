import { Injectable } from '@nestjs/common';
import { civilDay, instrumentOf, scoreAnswers, type CivilDate, type TargetSymptom } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { InstrumentScoreRepository, type NewInstrumentScore } from './instrument-score.repository.js';
import { PainScoreRepository, type ScoreOfPatient } from './pain-score.repository.js';

/** An open series, as far as an answer of its patient is about it. */
export interface AnsweredSeries {
  readonly seriesId: string;
  readonly injected: boolean;
  readonly targetSymptom: TargetSymptom;
}

/** What a patient answered at one contact; what was not asked is null. */
export interface DiaryAnswer {
  readonly patientId: string;
  /** Every open series: pain is of those against pain, the HDSS of those against sweating. */
  readonly series: readonly AnsweredSeries[];
  readonly linkId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of the clinic, by whose calendar the day of a return is meant. */
  readonly zone: string;
  readonly nrs: number | null;
  readonly reliefPercent: number | null;
  readonly rescue: boolean;
  readonly returnedOn: CivilDate | null;
  readonly hdss: number | null;
  readonly peg: readonly number[] | null;
  readonly pgic: number | null;
}

/** What other modules may add to what is known of an injection's effect. */
@Injectable()
export class DiaryScores {
  constructor(
    private readonly scores: PainScoreRepository,
    private readonly instruments: InstrumentScoreRepository,
  ) {}

  /**
   * Keeps an answer as scores of each series that it is about. A bilateral series has them without a leg: the patient was
   * asked about the symptom, and no side is filled in (H1). Relief and a return presuppose an injection.
   */
  async record(tx: Tx, answer: DiaryAnswer): Promise<void> {
    const { patientId, linkId, at, peg, pgic, hdss } = answer;
    const pain = painRows(answer);
    if (pain.length > 0) await this.scores.insertOfPatient(tx, { patientId, linkId, saidAt: at }, pain);
    const sweating = answer.series.filter(({ targetSymptom }) => targetSymptom === 'sweating');
    await this.instruments.insert(tx, { patientId, linkId }, [
      ...scored('peg', peg, at, null),
      ...scored('pgic', pgic === null ? null : [pgic], at, null),
      ...sweating.flatMap(({ seriesId }) => scored('hdss', hdss === null ? null : [hdss], at, seriesId)),
    ]);
  }
}

/** Who has no series against pain and gave a number all the same is not left unheard: it is kept with every series. */
function painRows({
  series,
  nrs,
  at,
  rescue,
  reliefPercent,
  returnedOn,
  zone,
}: DiaryAnswer): ScoreOfPatient[] {
  const against = series.filter(({ targetSymptom }) => targetSymptom === 'pain');
  return (against.length === 0 ? series : against).flatMap(({ seriesId, injected }): ScoreOfPatient[] => {
    const said = { seriesId, at, until: null };
    const day = returnedOn === null || !injected ? null : civilDay(returnedOn, zone);
    return [
      ...(nrs === null ? [] : [{ ...said, kind: 'now' as const, value: nrs, rescue }]),
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
}

/** The request was checked against the same ranges: what gives no score was not answered. */
function scored(
  id: 'peg' | 'pgic' | 'hdss',
  answers: readonly number[] | null,
  at: number,
  seriesId: string | null,
): NewInstrumentScore[] {
  const instrument = instrumentOf(id);
  if (answers === null || instrument === null) return [];
  const decision = scoreAnswers(instrument, answers);
  if (!decision.accepted) return [];
  return [{ seriesId, instrument: id, ...decision.value, side: null, region: null, source: 'diary', at }];
}
