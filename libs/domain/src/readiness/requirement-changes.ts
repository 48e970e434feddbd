import { isSettled, standingOf, type StandingRequirement, type VoidCause } from './readiness.js';
import type { Evidence, Requirement, RequirementReason } from './requirement.js';

/** A requirement that was settled and is not any longer, and why. */
export interface ReopenedRequirement {
  readonly requirement: Requirement;
  /** What evidence was given for and has changed; empty where the record itself says otherwise now. */
  readonly voidedBy: readonly VoidCause[];
  readonly reason: RequirementReason;
}

/** What a change does to a visit's requirements. Each of those afterwards stands in exactly one list. */
export interface RequirementChanges {
  readonly added: readonly Requirement[];
  readonly withdrawn: readonly Requirement[];
  readonly reopened: readonly ReopenedRequirement[];
  /** Due at another time than before, and not reopened. */
  readonly rescheduled: readonly Requirement[];
  readonly kept: readonly Requirement[];
}

/**
 * READY-43: what a move, or a change of sedation or flags, adds, withdraws, reopens and reschedules: shown before it is
 * saved, and said when it is. Evidence is never thrown away: with its requirement withdrawn it waits, and counts again
 * when a change back makes it true. Source: product rules 3 and 4, issue 4 (met evidence that a move voids is reopened).
 */
export function requirementsAfter(
  before: readonly Requirement[],
  after: readonly Requirement[],
  evidence: readonly Evidence[],
  now: number,
): RequirementChanges {
  const added: Requirement[] = [];
  const reopened: ReopenedRequirement[] = [];
  const rescheduled: Requirement[] = [];
  const kept: Requirement[] = [];
  for (const requirement of after) {
    const earlier = before.find(({ kind }) => kind === requirement.kind);
    if (earlier === undefined) {
      added.push(requirement);
      continue;
    }
    const standing = standingOf(requirement, evidence, now);
    if (isSettled(standingOf(earlier, evidence, now)) && !isSettled(standing))
      reopened.push(reopening(standing));
    else if (earlier.dueAt !== requirement.dueAt) rescheduled.push(requirement);
    else kept.push(requirement);
  }
  const withdrawn = before.filter(({ kind }) => !after.some((each) => each.kind === kind));
  return { added, withdrawn, reopened, rescheduled, kept };
}

function reopening({ requirement, voidedBy }: StandingRequirement): ReopenedRequirement {
  return { requirement, voidedBy, reason: requirement.reason };
}
