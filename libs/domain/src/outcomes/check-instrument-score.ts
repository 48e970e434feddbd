import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import type { Side } from '../series/side.js';
import { scoreAnswers, type Instrument, type ScoredAnswers } from './instrument.js';
import { instrumentOf, instruments } from './instruments.js';
import type { outcomesRefusalCodes } from './refusal-codes.js';

/** What was answered, as it was taken down; `at` in epoch milliseconds. */
export interface InstrumentScoreGiven {
  readonly instrument: string;
  readonly answers: readonly (number | null)[];
  readonly at: number;
  readonly side: 'left' | 'right' | null;
}

export interface InstrumentScoreFacts {
  readonly now: number;
  readonly seriesSide: Side;
}

export interface CheckedInstrumentScore extends ScoredAnswers {
  readonly instrument: string;
  readonly at: number;
  /** Null: the series' own side, or no leg at all. */
  readonly side: 'left' | 'right' | null;
}

/**
 * INS-05: may this be recorded, and with which score? All refusals at once. The instrument is one of the registry, its
 * answers give a score (INS-01), it was not in the future; and where it speaks of one limb, a series for both sides needs
 * the leg, which is never filled in (hazard H1). The NRS is no questionnaire: it is kept as a pain score.
 */
export function checkInstrumentScore(
  given: InstrumentScoreGiven,
  facts: InstrumentScoreFacts,
  among: readonly Instrument[] = instruments,
): Decision<CheckedInstrumentScore> {
  const instrument = given.instrument === 'nrs' ? null : instrumentOf(given.instrument, among);
  if (instrument === null)
    return {
      accepted: false,
      refusals: [refusal('outcomes.score-instrument-unknown', { instrument: given.instrument })],
    };
  const scored = scoreAnswers(instrument, given.answers);
  const refusals = [
    ...(scored.accepted ? [] : scored.refusals),
    ...(given.at > facts.now ? [refusal('outcomes.score-in-future', { at: given.at })] : []),
    ...sideRefusals(instrument, given, facts),
  ];
  if (refusals.length > 0 || !scored.accepted) return { accepted: false, refusals };
  const side = instrument.perLimb && facts.seriesSide === 'both' ? given.side : null;
  return accept({ instrument: instrument.id, at: given.at, side, ...scored.value });
}

function sideRefusals(
  { perLimb }: Instrument,
  { side }: InstrumentScoreGiven,
  { seriesSide }: InstrumentScoreFacts,
): Refusal[] {
  if (perLimb && seriesSide === 'both' && side === null) return [refusal('outcomes.score-side-missing')];
  if (side === null || seriesSide === 'both' || side === seriesSide) return [];
  return [refusal('outcomes.score-side-not-of-series', { side, seriesSide })];
}

function refusal(code: (typeof outcomesRefusalCodes)[number], facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}
