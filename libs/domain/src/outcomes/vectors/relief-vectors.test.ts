import { describe, expect, it } from 'vitest';
import { baselinesOf } from '../baseline.js';
import { reliefDefinition50, type ReliefDefinition } from '../relief-definition.js';
import { displayDuration, type ReliefDuration } from '../relief-duration.js';
import { assessRelief, type Relief } from '../relief.js';
import type { ScoreEntry } from '../score-entry.js';
import vectorFile from './relief.json' with { type: 'json' };

const HOUR = 60;

interface Vector {
  readonly id: string;
  readonly title: string;
  readonly baseline: number | null;
  readonly nextH: number | null;
  readonly cfg?: { readonly relPct?: number; readonly absMin?: number; readonly scaleMax?: number };
  readonly entries: readonly {
    readonly tH: number;
    readonly nrs?: number;
    readonly pctRelief?: number;
    readonly rescue?: boolean;
  }[];
  readonly expected: Readonly<Record<string, unknown>>;
}

interface BaselineVector {
  readonly id: string;
  readonly blocks: readonly {
    readonly checkin: number | null;
    readonly prior7d?: readonly number[];
    readonly clinic14d?: number;
    readonly prevReliefPersists?: boolean;
  }[];
  readonly k: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

const vectors: readonly Vector[] = vectorFile.vectors;
const baselineVectors: readonly BaselineVector[] = vectorFile.baselineVectors;

function definitionOf({ cfg }: Vector): ReliefDefinition {
  return {
    ...reliefDefinition50,
    relativePercent: cfg?.relPct ?? reliefDefinition50.relativePercent,
    absoluteMinimum: cfg?.absMin ?? reliefDefinition50.absoluteMinimum,
  };
}

function entriesOf(vector: Vector): readonly ScoreEntry[] {
  return vector.entries.map(({ tH, nrs, pctRelief, rescue = false }) => {
    const at = Math.round(tH * HOUR);
    if (nrs !== undefined) return { kind: 'now', at, value: nrs, rescue };
    if (pctRelief !== undefined) return { kind: 'pct-relief', at, value: pctRelief, rescue };
    throw new Error(`${vector.id}: an entry without a value`);
  });
}

const hours = (minutes: number): number => minutes / HOUR;
const rounded = (fraction: number): number => Math.round(fraction * 10_000) / 10_000;

function durationKeys(duration: ReliefDuration, flares: number): Record<string, unknown> {
  const display = displayDuration(duration);
  return {
    intervalH: [hours(duration.lower), duration.upper === null ? null : hours(duration.upper)],
    event: duration.event,
    flares,
    ...(duration.event === 1 ? { lapseConfirmed: duration.lapseConfirmed } : {}),
    durationH: hours(display),
    durationDays: display / HOUR / 24,
  };
}

/** The result in the words of the vector file, with every key that it would have and none that it would not. */
function inVectorWords(relief: Relief): Record<string, unknown> {
  if (relief.status === 'no-data') return { status: relief.status };
  if (relief.status === 'not-evaluable') return { status: relief.status, reason: relief.reason };
  const duration = relief.status === 'evaluable' ? relief.duration : relief.seenDuration;
  const { coverage, onset, sustainedOnset } = relief;
  return {
    status: relief.status,
    early: relief.early,
    sustained: relief.sustained,
    pattern: relief.pattern,
    ...(duration === null ? {} : durationKeys(duration, relief.flares)),
    ...(onset === null ? {} : { onsetH: [hours(onset.lower), hours(onset.upper)] }),
    ...(sustainedOnset === null
      ? {}
      : { sustainedOnsetH: [hours(sustainedOnset.lower), hours(sustainedOnset.upper)] }),
    ...(relief.peakReductionPercent === null
      ? {}
      : { peakReductionPct: rounded(relief.peakReductionPercent) }),
    ...(relief.immediateRelief === null ? {} : { immediateRelief: relief.immediateRelief }),
    timeInReliefH: hours(coverage.timeInRelief),
    knownFraction: rounded(coverage.knownFraction),
    ...(coverage.point === null ? {} : { coverage: rounded(coverage.point) }),
    coverageBounds: [rounded(coverage.low), rounded(coverage.high)],
    ...(relief.status === 'evaluable' ? evaluableKeys(relief) : {}),
    ...(relief.status === 'indeterminate' && duration !== null
      ? { note: 'early relief lapsed, sustained phase not observed' }
      : {}),
  };
}

function evaluableKeys(relief: Extract<Relief, { status: 'evaluable' }>): Record<string, unknown> {
  return {
    response: relief.response,
    ...(relief.unrelievedGap === null ? {} : { unrelievedGapH: hours(relief.unrelievedGap) }),
    ...(relief.persistedAtNext === 'yes' ? { reliefPersistedAtNext: true } : {}),
  };
}

describe('the published vectors of relief', () => {
  it('are all there: 24 diaries and 7 baselines, each once', () => {
    expect(new Set(vectors.map((vector) => vector.id)).size).toBe(24);
    expect(vectors).toHaveLength(24);
    expect(new Set(baselineVectors.map((vector) => vector.id)).size).toBe(7);
    expect(baselineVectors).toHaveLength(7);
  });

  it('were made with the default configuration', () => {
    expect(vectorFile.config).toEqual({
      relPct: reliefDefinition50.relativePercent,
      absMin: reliefDefinition50.absoluteMinimum,
      scaleMax: 10,
      sustainedFromH: hours(reliefDefinition50.sustainedFrom),
      sustainedByH: hours(reliefDefinition50.sustainedBy),
      flareMaxH: hours(reliefDefinition50.flareMaximum),
      maxBridgeH: hours(reliefDefinition50.bridgeMaximum),
      laWindowH: hours(reliefDefinition50.diagnosticWindow),
      minTherapeuticH: hours(reliefDefinition50.minimumTherapeutic),
    });
  });

  it.each(vectors.map((vector) => [vector.id, vector.title, vector] as const))('REL-10 %s: %s', (...row) => {
    const vector = row[2];
    const relief = assessRelief(
      {
        baseline: vector.baseline,
        entries: entriesOf(vector),
        nextAt: vector.nextH === null ? null : Math.round(vector.nextH * HOUR),
      },
      definitionOf(vector),
    );
    expect(inVectorWords(relief)).toEqual(vector.expected);
  });

  it.each(baselineVectors.map((vector) => [vector.id, vector] as const))('BAS-01 %s', (_id, vector) => {
    const baselines = baselinesOf(
      vector.blocks.map((facts) => ({
        previousReliefPersists: facts.prevReliefPersists ?? false,
        diaryScores: facts.prior7d ?? [],
        checkIn: facts.checkin,
        clinicScore: facts.clinic14d ?? null,
      })),
      reliefDefinition50.baseline,
    );
    const baseline = baselines[vector.k];
    expect({ baseline: baseline?.value, source: baseline?.source }).toEqual(vector.expected);
  });
});
