import {
  advisoryOf,
  repeatCriterionTexts,
  type DecisionView,
  type LastResponseView,
  type RepeatCriteriaView,
  type SeriesDecisionsView,
} from '@lull/contracts';
import {
  checkDecisionUndo,
  decisionPolicy,
  decisionWaits,
  definitionStamp,
  lastResponses,
  nextAfterDecision,
  payerReliefDefinition,
  payerRuleOn,
  repeatCriteria,
  responsePrompts,
  seriesEndReasons,
  followUpOfStop,
  seriesResponses,
  symptomDefinitions,
  sessionsAhead,
  unjudgedWords,
  type CivilDate,
  type DecidedSession,
  type InjectionResponse,
  type PayerRule,
  type SeriesState,
  type SessionState,
  type SedationLevel,
  type TargetResponses,
  type TargetSymptom,
} from '@lull/domain';
import type { DecisionFacts } from './decision-facts.repository.js';
import type { ReliefRecords, ReliefSeries } from './relief.repository.js';

/** By which version of which definition responses are judged: it stands beside each of them (hazard H13). */
export const responseDefinition = (symptom: TargetSymptom): string => {
  const primary = symptomDefinitions(symptom)?.primary;
  return primary === undefined
    ? definitionStamp(symptom)
    : `${primary.name} ${primary.version} (${primary.effectiveFrom})`;
};

/** The plan as far as a decision looks at it. */
interface DecidedPlan {
  readonly id: string;
  readonly version: number;
  readonly state: SeriesState;
  readonly gated: boolean;
  readonly sedation: SedationLevel;
  readonly minimumIntervalDays: number;
  readonly maximumIntervalDays: number;
}

interface StandingSession extends DecidedSession {
  readonly clinicId: string;
  readonly state: SessionState;
}

/** A word on the series, with what the view does not show. */
interface Word extends DecisionView {
  readonly sessionIds: readonly string[];
  readonly taskId: string | null;
  readonly entryId: string | null;
  readonly stateBefore: SeriesState | null;
}

/** One look at a series: what a decision rests on, whether it is shown or made. */
export interface DecisionLook {
  readonly plan: DecidedPlan;
  readonly records: ReliefRecords;
  readonly series: ReliefSeries;
  readonly targets: readonly TargetResponses[];
  /** The latest completed injection of the series; null: there is none. */
  readonly last: InjectionResponse | null;
  readonly facts: DecisionFacts;
  readonly rules: readonly PayerRule[];
  readonly sessions: readonly StandingSession[];
  readonly words: readonly Word[];
  readonly zone: string;
  readonly today: CivilDate;
  readonly now: number;
}

/** The latest of all injections; of two sides of one visit the later one. */
export function latestOf(targets: readonly TargetResponses[]): InjectionResponse | null {
  return lastResponses(targets).toSorted((a, b) => b.injectedAt - a.injectedAt)[0] ?? null;
}

/** The word that can be taken back, if any: nothing was said since, and it says where the series stood. */
export function undoable(words: readonly Word[]): Word | null {
  const [latest] = words;
  return latest !== undefined && latest.takenBack === null && latest.stateBefore !== null ? latest : null;
}

