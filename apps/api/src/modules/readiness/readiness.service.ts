import { Injectable } from '@nestjs/common';
import {
  may,
  reasonOf,
  rolesBefore,
  type DayReadinessView,
  type ManyEvidenceView,
  type PreviewReadinessRequest,
  type ReadinessPreviewView,
  type RecordEvidenceRequest,
  type RecordManyEvidenceRequest,
  type Role,
  type SedativeCheckView,
  type SessionReadinessView,
  type WaiverCountView,
  type WaiversQuery,
} from '@lull/contracts';
import {
  checkGuardedStep,
  civilDay,
  isCivilDate,
  minuteMs,
  requirementsAfter,
  visitInterval,
  type ReadinessVisit,
} from '@lull/domain';
import { isClosed } from '../../platform/database/closed-records.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { refusalInClinicTime, refusedBy, Sessions } from '../scheduling/scheduling.public.js';
import { EvidenceService, mayRecord } from './evidence.service.js';
import { ReadinessFactsRepository } from './readiness-facts.repository.js';
import { previewView, sessionReadinessView, summaryView, type ReadinessSight } from './readiness.view.js';
import { RequirementEvidenceRepository } from './requirement-evidence.repository.js';
import { RequirementsService, standing, type JudgedSession } from './requirements.service.js';

