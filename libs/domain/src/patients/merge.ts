import { accept, type Decision, type Refusal } from '../decision.js';
import type { Side } from '../series/side.js';
import { contradictedBy, type ActiveFlag, type ClinicalFlagKind } from './clinical-flags.js';

/** What two records of one person can say differently so that only somebody who treats may join them. */
export const mergeConflicts = ['flags-contradict', 'sides-differ'] as const;
export type MergeConflict = (typeof mergeConflicts)[number];

/** One of the two records, as it stands under the lock. */
export interface MergeSide {
  /** It was joined into another record already. */
  readonly merged: boolean;
  readonly flags: readonly ActiveFlag[];
  /** Series that are proposed, active or paused. */
  readonly openSeries: readonly { readonly procedureTypeId: string; readonly side: Side }[];
  /** A visit has begun and is not over. */
  readonly inVisit: boolean;
}

export interface MergeFacts {
  readonly keeps: MergeSide;
  readonly joins: MergeSide;
  readonly same: boolean;
  /** Times that both records hold. */
  readonly timesMeet: number;
  /** Days for which both have a diary entry. */
  readonly diariesMeet: number;
  /** Conflicts that the member says to have looked at. */
  readonly settled: readonly MergeConflict[];
  /** What the member may settle: flags are recorded by nurses and physicians, a side is the physician's. */
  readonly maySettle: Readonly<Record<MergeConflict, boolean>>;
}

/** What joining them does to the flags. */
export interface MergeValue {
  readonly conflicts: readonly MergeConflict[];
  /** Denials that a finding of the other record contradicts: they end, the finding stays. */
  readonly endedFlags: readonly string[];
  /** Kinds in which the records contradict each other. */
  readonly contradictedKinds: readonly ClinicalFlagKind[];
}

/** The conflicts of two records, and how their flags are united: of a finding and a denial the finding stays. */
export function mergeOutcome(keeps: MergeSide, joins: MergeSide): MergeValue {
  const ended = [
    ...keeps.flags.filter((flag) => contradictedBy(flag, joins.flags)),
    ...joins.flags.filter((flag) => contradictedBy(flag, keeps.flags)),
  ];
  const sidesDiffer = keeps.openSeries.some((one) =>
    joins.openSeries.some(
      (other) => one.procedureTypeId === other.procedureTypeId && one.side !== other.side,
    ),
  );
  return {
    conflicts: mergeConflicts.filter((conflict) =>
      conflict === 'sides-differ' ? sidesDiffer : ended.length > 0,
    ),
    endedFlags: ended.map(({ id }) => id),
    contradictedKinds: [...new Set(ended.map(({ kind }) => kind))],
  };
}

/**
 * PAT-12: whether two records of one person may be joined, with every reason against it at once. Nothing is joined
 * during a visit, nor where both hold one time: one of the two sessions is wrong, and a person has to say which. PAT-13:
 * what the records say differently about allergies, other flags or the side is settled by a member with the right, by
 * name, and never by joining; flags are united as the more cautious.
 */
export function checkMerge(facts: MergeFacts): Decision<MergeValue> {
  const { keeps, joins, same, timesMeet, diariesMeet, settled, maySettle } = facts;
  const no = (code: Refusal['code'], explained: Refusal['facts'] = {}): Refusal => ({
    code,
    facts: explained,
    overridable: false,
  });
  if (same) return { accepted: false, refusals: [no('merge.same-record')] };
  const outcome = mergeOutcome(keeps, joins);
  const refusals = [
    ...(keeps.merged || joins.merged ? [no('merge.joined-already')] : []),
    ...(keeps.inVisit || joins.inVisit ? [no('merge.visit-under-way')] : []),
    ...(timesMeet > 0 ? [no('merge.times-meet', { count: timesMeet })] : []),
    ...(diariesMeet > 0 ? [no('merge.diaries-meet', { count: diariesMeet })] : []),
    ...outcome.conflicts
      .filter((conflict) => !(maySettle[conflict] && settled.includes(conflict)))
      .map((conflict) =>
        no(maySettle[conflict] ? 'merge.conflict-not-settled' : 'merge.conflict-of-treatment', { conflict }),
      ),
  ];
  return refusals.length > 0 ? { accepted: false, refusals } : accept(outcome);
}

export interface MergeReversalFacts {
  readonly reversed: boolean;
  /** The record that was kept has itself been joined into another since. */
  readonly keptWasMerged: boolean;
  /** Rows that were written since and hang on what came from the other record. */
  readonly rowsSince: number;
  /** Findings recorded since of kinds in which the records contradicted each other. */
  readonly flagsSince: number;
}

/**
 * PAT-14: whether a joining may be taken back, so that every row stands again where it stood. It may not when something
 * written since hangs on a row that would go: a session of a series, a score of a session.
 */
export function checkMergeReversal(facts: MergeReversalFacts): Decision<true> {
  const no = (code: Refusal['code'], explained: Refusal['facts'] = {}): Refusal => ({
    code,
    facts: explained,
    overridable: false,
  });
  if (facts.reversed) return { accepted: false, refusals: [no('merge.taken-back-already')] };
  const refusals = [
    ...(facts.keptWasMerged ? [no('merge.kept-was-joined')] : []),
    ...(facts.rowsSince > 0 ? [no('merge.rows-since', { count: facts.rowsSince })] : []),
    ...(facts.flagsSince > 0 ? [no('merge.flags-since', { count: facts.flagsSince })] : []),
  ];
  return refusals.length > 0 ? { accepted: false, refusals } : accept(true);
}
