import {
  requirementKinds,
  restingFacts,
  type Evidence,
  type ReadinessAction,
  type Requirement,
  type RequirementKind,
  type RequirementOwner,
  type RestingFact,
} from './requirement.js';

/** How a requirement stands. `voided`: there is evidence, but for other facts or too old. */
export const standings = ['met', 'waived', 'requested', 'open', 'overdue', 'voided', 'failed'] as const;
export type Standing = (typeof standings)[number];

/** Why evidence no longer counts: a fact it was given for has changed, or it has grown too old. */
export type VoidCause = RestingFact | 'age';

export interface StandingRequirement {
  readonly requirement: Requirement;
  readonly standing: Standing;
  /** Empty unless voided. */
  readonly voidedBy: readonly VoidCause[];
}

/** Go, at risk or no-go (product.md section 1, "Readiness"). */
export const verdicts = ['go', 'at-risk', 'no-go'] as const;
export type Verdict = (typeof verdicts)[number];

export interface NextAction {
  readonly kind: RequirementKind;
  readonly action: ReadinessAction;
  readonly owner: RequirementOwner;
  readonly dueAt: number;
}

export interface Readiness {
  readonly verdict: Verdict;
  /** One for each requirement, in their order. */
  readonly requirements: readonly StandingRequirement[];
  /** Null: nothing is left to do. */
  readonly next: NextAction | null;
}

/** READY-41: what voids evidence for a requirement; nothing: it still counts. */
export function causesOfVoid({ restsOn, validFrom }: Requirement, evidence: Evidence): VoidCause[] {
  const changed: VoidCause[] = restingFacts.filter((each) => restsOn[each] !== evidence.restsOn[each]);
  return validFrom !== null && evidence.at < validFrom ? [...changed, 'age'] : changed;
}

/**
 * READY-41: how one requirement stands. The latest evidence of its kind speaks, and only for the facts that it was
 * given for: when they change it is void, when they change back it counts again. A hard stop takes no waiver.
 */
export function standingOf(
  requirement: Requirement,
  evidence: readonly Evidence[],
  now: number,
): StandingRequirement {
  return standingBy(requirement, latestOf(requirement.kind, evidence), now);
}

function standingBy(requirement: Requirement, latest: Evidence | null, now: number): StandingRequirement {
  const voidedBy = latest === null ? [] : causesOfVoid(requirement, latest);
  const counts = latest !== null && voidedBy.length === 0;
  const standing = (is: Standing): StandingRequirement => ({
    requirement,
    standing: is,
    voidedBy: is === 'voided' ? voidedBy : [],
  });
  const pending = (is: 'open' | 'requested'): StandingRequirement =>
    standing(requirement.dueAt < now ? 'overdue' : is);

  if (counts && latest.outcome === 'waived' && requirement.stops === null) return standing('waived');
  if (requirement.byRecord === 'met' || requirement.byRecord === 'failed')
    return standing(requirement.byRecord);
  if (requirement.byRecord === 'missing' || latest === null) return pending('open');
  if (latest.outcome === 'requested') return pending(counts ? 'requested' : 'open');
  if (!counts) return standing('voided');
  return latest.outcome === 'waived' ? pending('open') : standing(latest.outcome);
}

/** Whether nothing is left to do about it. */
export function isSettled({ standing }: StandingRequirement): boolean {
  return isSettledStanding(standing);
}

/** The same of the standing alone. */
export function isSettledStanding(standing: Standing): boolean {
  return standing === 'met' || standing === 'waived';
}

/**
 * READY-42: a session is no-go when something has failed, or when what stops it is lacking and can no longer be had in
 * time; at risk when anything else is lacking that should be there by now; go when all is done that should be by now.
 * Always with the one next action: the gravest, then what is due first. Units: epoch milliseconds.
 */
export function readinessOf(
  requirements: readonly Requirement[],
  evidence: readonly Evidence[],
  now: number,
): Readiness {
  // One look at the evidence for all of them: a day has thousands of requirements.
  const latest = new Map<RequirementKind, Evidence>();
  for (const each of evidence) {
    const known = latest.get(each.kind);
    if (known === undefined || each.at >= known.at) latest.set(each.kind, each);
  }
  const standingOnes = requirements.map((each) => standingBy(each, latest.get(each.kind) ?? null, now));
  const [next] = standingOnes
    .filter((each) => !isSettled(each))
    .toSorted((a, b) => gravity(b, now) - gravity(a, now) || byDue(a.requirement, b.requirement));
  return {
    verdict: verdicts[next === undefined ? 0 : gravity(next, now)] ?? 'no-go',
    requirements: standingOnes,
    next: next === undefined ? null : actionOf(next, now),
  };
}

/** The verdict that one lacking requirement alone would give, as its place among the verdicts. */
function gravity({ requirement, standing }: StandingRequirement, now: number): 0 | 1 | 2 {
  if (standing === 'failed' || (requirement.stops !== null && requirement.lastAt < now)) return 2;
  return standing === 'overdue' || standing === 'voided' ? 1 : 0;
}

function byDue(a: Requirement, b: Requirement): number {
  return a.dueAt - b.dueAt || requirementKinds.indexOf(a.kind) - requirementKinds.indexOf(b.kind);
}

function actionOf(lacking: StandingRequirement, now: number): NextAction {
  const { requirement, standing } = lacking;
  const { kind, dueAt, stops } = requirement;
  const over = standing === 'failed' || requirement.lastAt < now;
  if (over && stops?.step === 'sedative-given')
    return { kind, dueAt, owner: 'physician', action: 'convert-to-unsedated' };
  if (standing === 'failed' && kind !== 'side-agreement')
    return { kind, dueAt, owner: 'physician', action: 'let-the-physician-decide' };
  return { kind, dueAt, owner: requirement.owner, action: requirement.action };
}

function latestOf(kind: RequirementKind, evidence: readonly Evidence[]): Evidence | null {
  return evidence.reduce<Evidence | null>(
    (latest, each) => (each.kind === kind && (latest === null || each.at >= latest.at) ? each : latest),
    null,
  );
}
