import { plannedHolds, type ProfileStage, type ResourceProfile } from './resource-profile.js';
import type { ResourceKind } from './resource.js';

/** A hold as it stands or would stand. */
export interface StageHold {
  readonly resourceId: string;
  readonly kind: ResourceKind;
  readonly stage: string;
  readonly start: number;
  readonly end: number;
}

export type HoldChangeKind = 'added' | 'dropped' | 'longer' | 'shorter' | 'moved' | 'exchanged' | 'same';

/** One resource of one stage, before and after. */
export interface HoldChange {
  readonly change: HoldChangeKind;
  readonly before: StageHold | null;
  readonly after: StageHold | null;
}

/**
 * HOLD-01: what becomes of each hold when the holds `before` are replaced by `after`: of each stage and kind the same
 * resource first, then whoever takes another's place, in the order in which they are given. Taken together the
 * answers name every hold of both sides exactly once.
 */
export function holdChanges(before: readonly StageHold[], after: readonly StageHold[]): HoldChange[] {
  const left = [...after];
  const take = (wanted: (each: StageHold) => boolean): StageHold | null => {
    const index = left.findIndex(wanted);
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
  };
  const sameSlot = (one: StageHold) => (other: StageHold) =>
    other.stage === one.stage && other.kind === one.kind;
  const kept = before.map((each) => ({
    before: each,
    after: take((other) => sameSlot(each)(other) && other.resourceId === each.resourceId),
  }));
  const paired = kept.map((each) => ({ ...each, after: each.after ?? take(sameSlot(each.before)) }));
  return [
    ...paired.map((each) => ({ ...each, change: changeOf(each.before, each.after) })),
    ...left.map((each) => ({ change: 'added' as const, before: null, after: each })),
  ];
}

function changeOf(before: StageHold, after: StageHold | null): HoldChangeKind {
  if (after === null) return 'dropped';
  const longerBy = after.end - after.start - (before.end - before.start);
  if (longerBy > 0) return 'longer';
  if (longerBy < 0) return 'shorter';
  if (after.start !== before.start) return 'moved';
  return after.resourceId === before.resourceId ? 'same' : 'exchanged';
}

/**
 * HOLD-02: whether a session's holds are those of a profile, whichever members of the pools serve: as many of
 * each kind in each stage, for exactly its time. Says which sessions were booked by what a profile was before.
 */
export function areHoldsOf(
  profile: Pick<ResourceProfile, 'stages'>,
  session: { readonly start: number; readonly durationMinutes: number },
  holds: readonly StageHold[],
): boolean {
  const { start, durationMinutes } = session;
  const wanted = profile.stages.flatMap((stage) =>
    plannedHolds(
      { procedureType: '', sedation: 'none', stages: [stage] },
      start,
      durationMinutes,
      anybodyFor(stage),
    ),
  );
  const written = (kind: string, stage: string, from: number, to: number) =>
    [kind, stage, from, to].join(' ');
  const asked = wanted.map(({ resourceKind, stage, interval }) =>
    written(resourceKind, stage, interval.start, interval.end),
  );
  const standing = holds.map(({ kind, stage, start: from, end }) => written(kind, stage, from, end));
  return asked.toSorted().join('\n') === standing.toSorted().join('\n');
}

function anybodyFor({ kind, needs }: ProfileStage) {
  return needs.flatMap(({ resourceKind, count }) =>
    Array.from({ length: count }, (_, index) => ({ resourceId: String(index), resourceKind, stage: kind })),
  );
}