export function decisionsView(look: DecisionLook): SeriesDecisionsView {
  const { plan, targets, last, sessions, words, zone, now } = look;
  const ahead = sessionsAhead(sessions);
  const next = ahead.find(({ start }) => start > now);
  const latest = undoable(words);
  const continued = nextAfterDecision({
    word: 'continue',
    sessions,
    now,
    plan,
    lastInjectedAt: last?.injectedAt ?? null,
    zone,
  });
  return {
    seriesId: plan.id,
    version: plan.version,
    state: plan.state,
    last: lastResponses(targets).map(lastView),
    definition: responseDefinition(look.series.targetSymptom),
    policy: {
      version: decisionPolicy.version,
      author: decisionPolicy.author,
      effectiveFrom: decisionPolicy.effectiveFrom,
    },
    waits: waitsOf(look, next?.start ?? null),
    prompts: promptsOf(look, next?.start ?? null),
    repeat: repeatView(look),
    next:
      continued.fate === 'none' || continued.fate === 'place-anew'
        ? null
        : { ...sessionOf(continued.session), fate: continued.fate },
    freed: ahead.map(sessionOf),
    afterStop: Object.fromEntries(
      seriesEndReasons.flatMap((reason) => {
        const task = followUpOfStop(reason);
        return task === null ? [] : [[reason, { kind: task.kind, dueInDays: task.dueInDays }]];
      }),
    ),
    decisions: words.map(
      ({ sessionIds: _ids, taskId: _task, entryId: _entry, stateBefore: _state, ...shown }) => shown,
    ),
    undoUntil:
      latest !== null && checkDecisionUndo({ latest, now }).accepted
        ? latest.decidedAt + decisionPolicy.undoSeconds * 1000
        : null,
  };
}

function sessionOf({ id, start, clinicId }: StandingSession) {
  return { id, start, clinicId };
}

function lastView({
  side,
  injectionId,
  ordinal,
  injectedAt,
  response,
  duration,
  judgedFrom,
  relief,
}: InjectionResponse & { readonly side: 'left' | 'right' }): LastResponseView {
  return {
    side,
    injectionId,
    ordinal,
    injectedAt,
    response,
    duration: duration === null ? null : { lower: duration.lower, upper: duration.upper },
    judgedFrom,
    baseline: { value: relief.baseline.value, source: relief.baseline.source },
    quality: relief.primary.between.dataQuality,
    unjudged: unjudgedBecause(relief.primary.relief),
  };
}

function unjudgedBecause(relief: InjectionResponse['relief']['primary']['relief']): string | null {
  if (relief.status === 'evaluable') return null;
  return unjudgedWords(relief.status, relief.status === 'not-evaluable' ? relief.reason : null);
}

function waitsOf({ plan, last, words }: DecisionLook, nextStart: number | null): { dueAt: number } | null {
  if (!plan.gated || last === null || (plan.state !== 'active' && plan.state !== 'paused')) return null;
  const answer = words.find(
    ({ takenBack, injectionId }) =>
      takenBack === null && (injectionId === null || injectionId === last.injectionId),
  );
  const listed = decisionWaits({
    lastInjectionAt: last.injectedAt,
    decidedAt: answer?.decidedAt ?? null,
    nextStart,
  });
  return listed === null ? null : { dueAt: listed.dueAt };
}

/** The same sentence about both sides is said once. */
function promptsOf({ plan, targets, zone, now }: DecisionLook, nextStart: number | null) {
  if (plan.state !== 'active' && plan.state !== 'paused') return [];
  const said = targets.flatMap(({ injections }) =>
    responsePrompts({
      injections,
      maximumIntervalDays: plan.maximumIntervalDays,
      nextStart,
      now,
      zone,
    }).map(advisoryOf),
  );
  return said.filter((each, index) => said.findIndex(({ detail }) => detail === each.detail) === index);
}

function repeatView(look: DecisionLook): RepeatCriteriaView | null {
  const { facts, rules, records, series, today, plan } = look;
  const { payer } = facts;
  if (payer === null) return null;
  const rule = payerRuleOn(rules, payer, today);
  if (rule === null) return { payer, rule: null, criteria: [] };
  const asPayerCounts = seriesResponses(records, series, payerReliefDefinition(rule, series.targetSymptom));
  const criteria = repeatCriteria({
    rule,
    reliefs: lastResponses(asPayerCounts).map(({ relief }) => relief.primary.relief),
    peg: facts.peg,
    unitsReady: facts.unitsReady,
    seriesId: plan.id,
    done: facts.done,
    today,
  });
  return {
    payer,
    rule: { validFrom: rule.validFrom, source: rule.source },
    criteria: criteria.map(({ code, status, facts: known }) => ({
      code,
      status,
      detail: repeatCriterionTexts[code](known),
    })),
  };
}
