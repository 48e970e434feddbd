import { Injectable } from '@nestjs/common';
import type { DecideRequest, SeriesDecisionsView } from '@lull/contracts';
import {
  addCivilDays,
  checkDecisionUndo,
  checkSeriesDecision,
  civilDateAt,
  decisionPolicy,
  afterDeathText,
  followUpOfStop,
  lastResponses,
  nextAfterDecision,
  seriesResponses,
  sessionsUnderWay,
  type FollowUpTask,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { SeriesHolds, Sessions } from '../scheduling/scheduling.public.js';
import { SeriesDecisions, SeriesPlans, type PlanChanges, type SeriesPlan } from '../series/series.public.js';
import { DecisionFactsRepository } from './decision-facts.repository.js';
import { decisionsView, latestOf, responseDefinition, undoable, type DecisionLook } from './decision.view.js';
import { ReliefRepository } from './relief.repository.js';

/** What a decision did to the book: kept with it, so that it can be taken back. */
interface Done {
  readonly sessionIds: readonly string[];
  readonly entryId?: string | null;
  readonly taskId?: string | null;
}

const planFields = ['minimumIntervalDays', 'targetIntervalDays', 'maximumIntervalDays', 'sedation'] as const;

@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly relief: ReliefRepository,
    private readonly facts: DecisionFactsRepository,
    private readonly plans: SeriesPlans,
    private readonly decisions: SeriesDecisions,
    private readonly holds: SeriesHolds,
    private readonly sessions: Sessions,
  ) {}

  ofSeries(member: MemberPrincipal, seriesId: string): Promise<SeriesDecisionsView> {
    return this.database.run(member, (tx) => this.view(tx, seriesId));
  }

  /** The word with everything that follows from it, in one transaction; the freed times are offered after it. */
  async decide(
    member: MemberPrincipal,
    once: Once,
    seriesId: string,
    version: number,
    request: DecideRequest,
  ): Promise<SeriesDecisionsView> {
    const view = await this.calls.run(member, once, async (tx) => {
      await this.holds.alone(tx, seriesId);
      const plan = await this.decisions.planAt(tx, seriesId, version);
      const look = await this.look(tx, plan);
      const { drugs, ...wished } = request.plan ?? {};
      const changes = changesOf(plan, wished);
      const judged = checkSeriesDecision({
        word: request.word,
        state: plan.state,
        lastInjectionId: look.last?.injectionId ?? null,
        answersInjectionId: request.injectionId ?? null,
        endReason: request.endReason ?? null,
        changes: [...Object.keys(changes), ...(drugs === undefined ? [] : ['drugs'])],
        underWay: sessionsUnderWay(look.sessions).length,
      });
      const planned = await this.decisions.judgePlan(tx, plan, changes);
      refuseAll(reasonsAgainst(judged, planned));
      const { state, endReason } = decided(judged).value;
      const done =
        request.word === 'stop'
          ? await this.stop(tx, look, request, member)
          : await this.goOn(tx, { ...look, plan: { ...look.plan, ...changes } }, request);
      await this.decisions.change(tx, plan, { ...changes, state, endReason });
      await this.decisions.write(tx, {
        seriesId,
        injectionId: look.last?.injectionId ?? null,
        word: request.word,
        reason: reasonOf(request),
        endReason,
        responses: lastResponses(look.targets).map(({ side, ordinal, response }) => ({
          side,
          ordinal,
          response,
        })),
        definition: responseDefinition(look.series.targetSymptom),
        policy: decisionPolicy.version,
        changes: Object.fromEntries(
          planFields.flatMap((field) =>
            changes[field] === undefined ? [] : [[field, [plan[field], changes[field]]]],
          ),
        ),
        drugs: drugs?.trim() ?? null,
        stateBefore: plan.state,
        decidedBy: member.memberId,
        ...done,
        sessionIds: [...done.sessionIds],
      });
      return this.view(tx, seriesId);
    });
    if (request.word === 'stop') await this.holds.offerFreed(member.practiceId);
    return view;
  }

  /** The latest word taken back, with all that it moved; or refused with every reason, and nothing is moved. */
  undo(member: MemberPrincipal, once: Once, seriesId: string, version: number): Promise<SeriesDecisionsView> {
    return this.calls.run(member, once, async (tx) => {
      await this.holds.alone(tx, seriesId);
      const plan = await this.decisions.planAt(tx, seriesId, version);
      const latest = undoable(await this.decisions.words(tx, seriesId));
      decided(checkDecisionUndo({ latest, now: tx.now.epochMilliseconds }));
      if (latest === null) throw notFound('decision');
      const before = Object.fromEntries(
        Object.entries(latest.changes).map(([field, [was]]) => [field, was]),
      ) as PlanChanges;
      await this.decisions.change(tx, plan, {
        ...before,
        ...(latest.stateBefore !== null && { state: latest.stateBefore }),
        endReason: null,
      });
      if (latest.word === 'stop') await this.holds.standAgain(tx, latest);
      else for (const id of latest.sessionIds) await this.holds.tentativeAgain(tx, id);
      if (latest.taskId !== null)
        await this.holds.dismissTask(tx, latest.taskId, 'The decision was taken back.', member.memberId);
      if (latest.endReason === 'deceased')
        await this.holds.tasksStandAgain(tx, plan.patientId, latest.decidedAt);
      await this.decisions.write(tx, {
        seriesId,
        injectionId: latest.injectionId,
        word: 'taken-back',
        reason: 'taken back',
        takesBack: latest.id,
        decidedBy: member.memberId,
      });
      return this.view(tx, seriesId);
    });
  }

  /** Product rule 7: every later hold is free, and the patient is not left without another treatment. */
  private async stop(
    tx: Tx,
    look: DecisionLook,
    { endReason }: DecideRequest,
    member: MemberPrincipal,
  ): Promise<Done> {
    const { plan, records } = look;
    const given = await this.holds.giveBack(tx, plan.id, {
      minutes: decisionPolicy.offerMinutes,
      by: member.memberId,
    });
    const task = endReason === undefined ? null : followUpOfStop(endReason);
    const told = endReason === 'deceased' ? await this.afterDeath(tx, look, member) : toldOf(task);
    return {
      ...given,
      taskId: task === null ? null : await this.openTask(tx, look, task, { told, of: records.patientId }),
    };
  }

  /** Nobody calls the patient any more (DEC-13, MSG-11); what is left is somebody's task. Answers its words. */
  private async afterDeath(
    tx: Tx,
    { plan, records }: DecisionLook,
    member: MemberPrincipal,
  ): Promise<string> {
    const who = { patientId: records.patientId, seriesId: plan.id };
    const { closed, ahead } = await this.holds.lettingRest(
      tx,
      who,
      decisionPolicy.closedByDeath,
      member.memberId,
    );
    return afterDeathText(closed, ahead);
  }

  /** The next tentative session is confirmed, unless the changed plan asks for another time or another visit. */
  private async goOn(tx: Tx, look: DecisionLook, { word }: DecideRequest): Promise<Done> {
    const { plan, sessions, last, zone, now, records } = look;
    const next = nextAfterDecision({
      word,
      sessions,
      now,
      plan,
      lastInjectedAt: last?.injectedAt ?? null,
      zone,
    });
    if (next.fate === 'confirmed') {
      const all = await this.holds.ofSeries(tx, plan.id);
      const session = all.find(({ id }) => id === next.session.id);
      if (session === undefined) throw notFound('session');
      await this.holds.confirmTentative(tx, session);
      return { sessionIds: [session.id] };
    }
    if (next.fate !== 'place-anew') return { sessionIds: [] };
    const told = `The plan changed: the next session no longer keeps its ${next.because.join(' and ')}.`;
    const taskId = await this.openTask(tx, look, decisionPolicy.placeAnew, {
      told,
      of: records.patientId,
      sessionId: next.session.id,
    });
    return { sessionIds: [], taskId };
  }

  private openTask(
    tx: Tx,
    { today }: DecisionLook,
    { kind, dueInDays }: FollowUpTask,
    about: { readonly told: string; readonly of: string; readonly sessionId?: string },
  ): Promise<string> {
    return this.sessions.openPatientTask(tx, {
      patientId: about.of,
      sessionId: about.sessionId ?? null,
      kind,
      dueOn: addCivilDays(today, dueInDays),
      told: about.told,
    });
  }

  private async view(tx: Tx, seriesId: string): Promise<SeriesDecisionsView> {
    const look = await this.look(tx, await this.plans.plan(tx, seriesId));
    tx.read({
      resource: 'relief',
      patientIds: [look.records.patientId],
      detail: { seriesId, for: 'decision' },
    });
    return decisionsView(look);
  }

  private async look(tx: Tx, plan: SeriesPlan): Promise<DecisionLook> {
    const records = await this.relief.ofPatient(tx, plan.patientId);
    const series = records?.series.find(({ id }) => id === plan.id);
    if (records === undefined || series === undefined) throw notFound('series');
    const targets = seriesResponses(records, series);
    const last = latestOf(targets);
    const zone = (await this.sessions.zoneOfSeries(tx, plan.id)) ?? 'UTC';
    const now = tx.now.epochMilliseconds;
    return {
      plan,
      records,
      series,
      targets,
      last,
      facts: await this.facts.of(tx, plan.id, last?.injectedAt ?? null),
      rules: await this.decisions.rulesOfPayers(tx),
      sessions: await this.holds.ofSeries(tx, plan.id),
      words: await this.decisions.words(tx, plan.id),
      zone,
      today: civilDateAt(now, zone),
      now,
    };
  }
}

/** What becomes another: a field that keeps its value is no change. */
function changesOf(plan: SeriesPlan, wished: Omit<NonNullable<DecideRequest['plan']>, 'drugs'>): PlanChanges {
  return Object.fromEntries(
    planFields.flatMap((field) =>
      wished[field] === undefined || wished[field] === plan[field] ? [] : [[field, wished[field]]],
    ),
  );
}

/** What somebody reads who looks through the rows: the note, or what the word says by itself. */
function reasonOf({ word, endReason, note }: DecideRequest): string {
  const said = [endReason, note?.trim()].filter((part) => part !== undefined && part !== '').join(': ');
  return said === ''
    ? { continue: 'as planned', change: 'plan changed', pause: 'paused', stop: 'stopped' }[word]
    : said;
}

function toldOf(task: FollowUpTask | null): string {
  return task?.kind === 'call-patient'
    ? 'The series was stopped because the patient was not heard of: telephone once more.'
    : 'The series was stopped: look for another treatment.';
}
