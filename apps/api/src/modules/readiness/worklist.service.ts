import { Injectable } from '@nestjs/common';
import {
  may,
  maySeeWorklist,
  type WorklistCountsQuery,
  type WorklistCountsView,
  type WorklistQuery,
  type WorklistRowsQuery,
  type WorklistRowView,
  type WorklistView,
} from '@lull/contracts';
import {
  addCivilDays,
  authorisationRunningOut,
  civilDateAt,
  civilDay,
  dayAfterCall,
  decisionWaits,
  diarySilent,
  hourMs,
  isReadinessList,
  lackingOn,
  unreachable,
  worklistKinds,
  worklistPolicy,
  type CivilDate,
  type SessionState,
  type WorklistKind,
} from '@lull/domain';
import { closedRecords } from '../../platform/database/closed-records.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import { lastResponsesOf } from './last-response.view.js';
import { LastResponseRepository } from './last-response.repository.js';
import { mayRecord } from './evidence.service.js';
import { ReadinessFactsRepository } from './readiness-facts.repository.js';
import { RequirementsService, type JudgedSession } from './requirements.service.js';
import { WorklistRepository } from './worklist.repository.js';
import { arranged, lackedBy, listedFor, pageOf, worklistRow, type Listed } from './worklist.view.js';

/** Sessions whose preparation can still be worked on. */
const prepared: readonly SessionState[] = ['tentative', 'booked', 'confirmed', 'arrived', 'preparing'];
const usualDays = 7;

/** One reading of a clinic's book: what every list of it is made from. */
interface Look {
  readonly clinicId: string;
  readonly zone: string;
  readonly until: CivilDate;
  readonly now: number;
  readonly judged: readonly JudgedSession[];
}

@Injectable()
export class WorklistService {
  constructor(
    private readonly database: Database,
    private readonly requirements: RequirementsService,
    private readonly facts: ReadinessFactsRepository,
    private readonly repository: WorklistRepository,
    private readonly responses: LastResponseRepository,
  ) {}

  counts(member: MemberPrincipal, query: WorklistCountsQuery): Promise<WorklistCountsView> {
    return this.database.run(member, async (tx) => {
      const look = await this.look(tx, query, true);
      const counted = await Promise.all(
        worklistKinds
          .filter((kind) => maySeeWorklist(member.roles, kind))
          .map(async (kind) => [kind, (await this.listed(tx, kind, look)).length] as const),
      );
      const tasks = may(member.roles, 'follow-up-task', 'read') ? await this.repository.openTasks(tx) : [];
      tx.read({ resource: 'worklist', patientIds: [], detail: { clinicId: look.clinicId, only: 'counts' } });
      return { until: look.until, counts: Object.fromEntries(counted), tasks };
    });
  }

  list(member: MemberPrincipal, kind: WorklistKind, query: WorklistQuery): Promise<WorklistView> {
    return this.database.run(member, async (tx) => {
      const { rows, until } = await this.rows(tx, member, kind, query);
      const page = pageOf(rows, query.cursor);
      if (page === null) throw new Refused({ code: 'parameter-malformed', facts: { name: 'cursor' } });
      this.seen(tx, kind, query, page.rows);
      return { kind, until, total: rows.length, ...page };
    });
  }

  everyRow(
    member: MemberPrincipal,
    kind: WorklistKind,
    query: WorklistRowsQuery,
  ): Promise<WorklistRowView[]> {
    return this.database.run(member, async (tx) => {
      const { rows } = await this.rows(tx, member, kind, query);
      this.seen(tx, kind, query, rows);
      return rows;
    });
  }

  private async rows(tx: Tx, member: MemberPrincipal, kind: WorklistKind, query: WorklistRowsQuery) {
    if (!maySeeWorklist(member.roles, kind)) throw new Refused({ code: 'not-allowed' });
    const look = await this.look(tx, query, isReadinessList(kind));
    const listed = await this.withResponses(tx, kind, look, await this.listed(tx, kind, look));
    const { zone, now, until } = look;
    const [patients, sessions] = await Promise.all([
      this.repository.patients(tx, [...new Set(listed.map(({ patientId }) => patientId))]),
      this.repository.sessions(tx, [...new Set(listed.flatMap(({ sessionId }) => sessionId ?? []))]),
    ]);
    const naming = {
      patients,
      sessions,
      zone,
      now,
      mayRecord: (each: Parameters<typeof mayRecord>[1]) => mayRecord(member.roles, each),
    };
    return {
      rows: arranged(
        listed.map((each) => worklistRow(each, naming)),
        query,
        now,
        zone,
      ),
      until,
    };
  }

