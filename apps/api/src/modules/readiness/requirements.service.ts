import { Injectable } from '@nestjs/common';
import {
  asItStands,
  civilDateAt,
  fastingCutOffs,
  policyOn,
  readinessFlags,
  readinessOf,
  requirementsFor,
  type Interval,
  type JudgedFacts,
  type ReadinessPolicies,
  type ReadinessPolicy,
  type ReadinessVisit,
  type Requirement,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { ReadinessFactsRepository, type ReadinessRow } from './readiness-facts.repository.js';

/** A session with its requirements: as the facts are now, or as they were at the door of the room (READY-53). */
export interface JudgedSession extends JudgedFacts {
  readonly row: ReadinessRow;
  readonly requirements: readonly Requirement[];
  /** Since when it stands so, because the patient is in the room or has been; null: it is judged anew each time. */
  readonly enteredAt: number | null;
}

/** Derives the requirements of sessions from their facts, by the policy of their day. */
@Injectable()
export class RequirementsService {
  constructor(private readonly facts: ReadinessFactsRepository) {}

  /** The session as it stands, with all its evidence; undefined: none of this practice. */
  async ofSession(tx: Tx, sessionId: string): Promise<JudgedSession | undefined> {
    const now = await this.ofSessionNow(tx, sessionId);
    return now === undefined ? undefined : standing(now);
  }

  /** The session as the facts are now, wherever the patient is: for what a step is refused by, and for new evidence. */
  async ofSessionNow(tx: Tx, sessionId: string): Promise<JudgedSession | undefined> {
    const [judged] = await this.judged(tx, this.facts.ofSessions(tx, [sessionId], 'history'));
    return judged;
  }

  /** Those of them that are of this practice, as they stand, with the evidence that decides. */
  async ofSessions(tx: Tx, sessionIds: readonly string[]): Promise<JudgedSession[]> {
    return (await this.ofSessionsNow(tx, sessionIds)).map(standing);
  }

  /** The same as the facts are now. */
  ofSessionsNow(tx: Tx, sessionIds: readonly string[]): Promise<JudgedSession[]> {
    return this.judged(tx, this.facts.ofSessions(tx, sessionIds));
  }

  /** The sessions of a day of a clinic that still stand: two statements, however many they are. */
  async ofDay(tx: Tx, clinicId: string, day: Interval): Promise<JudgedSession[]> {
    return (await this.judged(tx, this.facts.ofDay(tx, clinicId, day))).map(standing);
  }

  policies(tx: Tx): Promise<ReadinessPolicies> {
    return this.facts.policies(tx);
  }

  /** The same session under other circumstances. */
  judgeAgain(
    { row, policy, visit }: JudgedSession,
    policies: ReadinessPolicies,
    changes: Partial<Pick<ReadinessVisit, 'start' | 'arriveAt' | 'sedation'>>,
    now: number,
  ): JudgedSession {
    const changed = { ...visit, ...changes };
    const then = changes.start === undefined ? policy : policyOn(dateOf(changed), policies);
    return judge({ ...row, ...changes }, then, now);
  }

  private async judged(tx: Tx, reading: Promise<ReadinessRow[]>): Promise<JudgedSession[]> {
    const [rows, policies] = await Promise.all([reading, this.facts.policies(tx)]);
    const byDate = new Map<string, ReadinessPolicy>();
    return rows.map((row) => {
      const date = dateOf(row);
      const policy = byDate.get(date) ?? policyOn(date, policies);
      byDate.set(date, policy);
      return judge(row, policy, tx.now.epochMilliseconds);
    });
  }
}

function dateOf({ start, zone }: Pick<ReadinessVisit, 'start' | 'zone'>): string {
  return civilDateAt(start, zone);
}

function judge(row: ReadinessRow, policy: ReadinessPolicy, now: number): JudgedSession {
  const visit = visitOf(row, policy);
  const flags = readinessFlags(row, row.flags);
  const requirements = requirementsFor(visit, flags, policy);
  return {
    row,
    visit,
    flags,
    policy,
    cutOffs: fastingCutOffs(visit, policy.fasting, { glp1: flags.glp1 === 'present' }),
    requirements,
    readiness: readinessOf(requirements, row.evidence, now),
    enteredAt: null,
  };
}

/** READY-53 of a session that was judged as the facts are now. */
export function standing(judged: JudgedSession): JudgedSession {
  const { entry } = judged.row;
  if (entry === null) return judged;
  const stood = asItStands(judged, entry.judged);
  return {
    ...stood,
    requirements: stood.readiness.requirements.map(({ requirement }) => requirement),
    enteredAt: entry.at,
  };
}

/** A steroid counts as planned until an injection of the series went without: nobody is told to be without risk. */
function visitOf(row: ReadinessRow, { substances }: ReadinessPolicy): ReadinessVisit {
  const withSteroid = row.steroidBefore ?? true;
  return {
    bookedAt: row.bookedAt,
    arriveAt: row.arriveAt,
    start: row.start,
    zone: row.zone,
    procedureType: row.procedureType,
    purpose: row.purpose,
    sedation: row.sedation,
    side: row.side,
    plannedSide: row.side,
    statedSide: row.statedSide,
    icd10: row.icd10,
    usesXRay: row.usesXRay,
    usesContrast: row.usesContrast,
    withSteroid,
    substances: [
      ...substances.always,
      ...(row.usesContrast ? substances.withContrast : []),
      ...(withSteroid ? substances.withSteroid : []),
    ],
    authorisations: row.authorisations,
  };
}
