import type { InstrumentScoreView, TargetReliefView } from '@lull/contracts';
import { typicalRelief } from '@lull/domain';

const dayMs = 86_400_000;
const rowHeight = 16;
const pegHeight = 40;
const expectedHeight = 26;
const gap = 10;

/** When relief will probably have ended, in days after `from` (epoch ms): never one date. */
export interface LapseBands {
  readonly from: number;
  readonly days50: readonly [number, number];
  readonly days80: readonly [number, number];
}

/** A stretch on the time axis that may reach beyond the picture. */
interface Band {
  readonly x: number;
  readonly width: number;
  /** Goes on beyond the right edge. */
  readonly cut: boolean;
}

/** The lanes below the scores: what there is nothing of takes no room. */
export interface TimelineLanes {
  /** What was given, in a line over each injection that has the room for it. */
  readonly given: readonly { readonly ordinal: number; readonly x: number; readonly text: string }[];
  readonly rescue: { readonly y: number; readonly marks: readonly number[] } | null;
  readonly peg: PegLane | null;
  readonly expected: ExpectedLane | null;
  /** Where the lanes end. */
  readonly bottom: number;
}

interface PegLane {
  readonly top: number;
  readonly height: number;
  readonly path: string;
  readonly marks: readonly { readonly x: number; readonly y: number; readonly score: number }[];
}

interface ExpectedLane {
  readonly top: number;
  readonly height: number;
  /** 2 to 42 days after the last injection (S26): what is typical, and no promise. */
  readonly typical: Band | null;
  readonly likely80: Band | null;
  readonly likely50: Band | null;
}

interface LanesFacts {
  readonly target: TargetReliefView;
  readonly instruments: readonly InstrumentScoreView[];
  readonly prediction: LapseBands | null;
  readonly window: readonly [from: number, to: number];
  /** Px of the right edge. */
  readonly right: number;
  readonly x: (at: number) => number;
  /** Where the strip of statements and the lane of relief end. */
  readonly stripY: number;
  readonly after: number;
}

/** How far the picture must reach for what is expected after the last injection; null without one. */
export function expectedUntil(target: TargetReliefView, prediction: LapseBands | null): number | null {
  const last = lastInjectionAt(target);
  if (last === null) return null;
  const likely = prediction === null ? last : prediction.from + prediction.days80[1] * dayMs;
  return Math.max(last + typicalRelief.toDays * dayMs, likely);
}

function lastInjectionAt({ injections }: TargetReliefView): number | null {
  return (
    injections.findLast(({ injection }) => injection.needleOutAt !== null)?.injection.needleOutAt ?? null
  );
}

/** Px that the row of rescue drugs takes between the statements and the lane of relief. */
export function rescueRoom({ scores }: TargetReliefView): number {
  return scores.some(({ rescue }) => rescue) ? rowHeight : 0;
}

/** Pure, as the layout it is part of. */
export function layoutLanes(facts: LanesFacts): TimelineLanes {
  const { target, window, x, stripY, after } = facts;
  const [from, to] = window;
  const inWindow = (at: number): boolean => at >= from && at <= to;
  const underRescue = target.scores.filter(({ rescue, at }) => rescue && inWindow(at));
  const answers = facts.instruments.filter(({ instrument, at }) => instrument === 'peg' && inWindow(at));

  const peg = answers.length === 0 ? null : pegLane(answers, x, after + gap);
  const expectedTop = (peg === null ? after : peg.top + peg.height) + gap + 8;
  const expected = expectedLane(facts, expectedTop);
  return {
    given: givenLabels(facts, inWindow),
    rescue:
      rescueRoom(target) === 0 ? null : { y: stripY + rowHeight, marks: underRescue.map(({ at }) => x(at)) },
    peg,
    expected,
    bottom: expected === null ? (peg === null ? after : peg.top + peg.height) : expectedTop + expectedHeight,
  };
}

function pegLane(answers: readonly InstrumentScoreView[], x: (at: number) => number, top: number): PegLane {
  const marks = answers.map(({ at, score }) => ({
    x: x(at),
    y: top + pegHeight - (score / 10) * pegHeight,
    score: Math.round(score * 10) / 10,
  }));
  const points = marks.map((mark) => `${mark.x.toFixed(1)},${mark.y.toFixed(1)}`);
  return { top, height: pegHeight, marks, path: points.length < 2 ? '' : `M${points.join('L')}` };
}

function expectedLane(facts: LanesFacts, top: number): ExpectedLane | null {
  const last = lastInjectionAt(facts.target);
  if (last === null) return null;
  const { prediction } = facts;
  const [windowFrom, windowTo] = facts.window;
  const band = (from: number, days: readonly [number, number]): Band | null => {
    const [start, end] = [from + days[0] * dayMs, from + days[1] * dayMs];
    if (start >= windowTo || end <= windowFrom) return null;
    const [x1, x2] = [facts.x(Math.max(start, windowFrom)), facts.x(Math.min(end, windowTo))];
    return { x: x1, width: x2 - x1, cut: end > windowTo };
  };
  const typical = band(last, [typicalRelief.fromDays, typicalRelief.toDays]);
  const likely80 = prediction === null ? null : band(prediction.from, prediction.days80);
  const likely50 = prediction === null ? null : band(prediction.from, prediction.days50);
  if (typical === null && likely80 === null) return null;
  return { top, height: expectedHeight, typical, likely80, likely50 };
}

const charPx = 5.6;

/**
 * "L3, LA + steroid" where it fits before the next injection, else "LA + steroid", else "LA+S"; the table and the button
 * have it in full.
 */
function givenLabels(
  { target, x, right }: LanesFacts,
  inWindow: (at: number) => boolean,
): TimelineLanes['given'] {
  const marks = target.injections.flatMap(({ ordinal, injection }) => {
    const at = injection.needleOutAt;
    if (at === null || !inWindow(at)) return [];
    const roles = injection.drugs.map(({ role }) => role);
    const given = (['local-anaesthetic', 'steroid'] as const).filter((role) => roles.includes(role));
    const drugs = given.map((role) => roleWords[role].long).join(' + ');
    const full = [injection.levels.join(' '), drugs].filter((part) => part !== '').join(', ');
    const short = given.map((role) => roleWords[role].short).join('+');
    return [{ ordinal, x: x(at), texts: [full, drugs, short] }];
  });
  return marks.flatMap(({ ordinal, x: at, texts }, index) => {
    const room = (marks[index + 1]?.x ?? right) - at;
    const text = texts.find((each) => each !== '' && each.length * charPx + 6 <= room);
    return text === undefined ? [] : [{ ordinal, x: at, text }];
  });
}

const roleWords = {
  'local-anaesthetic': { long: 'LA', short: 'LA' },
  steroid: { long: 'steroid', short: 'S' },
} as const;
