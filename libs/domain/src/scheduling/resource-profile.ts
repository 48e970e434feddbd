import type { SedationLevel } from '../sedation/sedation-level.js';
import { minuteMs } from '../time/zone.js';
import type { Interval } from '../time/interval.js';
import type { ResourceKind } from './resource.js';

/** The parts of a visit, in the order in which a patient goes through them. */
export const stageKinds = ['prepare', 'procedure', 'turnover', 'recover'] as const;
export type StageKind = (typeof stageKinds)[number];

/** No session is shorter; one that is longer is most likely a slip of the finger. */
export const shortestSessionMinutes = 5;
export const longestSessionMinutes = 240;

/** A moment of the visit: minutes after (negative: before) the start, or after the end, of the procedure. */
export interface StageEdge {
  readonly anchor: 'start' | 'end';
  readonly minutes: number;
}

/** So many resources of a kind; with `skill`, only those that have it. */
export interface ResourceNeed {
  readonly resourceKind: ResourceKind;
  readonly skill?: string;
  readonly count: number;
}

export interface ProfileStage {
  readonly kind: StageKind;
  readonly from: StageEdge;
  readonly to: StageEdge;
  readonly needs: readonly ResourceNeed[];
}

/**
 * What one kind of visit holds, and when. Clinic configuration, so plain values without behaviour.
 * Precondition: the patient is needed without a gap from the first stage to the last of hers.
 */
export interface ResourceProfile {
  readonly procedureType: string;
  readonly sedation: SedationLevel;
  readonly stages: readonly ProfileStage[];
}

/** One resource for one stage of one session: what becomes a row of `hold`. */
export interface PlannedHold {
  readonly resourceId: string;
  readonly resourceKind: ResourceKind;
  readonly stage: StageKind;
  readonly interval: Interval;
}

/** Who and what stands at a stage's disposal: the ids chosen for each need, by kind. */
export interface ChosenResource {
  readonly resourceId: string;
  readonly resourceKind: ResourceKind;
  readonly stage: StageKind;
}

/** When a stage happens. Precondition: `durationMinutes` is positive and the profile's edges keep their order with it. */
export function stageInterval(stage: ProfileStage, start: number, durationMinutes: number): Interval {
  return {
    start: instantOfEdge(stage.from, start, durationMinutes),
    end: instantOfEdge(stage.to, start, durationMinutes),
  };
}

/** BOOK-01: the whole visit, from the first stage's beginning to the last stage's end. */
export function visitInterval(profile: ResourceProfile, start: number, durationMinutes: number): Interval {
  const stages = profile.stages.map((stage) => stageInterval(stage, start, durationMinutes));
  return {
    start: Math.min(start, ...stages.map((each) => each.start)),
    end: Math.max(start + durationMinutes * minuteMs, ...stages.map((each) => each.end)),
  };
}

/**
 * BOOK-02: the holds of a session: each chosen resource for exactly the time of its stage.
 * A resource of no stage of the profile is held for nothing. Source: product.md section 1, "Resource profile".
 */
export function plannedHolds(
  profile: ResourceProfile,
  start: number,
  durationMinutes: number,
  chosen: readonly ChosenResource[],
): PlannedHold[] {
  return profile.stages.flatMap((stage) => {
    const interval = stageInterval(stage, start, durationMinutes);
    return chosen.filter((each) => each.stage === stage.kind).map((each) => ({ ...each, interval }));
  });
}

function instantOfEdge(edge: StageEdge, start: number, durationMinutes: number): number {
  const anchor = edge.anchor === 'start' ? start : start + durationMinutes * minuteMs;
  return anchor + edge.minutes * minuteMs;
}
