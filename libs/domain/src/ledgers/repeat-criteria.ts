import type { Facts } from '../decision.js';
import type { TargetSymptom } from '../series/target-symptom.js';
import { symptomDefinitions } from '../outcomes/symptom-definitions.js';
import { reliefDefinition50, type ReliefDefinition } from '../outcomes/relief-definition.js';
import { responseOf } from '../outcomes/relief-duration.js';
import type { Relief } from '../outcomes/relief.js';
import { addCivilDays, type CivilDate } from '../time/zone.js';
import { Temporal } from '../time/temporal.js';
import type { PayerRule, PayerSession } from './payer-rule.js';

/** Missing is missing: what nobody recorded is neither met nor not met. */
export type CriterionStatus = 'met' | 'not-met' | 'not-known';

export const repeatCriterionCodes = [
  'relief',
  'function',
  'physical-therapy',
  'prior-authorisation',
  'sessions-of-series',
  'sessions-of-year',
  'interval',
] as const;
export type RepeatCriterionCode = (typeof repeatCriterionCodes)[number];

/** One thing that the payer asks for before another injection, and whether it is so. */
export interface RepeatCriterion {
  readonly code: RepeatCriterionCode;
  readonly status: CriterionStatus;
  readonly facts: Facts;
}

export interface RepeatFacts {
  readonly rule: PayerRule;
  /** By `payerReliefDefinition`, after the last injection of each side; empty: nothing was injected. */
  readonly reliefs: readonly Relief[];
  /** The last PEG score up to the last injection and the last one after it; null: not asked. */
  readonly peg: { readonly before: number | null; readonly after: number | null };
  /** Units that are valid today and not taken, or reserved for a session ahead; null: no authorisation is recorded. */
  readonly unitsReady: number | null;
  readonly seriesId: string;
  /** Sessions of the procedure that were done. */
  readonly done: readonly PayerSession[];
  readonly today: CivilDate;
}

const dayMinutes = 1440;

/**
 * Relief as this payer counts it: the definition of the house with the payer's percentage and days. The HDSS has no
 * percentage: against sweating a success counts, for the payer's days.
 */
export function payerReliefDefinition(rule: PayerRule, symptom: TargetSymptom = 'pain'): ReliefDefinition {
  const house = symptomDefinitions(symptom)?.primary ?? reliefDefinition50;
  return {
    ...house,
    name: 'payer',
    version: rule.validFrom,
    author: rule.payer,
    effectiveFrom: rule.validFrom,
    relativePercent: house.relativePercent === 0 ? 0 : (rule.minReliefPct ?? house.relativePercent),
    minimumTherapeutic: (rule.minReliefDays ?? 0) * dayMinutes,
  };
}

/**
 * DEC-12: what the payer asks for before a repeat, each criterion met, not met or not known; nothing that the payer does
 * not ask for is listed, and what Lull keeps no record of (physical therapy) is not known. Counts take the next session
 * as one more. It informs: it refuses nothing, and the booking asks its own (LEDGER-10). Source: clinical reference 3.10.
 */
export function repeatCriteria(facts: RepeatFacts): RepeatCriterion[] {
  const { rule } = facts;
  const criteria: RepeatCriterion[] = [];
  if (rule.minReliefPct !== null || rule.minReliefDays !== null) criteria.push(reliefCriterion(facts));
  if (rule.requiresFunction) criteria.push(functionCriterion(facts));
  if (rule.requiresPhysicalTherapy)
    criteria.push({ code: 'physical-therapy', status: 'not-known', facts: {} });
  if (rule.priorAuthorisation) {
    const { unitsReady } = facts;
    criteria.push({
      code: 'prior-authorisation',
      status: unitsReady === null || unitsReady < 1 ? 'not-met' : 'met',
      facts: unitsReady === null ? {} : { unitsReady },
    });
  }
  return [...criteria, ...countCriteria(facts)];
}

function reliefCriterion({ rule, reliefs }: RepeatFacts): RepeatCriterion {
  const definition = payerReliefDefinition(rule);
  const each = reliefs.map((relief) => reliefStatus(relief, definition, rule.minReliefDays !== null));
  return {
    code: 'relief',
    status: each.includes('not-met')
      ? 'not-met'
      : each.length === 0 || each.includes('not-known')
        ? 'not-known'
        : 'met',
    facts: {
      percent: definition.relativePercent,
      ...(rule.minReliefDays !== null && { days: rule.minReliefDays }),
    },
  };
}

function reliefStatus(relief: Relief, definition: ReliefDefinition, asksForDays: boolean): CriterionStatus {
  if (relief.status !== 'evaluable') return 'not-known';
  const { duration } = relief;
  if (duration.kind === 'never') return 'not-met';
  if (!asksForDays) return duration.kind === 'left-censored' ? 'not-known' : 'met';
  const response = responseOf(duration, definition);
  return response === 'responder' ? 'met' : response === 'non-responder' ? 'not-met' : 'not-known';
}

/** PEG counts hindrance: lower is better. */
function functionCriterion({ peg: { before, after } }: RepeatFacts): RepeatCriterion {
  const facts = { ...(before !== null && { before }), ...(after !== null && { after }) };
  if (before === null || after === null) return { code: 'function', status: 'not-known', facts };
  return { code: 'function', status: after < before ? 'met' : 'not-met', facts };
}

function countCriteria({ rule, seriesId, done, today }: RepeatFacts): RepeatCriterion[] {
  const { maxPerSeries, maxPer12Months, minIntervalDays } = rule;
  const criteria: RepeatCriterion[] = [];
  const counted = (code: RepeatCriterionCode, count: number, maximum: number): void => {
    criteria.push({ code, status: count <= maximum ? 'met' : 'not-met', facts: { count, maximum } });
  };
  if (maxPerSeries !== null)
    counted('sessions-of-series', done.filter((each) => each.seriesId === seriesId).length + 1, maxPerSeries);
  if (maxPer12Months !== null) {
    const yearBegins = Temporal.PlainDate.from(today).subtract({ months: 12 }).toString();
    counted(
      'sessions-of-year',
      done.filter(({ date }) => yearBegins < date && date <= today).length + 1,
      maxPer12Months,
    );
  }
  const last = done
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  if (minIntervalDays !== null && last !== undefined) {
    const from = addCivilDays(last, minIntervalDays);
    criteria.push({
      code: 'interval',
      status: from <= today ? 'met' : 'not-met',
      facts: { minimumDays: minIntervalDays, from },
    });
  }
  return criteria;
}
