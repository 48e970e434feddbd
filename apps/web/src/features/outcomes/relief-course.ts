import type { InjectionReliefView, PainScoreView, TargetReliefView } from '@lull/contracts';
import {
  minuteMs,
  observe,
  placeEntries,
  reliefDefinition30,
  reliefDefinition50,
  type Observation,
  type ReliefDefinition,
  type ReliefDefinitions,
  type ScoreEntry,
} from '@lull/domain';

const minutesPerDay = 1440;

/** By which definition relief is judged: substantial (50 %) or moderate (30 %). */
export type Threshold = 50 | 30;

/** What a target was judged by: the figures of the server say so, drawings follow them. */
export function definitionOf(
  { definitions }: { readonly definitions: ReliefDefinitions | null },
  threshold: Threshold,
): ReliefDefinition {
  if (threshold === 50) return definitions?.primary ?? reliefDefinition50;
  return definitions?.secondary ?? reliefDefinition30;
}

/**
 * What a stretch of time after an injection was. `changing`: relieved at one end, not at the other (onset, flare);
 * `unknown`: nobody looked, or not often enough, and nothing is drawn as if somebody had.
 */
export type StretchKind = 'early' | 'sustained' | 'changing' | 'lapse' | 'unrelieved' | 'unknown';

/** Epoch milliseconds. */
interface Stretch {
  readonly kind: StretchKind;
  readonly start: number;
  readonly end: number;
}

/** The time after one injection as the timeline draws it; all instants epoch milliseconds. */
export interface ReliefCourse {
  readonly ordinal: number;
  /** t0 */
  readonly start: number;
  /** t0 of the next injection of this target; null after the last. */
  readonly end: number | null;
  /** Entries that could be used. */
  readonly looks: number;
  readonly stretches: readonly Stretch[];
  readonly flares: readonly number[];
  /** Where relief was last confirmed, if it has not been seen to end. */
  readonly ongoingFrom: number | null;
}

export function reliefOf(injection: InjectionReliefView, threshold: Threshold) {
  return threshold === 50 ? injection.relief50 : injection.relief30;
}

/**
 * The looks between injections, laid out for drawing. The figures come from the server; this only reads, by the
 * same rules (REL-03, REL-09, REL-13), which stretch of time each pair of looks speaks for.
 */
export function reliefCourses(target: TargetReliefView, threshold: Threshold): readonly ReliefCourse[] {
  const definition = definitionOf(target, threshold);
  const injections = target.injections.flatMap((each) => {
    const at = each.injection.needleOutAt;
    return at === null ? [] : [{ judged: each, minute: Math.floor(at / minuteMs) }];
  });
  const { afterInjection } = placeEntries(
    injections.map(({ minute }) => minute),
    target.scores.flatMap(asEntry),
  );
  return injections.map(({ judged, minute }, index): ReliefCourse => {
    // The next injection of the target may belong to another series: the server's interval knows.
    const { intervalDays } = judged;
    const until = intervalDays === null ? null : Math.round(intervalDays * minutesPerDay);
    const relief = reliefOf(judged, threshold);
    const instant = (after: number): number => (minute + after) * minuteMs;
    const course = {
      ordinal: judged.ordinal,
      start: instant(0),
      end: until === null ? null : instant(until),
    };
    if (relief.status === 'no-data' || relief.status === 'not-evaluable') {
      const stretches: Stretch[] =
        until === null ? [] : [{ kind: 'unknown', start: instant(0), end: instant(until) }];
      return { ...course, looks: 0, stretches, flares: [], ongoingFrom: null };
    }
    const looks = observe(afterInjection[index] ?? [], judged.baseline.value, definition, until);
    const lapse = relief.status === 'evaluable' ? relief.lapse : null;
    const minutes = stretchesBetween(looks, definition, lapse, until);
    const lastRelieved = lapse?.lower ?? looks.findLast((look) => look.relieved)?.at ?? 0;
    return {
      ...course,
      looks: looks.length,
      stretches: minutes.map(({ kind, start, end }) => ({ kind, start: instant(start), end: instant(end) })),
      flares: flaresBefore(looks, lastRelieved, definition).map(instant),
      ongoingFrom: relief.ongoing && lapse !== null ? instant(lapse.lower) : null,
    };
  });
}

function asEntry(score: PainScoreView): ScoreEntry[] {
  const at = Math.floor(score.at / minuteMs);
  if (score.kind === 'pain-returned' || score.kind === 'pain-relieved') {
    const to = score.until === null ? at : Math.floor(score.until / minuteMs);
    return [{ kind: score.kind, from: at, to, rescue: score.rescue }];
  }
  return score.value === null ? [] : [{ kind: score.kind, at, value: score.value, rescue: score.rescue }];
}

type Lapse = { readonly lower: number; readonly upper: number | null } | null;

function stretchesBetween(
  looks: readonly Observation[],
  definition: ReliefDefinition,
  lapse: Lapse,
  until: number | null,
): Stretch[] {
  const stretches: Stretch[] = [];
  let previous: Observation = { at: 0, relieved: false, recall: false };
  looks.forEach((look, index) => {
    const stretch = { start: previous.at, end: look.at };
    const gap = look.at - previous.at;
    if (look.relieved && previous.relieved) {
      if (gap > definition.bridgeMaximum) stretches.push({ kind: 'unknown', ...stretch });
      else stretches.push(...inPhases(stretch, definition.sustainedFrom));
    } else if (look.relieved !== previous.relieved) {
      const ended = lapse !== null && lapse.lower === previous.at && lapse.upper === look.at;
      const silent = index === 0 && gap > definition.firstFailureKnownWithin;
      stretches.push({ kind: ended ? 'lapse' : silent ? 'unknown' : 'changing', ...stretch });
    } else {
      const silent = index === 0 && gap > definition.firstFailureKnownWithin;
      stretches.push({ kind: silent ? 'unknown' : 'unrelieved', ...stretch });
    }
    previous = look;
  });
  if (until !== null && until > previous.at)
    stretches.push({ kind: 'unknown', start: previous.at, end: until });
  return stretches;
}

function inPhases({ start, end }: { start: number; end: number }, sustainedFrom: number): Stretch[] {
  if (end <= sustainedFrom) return [{ kind: 'early', start, end }];
  if (start >= sustainedFrom) return [{ kind: 'sustained', start, end }];
  return [
    { kind: 'early', start, end: sustainedFrom },
    { kind: 'sustained', start: sustainedFrom, end },
  ];
}

/** Failing looks that did not end the relief: after its beginning, and before the last one that confirmed it. */
function flaresBefore(
  looks: readonly Observation[],
  lastRelieved: number,
  { sustainedFrom, sustainedBy }: ReliefDefinition,
): number[] {
  const inTime = looks.find((look) => look.relieved && look.at >= sustainedFrom && look.at <= sustainedBy);
  const begin = inTime ?? looks.find((look) => look.relieved);
  if (begin === undefined) return [];
  return looks
    .filter((look) => !look.relieved && look.at > begin.at && look.at < lastRelieved)
    .map((look) => look.at);
}

/** The highest score that counts as relief: both rules of REL-01, as a line to draw. Null without a usable baseline. */
export function reliefLine(
  baseline: number | null,
  { absoluteMinimum, relativePercent }: Pick<ReliefDefinition, 'absoluteMinimum' | 'relativePercent'>,
): number | null {
  if (baseline === null || baseline < absoluteMinimum) return null;
  return Math.min(baseline - absoluteMinimum, (baseline * (100 - relativePercent)) / 100);
}