/** What must be true before sessions, how it stands, and what was done about it. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly requirements: RequirementsService,
    private readonly evidence: EvidenceService,
    private readonly records: RequirementEvidenceRepository,
    private readonly facts: ReadinessFactsRepository,
    private readonly sessions: Sessions,
  ) {}

  one(member: MemberPrincipal, sessionId: string): Promise<SessionReadinessView> {
    return this.database.run(member, async (tx) => {
      const now = await this.judged(tx, sessionId);
      tx.read({ resource: 'readiness', resourceId: sessionId, patientIds: [now.row.patientId] });
      return sessionReadinessView(standing(now), now, await this.sight(tx, member, now));
    });
  }

  day(member: MemberPrincipal, clinicId: string, date: string): Promise<DayReadinessView> {
    if (!isCivilDate(date)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'date' } });
    return this.database.run(member, async (tx) => {
      const zone = await this.facts.zoneOf(tx, clinicId);
      if (zone === undefined) throw notFound('clinic');
      const judged = await this.requirements.ofDay(tx, clinicId, civilDay(date, zone));
      tx.read({
        resource: 'readiness',
        patientIds: judged.map(({ row }) => row.patientId),
        detail: { clinicId, date },
      });
      return { clinicId, date, sessions: judged.map(summaryView) };
    });
  }

  record(
    member: MemberPrincipal,
    once: Once,
    sessionId: string,
    said: RecordEvidenceRequest,
  ): Promise<SessionReadinessView> {
    if (!mayRecord(member.roles, said.kind)) throw new Refused({ code: 'not-allowed' });
    return this.calls.run(member, once, async (tx) => {
      if ((await this.sessions.lockSession(tx, sessionId)) === undefined) throw notFound('session');
      const judged = await this.judged(tx, sessionId);
      const answer = this.evidence.judge(judged, said, tx.now.epochMilliseconds);
      if ('refusals' in answer) throw refusedBy(answer.refusals, judged.row.zone);
      await this.evidence.write(tx, [answer.evidence]);
      const after = await this.judged(tx, sessionId);
      return sessionReadinessView(standing(after), after, await this.sight(tx, member, after));
    });
  }

  /** Each session for itself: what one of them refuses does not undo what another took. */
  recordMany(
    member: MemberPrincipal,
    once: Once,
    { sessionIds, ...said }: RecordManyEvidenceRequest,
  ): Promise<ManyEvidenceView> {
    if (!mayRecord(member.roles, said.kind)) throw new Refused({ code: 'not-allowed' });
    return this.calls.run(member, once, async (tx) => {
      // In one order, so that two lists that share sessions do not wait for each other.
      for (const id of sessionIds.toSorted()) await this.sessions.lockSession(tx, id);
      const judged = new Map(
        (await this.requirements.ofSessionsNow(tx, sessionIds)).map((each) => [each.row.sessionId, each]),
      );
      const told = sessionIds.map((sessionId) => {
        const session = judged.get(sessionId);
        return session === undefined
          ? {
              sessionId,
              evidence: [],
              refusals: [reasonOf({ code: 'not-found', facts: { noun: 'session' } })],
            }
          : { sessionId, ...this.said(tx, session, said) };
      });
      await this.evidence.write(
        tx,
        told.flatMap(({ evidence }) => evidence),
      );
      return {
        answers: told.map(({ sessionId, evidence, refusals }) => ({
          sessionId,
          recorded: evidence.length > 0,
          refusals,
        })),
      };
    });
  }

  /** READY-43: what another time or another sedation would add, withdraw and reopen. */
  preview(
    member: MemberPrincipal,
    sessionId: string,
    { startsAt, sedation }: PreviewReadinessRequest,
  ): Promise<ReadinessPreviewView> {
    return this.database.run(member, async (tx) => {
      const before = await this.judged(tx, sessionId);
      const { visit, row } = before;
      const start = startsAt === undefined ? visit.start : Date.parse(startsAt);
      const stages =
        sedation === undefined || sedation === visit.sedation
          ? null
          : await this.facts.stages(tx, row.procedureTypeId, sedation);
      const prepares =
        stages === null
          ? visit.start - visit.arriveAt
          : start -
            visitInterval(
              { procedureType: row.procedureType, sedation: sedation ?? visit.sedation, stages },
              start,
              row.durationMinutes,
            ).start;
      const changes: Partial<ReadinessVisit> = {
        start,
        arriveAt: start - Math.max(0, Math.round(prepares / minuteMs) * minuteMs),
        ...(sedation !== undefined && { sedation }),
      };
      const now = tx.now.epochMilliseconds;
      const after = this.requirements.judgeAgain(before, await this.requirements.policies(tx), changes, now);
      tx.read({ resource: 'readiness', resourceId: sessionId, patientIds: [row.patientId] });
      return previewView(
        requirementsAfter(before.requirements, after.requirements, row.evidence, now),
        before,
        after,
      );
    });
  }

  /** READY-44: may a sedative be given in this session now? */
  checkSedative(member: MemberPrincipal, sessionId: string): Promise<SedativeCheckView> {
    return this.database.run(member, async (tx) => {
      const { requirements, row } = await this.judged(tx, sessionId);
      const decision = checkGuardedStep(
        'sedative-given',
        requirements,
        row.evidence,
        tx.now.epochMilliseconds,
      );
      tx.read({ resource: 'readiness', resourceId: sessionId, patientIds: [row.patientId] });
      return {
        accepted: decision.accepted,
        refusals: decision.accepted
          ? []
          : decision.refusals.map((each) => reasonOf(refusalInClinicTime(each, row.zone))),
      };
    });
  }

  waivers(member: MemberPrincipal, { from, to }: WaiversQuery): Promise<WaiverCountView[]> {
    return this.database.run(member, (tx) => this.records.waivers(tx, from, to));
  }

  private said(tx: Tx, session: JudgedSession, said: Omit<RecordManyEvidenceRequest, 'sessionIds'>) {
    const answer = this.evidence.judge(session, said, tx.now.epochMilliseconds);
    return 'evidence' in answer
      ? { evidence: [answer.evidence], refusals: [] }
      : {
          evidence: [],
          refusals: answer.refusals.map((each) => reasonOf(refusalInClinicTime(each, session.row.zone))),
        };
  }

  /** Of a restricted record that was not opened: the desk's own, whoever asks. */
  private async sight(tx: Tx, { roles }: MemberPrincipal, { row }: JudgedSession): Promise<ReadinessSight> {
    return sightOf(rolesBefore(roles, await isClosed(tx, row.patientId)));
  }

  private async judged(tx: Tx, sessionId: string): Promise<JudgedSession> {
    const judged = await this.requirements.ofSessionNow(tx, sessionId);
    if (judged === undefined) throw notFound('session');
    return judged;
  }
}

function sightOf(roles: readonly Role[]): ReadinessSight {
  const seesClinical = may(roles, 'clinical-flag', 'read');
  return {
    mayRecord: (kind) => mayRecord(roles, kind),
    seesParticulars: (kind) => seesClinical || mayRecord(roles, kind),
  };
}
