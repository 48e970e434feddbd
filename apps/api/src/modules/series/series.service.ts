import { Injectable } from '@nestjs/common';
import {
  advisoryOf,
  may,
  type CreateSeriesRequest,
  type PlannedSeriesView,
  type SeriesView,
  type StepSeriesRequest,
} from '@lull/contracts';
import { checkSeries, checkSeriesStepOf, isOpenSeries, proposedSymptom, type Advisory } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Patients } from '../patients/patients.public.js';
import { DecisionRepository } from './decision.repository.js';
import { missing, PlanChange, type PlanChanges } from './plan-change.js';
import { SeriesRepository } from './series.repository.js';
import { seriesView } from './series.view.js';

/** What the physician's step says about the injections (product.md section 1, Decision). */
const wordOf = { active: 'continue', paused: 'pause', stopped: 'stop', completed: 'stop' } as const;

@Injectable()
export class SeriesService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly series: SeriesRepository,
    private readonly decisions: DecisionRepository,
    private readonly planChanges: PlanChange,
    private readonly patients: Patients,
  ) {}

  one(member: MemberPrincipal, id: string): Promise<SeriesView> {
    return this.database.run(member, async (tx) => {
      const view = await this.view(tx, id);
      tx.read({ resource: 'series', resourceId: id, patientIds: [view.patientId] });
      return view;
    });
  }

  ofPatient(member: MemberPrincipal, patientId: string): Promise<SeriesView[]> {
    return this.database.run(member, async (tx) => {
      if (!(await this.patients.exists(tx, patientId))) throw notFound('patient');
      const records = await this.series.ofPatient(tx, patientId);
      tx.read({ resource: 'series', patientIds: [patientId], detail: { rows: records.length } });
      return records.map(seriesView);
    });
  }

  /** A physician's series is active at once; a scheduler's proposal waits for a physician. */
  create(member: MemberPrincipal, once: Once, request: CreateSeriesRequest): Promise<PlannedSeriesView> {
    const { conditionLabel, icd10, gated = true, targetSymptom = proposedSymptom(icd10), ...plan } = request;
    return this.calls.run(member, once, async (tx) => {
      const { patientId, procedureTypeId, physicianId } = plan;
      if (!(await this.patients.exists(tx, patientId))) throw missing('patient', '/patientId');
      const procedureType = await this.series.procedureCode(tx, procedureTypeId);
      if (procedureType === undefined) throw missing('procedure type', '/procedureTypeId');
      if (!(await this.series.isPhysician(tx, physicianId))) throw missing('physician', '/physicianId');
      const otherSeries = await this.series.others(tx, patientId);
      const { advisories } = decided(
        checkSeries({ ...plan, icd10, procedureType, seriesId: null, otherSeries }),
      );
      const id = await this.series.add(tx, {
        ...plan,
        targetSymptom,
        gated,
        conditionId: await this.patients.conditionOf(tx, patientId, conditionLabel.trim(), icd10),
        state: may(member.roles, 'series', 'create') ? 'active' : 'proposed',
        openedOn: await this.patients.today(tx),
      });
      return this.planned(tx, id, advisories);
    });
  }

  /** Only what the request names changes. Patient, side and diagnosis never do: another target is another series. */
  change(
    member: MemberPrincipal,
    id: string,
    version: number,
    changes: PlanChanges,
  ): Promise<PlannedSeriesView> {
    return this.database.run(member, async (tx) => {
      const plan = await this.series.planAt(tx, id, version);
      const decision = await this.planChanges.judge(tx, plan, changes);
      const ended: Refusal[] = isOpenSeries(plan.state)
        ? []
        : [{ code: 'series.ended', facts: { state: plan.state } }];
      refuseAll([...ended, ...reasonsAgainst(decision)]);
      await this.series.change(tx, id, version, changes);
      return this.planned(tx, id, decided(decision).advisories);
    });
  }

  /** The next state of a series, with the physician's word for it. */
  step(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { to, endReason, note }: StepSeriesRequest,
  ): Promise<SeriesView> {
    return this.calls.run(member, once, async (tx) => {
      const { state: from } = await this.series.planAt(tx, id, version);
      const standingSessions = await this.series.standingSessions(tx, id);
      const { state, endReason: because } = decided(
        checkSeriesStepOf({ from, to, endReason: endReason ?? null, standingSessions }),
      ).value;
      await this.series.change(tx, id, version, { state, endReason: because });
      const reason = [because, note?.trim()]
        .filter((part) => part !== null && part !== undefined && part !== '')
        .join(': ');
      if (reason !== '')
        await this.decisions.add(tx, {
          seriesId: id,
          word: wordOf[to],
          reason,
          endReason: because,
          stateBefore: from,
          decidedBy: member.memberId,
        });
      return this.view(tx, id);
    });
  }

  private async planned(tx: Tx, id: string, advisories: readonly Advisory[]): Promise<PlannedSeriesView> {
    return { ...(await this.view(tx, id)), advisories: advisories.map(advisoryOf) };
  }

  private async view(tx: Tx, id: string): Promise<SeriesView> {
    const record = await this.series.one(tx, id);
    if (record === undefined) throw notFound('series');
    return seriesView(record);
  }
}
