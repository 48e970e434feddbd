import type { Refusal } from '../decision.js';
import type { CivilDate } from '../time/zone.js';

/** What one figure of a policy says; null: there is none. */
export type Figure = string | number | null;

/** One figure that two versions say differently; null: none. A list of texts is told as one text. */
export interface FigureDifference {
  /** Such as `fasting.minutes.light-meal`. */
  readonly figure: string;
  readonly before: Figure;
  readonly after: Figure;
}

/** Every figure by its path, in the order of the paths. */
export function figuresByPath(value: unknown, path = ''): (readonly [string, Figure])[] {
  if (Array.isArray(value)) return [[path, value.join(', ')]];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
      .flatMap(([key, part]) => figuresByPath(part, path === '' ? key : `${path}.${key}`));
  return [[path, typeof value === 'number' || typeof value === 'string' ? value : null]];
}

/** POL-02: what one version says otherwise than another, figure by figure; empty where they say the same. */
export function differencesBetween(before: unknown, after: unknown): FigureDifference[] {
  const known = new Map(figuresByPath(before));
  return figuresByPath(after)
    .filter(([figure, value]) => known.get(figure) !== value)
    .map(([figure, value]) => ({ figure, before: known.get(figure) ?? null, after: value }));
}

/** Where the figures of a path may lie, ends included. */
export type FigureRange = readonly [path: RegExp, least: number, most: number, whole: boolean];

/** One fault of a version, at its place in the request. */
export function policyFault(code: Refusal['code'], entry: string, facts: Refusal['facts'] = {}): Refusal {
  return {
    code,
    facts: { entry, ...facts },
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry } },
  };
}

/** `figures/fasting/anchor` of `fasting.anchor`: a figure's place in the request. */
export function entryOf(path: string): string {
  return `figures/${path.replaceAll('.', '/')}`;
}

/** Every figure that lies outside of its range. */
export function outOfRange(figures: unknown, ranges: readonly FigureRange[]): Refusal[] {
  return figuresByPath(figures).flatMap(([path, value]) => {
    const range = ranges.find(([pattern]) => pattern.test(path));
    if (range === undefined || value === null) return [];
    const [, least, most, whole] = range;
    return typeof value !== 'number' || value < least || value > most || (whole && !Number.isInteger(value))
      ? [policyFault('policy.figure-out-of-range', entryOf(path), { least, most })]
      : [];
  });
}

/**
 * The version in force on a day: the one that began last. A day before the first of them is judged by the first, because
 * nothing goes unjudged. Two that begin on one day: the one that stands later in the list.
 */
export function versionOn<Version extends { readonly effectiveFrom: CivilDate }>(
  date: CivilDate,
  versions: readonly [Version, ...Version[]],
): Version {
  const byDay = versions.toSorted(
    (a, b) => Number(a.effectiveFrom > b.effectiveFrom) - Number(a.effectiveFrom < b.effectiveFrom),
  );
  return byDay.findLast(({ effectiveFrom }) => effectiveFrom <= date) ?? byDay[0] ?? versions[0];
}

/** The same keys all the way down, no more and no fewer, and at each end a figure of the same kind, none below zero. */
export function isLike(pattern: unknown, value: unknown): boolean {
  if (typeof pattern === 'number') return typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (typeof pattern !== 'object' || pattern === null) return typeof value === typeof pattern;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const parts = Object.entries(pattern);
  return (
    Object.keys(value).length === parts.length &&
    parts.every(([key, part]) => isLike(part, (value as Readonly<Record<string, unknown>>)[key]))
  );
}
