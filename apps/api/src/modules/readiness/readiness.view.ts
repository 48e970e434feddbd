import {
  readinessActionTexts,
  type ChangedRequirementView,
  type ClockTime,
  type EvidenceView,
  type NextActionView,
  type ReadinessPreviewView,
  type ReadinessSummaryView,
  type RequirementView,
  type SessionReadinessView,
  type StandingCounts,
} from '@lull/contracts';
import {
  causesOfVoid,
  clockText,
  givenByEntry,
  isSettled,
  neededParticulars,
  standings,
  type NextAction,
  type Readiness,
  type Requirement,
  type RequirementChanges,
  type RequirementKind,
  type StandingRequirement,
  type VoidCause,
} from '@lull/domain';
import type { RecordedEvidence } from './readiness-facts.repository.js';
import type { JudgedSession } from './requirements.service.js';

/** What of it a member may see and do. */
export interface ReadinessSight {
  readonly mayRecord: (kind: RequirementKind) => boolean;
  /** What was found of a patient belongs to the clinicians; the desk sees its own. */
  readonly seesParticulars: (kind: RequirementKind) => boolean;
}

function clock(at: number, zone: string): ClockTime {
  return { at, text: clockText(at, zone) };
}

export function summaryView({ row, readiness, enteredAt }: JudgedSession): ReadinessSummaryView {
  return {
    sessionId: row.sessionId,
    verdict: readiness.verdict,
    next: readiness.next === null ? null : nextView(readiness.next, row.zone),
    counts: countsOf(readiness),
    stoodAt: enteredAt === null ? null : clock(enteredAt, row.zone),
  };
}

function nextView({ kind, action, owner, dueAt }: NextAction, zone: string): NextActionView {
  return { kind, action, text: readinessActionTexts[action], owner, due: clock(dueAt, zone) };
}

function countsOf({ requirements }: Readiness): StandingCounts {
  const counts = Object.fromEntries(standings.map((each) => [each, 0])) as Record<
    keyof StandingCounts,
    number
  >;
  for (const { standing } of requirements) counts[standing] += 1;
  return counts;
}

/** As the session stands, and what of the facts as they are now keeps a sedative back in the room. */
export function sessionReadinessView(
  judged: JudgedSession,
  now: JudgedSession,
  sight: ReadinessSight,
): SessionReadinessView {
  const { version, author, effectiveFrom } = judged.policy;
  return {
    ...summaryView(judged),
    version: judged.row.version,
    requirements: judged.readiness.requirements.map((each) => requirementView(each, judged, sight)),
    beforeSedative: sedativeWaits(judged)
      ? now.readiness.requirements
          .filter((each) => each.requirement.stops !== null && !isSettled(each))
          .map((each) => requirementView(each, now, sight))
      : [],
    policy: { version, author, effectiveFrom },
  };
}

/** READY-44 looks at the facts, so whoever is refused finds here what to settle. */
function sedativeWaits({ row, visit, enteredAt }: JudgedSession): boolean {
  return enteredAt !== null && row.state === 'in-room' && visit.sedation !== 'none';
}

function requirementView(
  { requirement, standing, voidedBy }: StandingRequirement,
  { row, enteredAt }: JudgedSession,
  { mayRecord, seesParticulars }: ReadinessSight,
): RequirementView {
  const { kind, reason, why, owner, action, dueAt, lastAt, stops, byRecord } = requirement;
  return {
    kind,
    reason,
    why: { ...why, timeZone: row.zone },
    standing,
    voidedBy,
    owner,
    action,
    actionText: readinessActionTexts[action],
    due: clock(dueAt, row.zone),
    last: clock(lastAt, row.zone),
    stops: stops?.step ?? null,
    byRecord: byRecord !== null,
    needs: neededParticulars[kind] ?? [],
    mayRecord: mayRecord(kind) && enteredAt === null,
    evidence: row.evidence
      .filter((each) => each.kind === kind)
      .toReversed()
      .map((each) => evidenceView(each, requirement, { zone: row.zone, enteredAt }, seesParticulars(kind))),
  };
}

function evidenceView(
  evidence: RecordedEvidence,
  requirement: Requirement,
  { zone, enteredAt }: { readonly zone: string; readonly enteredAt: number | null },
  withParticulars: boolean,
): EvidenceView {
  const { id, outcome, at, by, source, reason, particulars } = evidence;
  return {
    id,
    outcome,
    at: clock(at, zone),
    by,
    source,
    reason: withParticulars ? reason : null,
    // Written by `RecordEvidenceRequest` alone.
    particulars: withParticulars ? particulars : {},
    counts: causesOfVoid(requirement, evidence).length === 0 && givenByEntry(evidence, enteredAt),
    afterEntry: !givenByEntry(evidence, enteredAt),
  };
}

export function previewView(
  { added, withdrawn, reopened, rescheduled }: RequirementChanges,
  before: JudgedSession,
  after: JudgedSession,
): ReadinessPreviewView {
  const { zone } = before.row;
  const changed = (
    { kind, reason, owner, dueAt }: Requirement,
    voidedBy: readonly VoidCause[] = [],
  ): ChangedRequirementView => ({ kind, reason, owner, due: clock(dueAt, zone), voidedBy });
  return {
    added: added.map((each) => changed(each)),
    withdrawn: withdrawn.map((each) => changed(each)),
    reopened: reopened.map(({ requirement, voidedBy }) => changed(requirement, voidedBy)),
    rescheduled: rescheduled.map((each) => changed(each)),
    before: before.readiness.verdict,
    after: after.readiness.verdict,
  };
}