  /** The physician reads in the list what each injection did; counting it needs none of that. */
  private async withResponses(
    tx: Tx,
    kind: WorklistKind,
    { now, zone }: Look,
    listed: Listed[],
  ): Promise<Listed[]> {
    if (kind !== 'decisions') return listed;
    const closed = await closedRecords(
      tx,
      listed.map(({ patientId }) => patientId),
    );
    const responses = await this.responses.ofSeries(
      tx,
      listed.flatMap(({ seriesId, patientId }) => (closed.has(patientId) ? [] : (seriesId ?? []))),
    );
    return listed.map((each) => ({
      ...each,
      responses: lastResponsesOf(responses.get(each.seriesId ?? '') ?? [], now, zone),
    }));
  }

  private seen(
    tx: Tx,
    kind: WorklistKind,
    { clinicId }: WorklistCountsQuery,
    rows: readonly WorklistRowView[],
  ) {
    tx.read({
      resource: 'worklist',
      patientIds: [...new Set(rows.map(({ patientId }) => patientId))],
      detail: { kind, clinicId },
    });
  }

  private async look(tx: Tx, query: WorklistCountsQuery, withSessions: boolean): Promise<Look> {
    const { clinicId } = query;
    const zone = await this.facts.zoneOf(tx, clinicId);
    if (zone === undefined) throw notFound('clinic');
    const now = tx.now.epochMilliseconds;
    const today = civilDateAt(now, zone);
    const until = query.until ?? addCivilDays(today, usualDays);
    const span = { start: civilDay(today, zone).start, end: civilDay(until, zone).end };
    const judged = withSessions ? await this.requirements.ofDay(tx, clinicId, span) : [];
    return { clinicId, zone, until, now, judged: judged.filter(({ row }) => prepared.includes(row.state)) };
  }

  private async listed(tx: Tx, kind: WorklistKind, look: Look): Promise<Listed[]> {
    const { clinicId, zone, now, judged } = look;
    if (isReadinessList(kind)) {
      const lacking = judged.flatMap((each) =>
        lackingOn(kind, each.readiness).map((of) => lackedBy(each, of)),
      );
      return kind === 'authorisations'
        ? [...lacking, ...(await this.runningOut(tx, look, lacking))]
        : lacking;
    }
    switch (kind) {
      case 'diary':
        return (await this.repository.courses(tx, clinicId)).flatMap((each) =>
          listedFor(each, diarySilent({ ...each, now }), 'nurse'),
        );
      case 'decisions':
        return (await this.repository.courses(tx, clinicId)).flatMap((each) =>
          listedFor(each, decisionWaits(each), 'physician'),
        );
      case 'unreachable': {
        const span = { start: now, end: civilDay(look.until, zone).end };
        return (await this.repository.contacts(tx, clinicId, span)).flatMap((each) =>
          listedFor(each, unreachable(each), 'scheduler'),
        );
      }
      case 'day-after': {
        const since = now - (worklistPolicy.dayAfterListedDays + 2) * 24 * hourMs;
        return (await this.repository.discharges(tx, clinicId, since)).flatMap((each) =>
          listedFor(each, dayAfterCall({ ...each, zone, now }), 'nurse'),
        );
      }
    }
  }

  /** A session that lacks one says so by itself; its series is not named twice. */
  private async runningOut(
    tx: Tx,
    { clinicId, zone, now }: Look,
    lacking: readonly Listed[],
  ): Promise<Listed[]> {
    const named = new Set(lacking.map(({ sessionId }) => sessionId));
    return (await this.repository.authorisations(tx, clinicId))
      .filter(({ sessionId }) => !named.has(sessionId))
      .flatMap((each) => listedFor(each, authorisationRunningOut({ ...each, zone, now }), 'scheduler'));
  }
}
