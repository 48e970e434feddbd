import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import { civilDay } from '../time/zone.js';
import type { ScoreEntry } from './score-entry.js';
import type { outcomesRefusalCodes } from './refusal-codes.js';

/** A pain score as it was given; instants are epoch milliseconds. */
export interface PainScoreGiven {
  readonly kind: ScoreEntry['kind'];
  readonly value: number | null;
  readonly at: number | null;
  /** For a statement: the day in the clinic's calendar, `YYYY-MM-DD`. */
  readonly on: string | null;
  readonly side: 'left' | 'right' | null;
}

export interface PainScoreFacts {
  readonly now: number;
  /** Of the clinic; null when it cannot be told, and then no day can be placed. */
  readonly zone: string | null;
  readonly seriesSide: 'left' | 'right' | 'both';
}

/** When it was; a day-long statement has `until`, the end of the day. */
export interface PlacedPainScore {
  readonly at: number;
  readonly until: number | null;
  /** Null: the series' own side. */
  readonly side: 'left' | 'right' | null;
}

const greatest: Readonly<Record<PainScoreGiven['kind'], number | null>> = {
  now: 10,
  avg24h: 10,
  'pct-relief': 100,
  'pain-returned': null,
  'pain-relieved': null,
};

/**
 * SCO-01: may this score be recorded, and when was it? All refusals at once. A number needs an instant; a statement
 * may name a day instead, which is the time from its local midnight to the next: 12:00 is never invented
 * (clinical reference 1.1). The current day may be named, a later one not. A series for both sides needs the side,
 * because relief is judged per limb; it is never filled in (hazard H1).
 */
export function checkPainScore(given: PainScoreGiven, facts: PainScoreFacts): Decision<PlacedPainScore> {
  const refusals = [...valueRefusals(given), ...sideRefusals(given, facts)];
  const place = placeOf(given, facts);
  if ('code' in place) refusals.push(place);
  else if (place.at > facts.now) refusals.push(refusal('outcomes.score-in-future', { at: place.at }));
  if (refusals.length > 0 || 'code' in place) return { accepted: false, refusals };
  return accept({ ...place, side: facts.seriesSide === 'both' ? given.side : null });
}

function refusal(code: (typeof outcomesRefusalCodes)[number], facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}

function placeOf(
  given: PainScoreGiven,
  facts: PainScoreFacts,
): { at: number; until: number | null } | Refusal {
  const { kind, at, on } = given;
  if (at !== null && on !== null) return refusal('outcomes.score-needs-one-time');
  if (at !== null) return { at, until: null };
  if (on === null || facts.zone === null || greatest[kind] !== null)
    return refusal('outcomes.score-needs-instant', { kind });
  const day = civilDay(on, facts.zone);
  return { at: day.start, until: day.end };
}

function valueRefusals({ kind, value }: PainScoreGiven): Refusal[] {
  const most = greatest[kind];
  if (most === null) return value === null ? [] : [refusal('outcomes.score-value-not-expected', { kind })];
  if (value === null) return [refusal('outcomes.score-value-missing', { kind })];
  const possible = Number.isInteger(value) && value >= 0 && value <= most;
  return possible ? [] : [refusal('outcomes.score-value-out-of-range', { kind, value, most })];
}

function sideRefusals({ side }: PainScoreGiven, { seriesSide }: PainScoreFacts): Refusal[] {
  if (seriesSide === 'both') return side === null ? [refusal('outcomes.score-side-missing')] : [];
  if (side === null || side === seriesSide) return [];
  return [refusal('outcomes.score-side-not-of-series', { side, seriesSide })];
}
