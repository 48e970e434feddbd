import { Injectable } from '@nestjs/common';
import type { PayerRuleView } from '@lull/contracts';
import type { Decision, PlannedSeries, SeriesEndReason, SeriesState } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { AuthorisationUnitRepository, type UnitWanted } from './authorisation-unit.repository.js';
import { DecisionRepository, type DecisionRecord, type NewDecision } from './decision.repository.js';
import { PayerRuleRepository } from './payer-rule.repository.js';
import { PlanChange, type PlanChanges } from './plan-change.js';
import { SeriesRepository, type SeriesPlan } from './series.repository.js';

export type { DecisionRecord, PlanChanges, SeriesPlan };

/** What other modules may ask about series. */
@Injectable()
export class SeriesPlans {
  constructor(private readonly series: SeriesRepository) {}

  /** The plan of a series of this practice; refused as not found otherwise. */
  async plan(tx: Tx, seriesId: string): Promise<SeriesPlan> {
    return orNotFound(await this.series.plan(tx, seriesId, false));
  }

  /** The same, with the series locked: intervals and limits are checked under this lock (trust.md 3.2). */
  async lockedPlan(tx: Tx, seriesId: string): Promise<SeriesPlan> {
    return orNotFound(await this.series.plan(tx, seriesId, true));
  }
}

/** The series as a decision changes it; who decides has looked at the response and at the sessions. */
@Injectable()
export class SeriesDecisions {
  constructor(
    private readonly series: SeriesRepository,
    private readonly decisions: DecisionRepository,
    private readonly planChanges: PlanChange,
    private readonly payerRules: PayerRuleRepository,
  ) {}

  /** The plan, locked, at the version that the caller read; `stale` otherwise. */
  planAt(tx: Tx, seriesId: string, version: number): Promise<SeriesPlan> {
    return this.series.planAt(tx, seriesId, version);
  }

  judgePlan(tx: Tx, plan: SeriesPlan, changes: PlanChanges): Promise<Decision<PlannedSeries>> {
    return this.planChanges.judge(tx, plan, changes);
  }

  /** Precondition: the rules of states and plans were asked. */
  change(
    tx: Tx,
    { id, version }: SeriesPlan,
    changes: PlanChanges & { readonly state?: SeriesState; readonly endReason?: SeriesEndReason | null },
  ): Promise<void> {
    return this.series.change(tx, id, version, changes);
  }

  write(tx: Tx, decision: NewDecision): Promise<string> {
    return this.decisions.add(tx, decision);
  }

  /** What payers ask for, every wording of it. */
  rulesOfPayers(tx: Tx): Promise<PayerRuleView[]> {
    return this.payerRules.all(tx);
  }

  /** Every word on the series, the latest first. */
  words(tx: Tx, seriesId: string): Promise<DecisionRecord[]> {
    return this.decisions.ofSeries(tx, seriesId);
  }
}

/** Units of authorisations, for whoever books: in the booking's own transaction, under its lock of the series. */
@Injectable()
export class AuthorisationUnits {
  constructor(private readonly units: AuthorisationUnitRepository) {}

  reserve(tx: Tx, wanted: UnitWanted): Promise<void> {
    return this.units.reserve(tx, wanted);
  }
}

function orNotFound(plan: SeriesPlan | undefined): SeriesPlan {
  if (plan === undefined) throw notFound('series');
  return plan;
}
