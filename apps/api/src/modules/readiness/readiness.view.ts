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

export function summaryView({ row, readiness }: JudgedSession): ReadinessSummaryView {
  return {
    sessionId: row.sessionId,
    verdict: readiness.verdict,
    next: readiness.next === null ? null : nextView(readiness.next, row.zone),
    counts: countsOf(readiness),
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

export function sessionReadinessView(judged: JudgedSession, sight: ReadinessSight): SessionReadinessView {
  const { version, author, effectiveFrom } = judged.policy;
  return {
    ...summaryView(judged),
    version: judged.row.version,
    requirements: judged.readiness.requirements.map((each) => requirementView(each, judged, sight)),
    policy: { version, author, effectiveFrom },
  };
}

function requirementView(
  { requirement, standing, voidedBy }: StandingRequirement,
  { row }: JudgedSession,
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
    mayRecord: mayRecord(kind),
    evidence: row.evidence
      .filter((each) => each.kind === kind)
      .toReversed()
      .map((each) => evidenceView(each, requirement, row.zone, seesParticulars(kind))),
  };
}

function evidenceView(
  evidence: RecordedEvidence,
  requirement: Requirement,
  zone: string,
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
    counts: causesOfVoid(requirement, evidence).length === 0,
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
