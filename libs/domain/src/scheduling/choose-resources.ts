import { normalise, overlaps, type Interval } from '../time/interval.js';
import {
  stageInterval,
  type ChosenResource,
  type ResourceNeed,
  type ResourceProfile,
  type StageKind,
} from './resource-profile.js';
import type { Hold, Resource } from './resource.js';

/** When each resource is taken, by resource id, in normal form; an absent id is free all the time. */
export type BusyTimes = ReadonlyMap<string, readonly Interval[]>;

/** A need for which too few of the pool are free. */
export interface UnmetNeed {
  readonly stage: StageKind;
  readonly need: ResourceNeed;
  readonly interval: Interval;
  readonly found: number;
  /** The first instant from which enough are free for as long; null when the pool is too small for ever. */
  readonly freeFrom: number | null;
}

export interface ResourceChoice {
  readonly chosen: readonly ChosenResource[];
  readonly unmet: readonly UnmetNeed[];
}

/** The busy times behind a set of holds; those of `exceptSessionId` (a session being moved) do not count. */
export function busyTimes(holds: readonly Hold[], exceptSessionId: string | null): BusyTimes {
  const byResource = new Map<string, Interval[]>();
  for (const hold of holds) {
    if (exceptSessionId !== null && hold.sessionId === exceptSessionId) continue;
    const known = byResource.get(hold.resourceId);
    if (known === undefined) byResource.set(hold.resourceId, [hold.interval]);
    else known.push(hold.interval);
  }
  return new Map([...byResource].map(([resourceId, intervals]) => [resourceId, normalise(intervals)]));
}

export function isFree(busy: BusyTimes, resourceId: string, interval: Interval): boolean {
  const taken = busy.get(resourceId) ?? [];
  // Binary search for the first stretch that ends after ours begins: a year's book has thousands.
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((taken[middle]?.end ?? Infinity) <= interval.start) low = middle + 1;
    else high = middle;
  }
  const next = taken[low];
  return next === undefined || !overlaps(next, interval);
}

/**
 * BOOK-04: who serves each stage. A resource named by the booking (patient, physician, room) serves
 * wherever its kind is needed, free or not: whether it is free is a rule of its own. Everything else
 * comes from the pool: the first free members in the pool's order, so the same book always gives the
 * same choice. The bay of preparation and the bay of recovery may differ.
 */
export function chooseResources(
  profile: ResourceProfile,
  start: number,
  durationMinutes: number,
  named: readonly Resource[],
  pool: readonly Resource[],
  busy: BusyTimes,
): ResourceChoice {
  const chosen: (ChosenResource & { readonly interval: Interval })[] = [];
  const unmet: UnmetNeed[] = [];
  for (const stage of profile.stages) {
    const interval = stageInterval(stage, start, durationMinutes);
    const takenHere = (id: string): boolean =>
      chosen.some((each) => each.resourceId === id && overlaps(each.interval, interval));
    // The pickier needs first: a nurse with a skill is not spent on a need that any nurse would meet.
    const needs = [...stage.needs].sort(
      (a, b) => Number(b.skill !== undefined) - Number(a.skill !== undefined),
    );
    for (const need of needs) {
      const members = membersFor(need, pool);
      const candidates = [
        ...named.filter((each) => each.kind === need.resourceKind),
        ...members.filter((each) => isFree(busy, each.id, interval)),
      ].filter((each) => !takenHere(each.id));
      const picked = candidates.slice(0, need.count);
      for (const each of picked) {
        chosen.push({ resourceId: each.id, resourceKind: each.kind, stage: stage.kind, interval });
      }
      if (picked.length < need.count) {
        const freeFrom = firstFit(
          members.map((each) => busy.get(each.id) ?? []),
          need.count,
          interval,
        );
        unmet.push({ stage: stage.kind, need, interval, found: picked.length, freeFrom });
      }
    }
  }
  return {
    chosen: chosen.map(({ resourceId, resourceKind, stage }) => ({ resourceId, resourceKind, stage })),
    unmet,
  };
}

/** Those of the pool that can meet a need, in the pool's order. */
export function membersFor(need: ResourceNeed, pool: readonly Resource[]): Resource[] {
  return pool.filter((each) => each.kind === need.resourceKind && hasSkill(each, need.skill));
}

/** What a profile asks of a resource's kind that this one cannot do. */
export function missingSkills({ stages }: ResourceProfile, resource: Resource): string[] {
  const asked = stages
    .flatMap(({ needs }) => needs)
    .filter((need) => need.resourceKind === resource.kind && !hasSkill(resource, need.skill));
  return [...new Set(asked.map(({ skill }) => skill ?? ''))];
}

function hasSkill({ skills = [] }: Resource, skill: string | undefined): boolean {
  return skill === undefined || skills.includes(skill);
}

function firstFit(taken: readonly (readonly Interval[])[], count: number, wanted: Interval): number | null {
  if (taken.length < count) return null;
  const length = wanted.end - wanted.start;
  // Somebody becomes free only where a busy stretch ends, so nothing else need be tried.
  const moments = taken
    .flat()
    .map((each) => each.end)
    .filter((end) => end > wanted.start);
  for (const start of [wanted.start, ...moments.sort((a, b) => a - b)]) {
    const stretch = { start, end: start + length };
    const free = taken.filter((intervals) => !intervals.some((each) => overlaps(each, stretch)));
    if (free.length >= count) return start;
  }
  return null;
}
