import { minuteMs, type CivilDate } from '../time/zone.js';
import type { FastingCutOff } from './fasting.js';
import type { ReadinessPolicy } from './readiness-policy.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import type { Requirement } from './requirement.js';

/** All that decides which requirements a visit has. */
export interface RequirementFacts {
  readonly visit: ReadinessVisit;
  readonly flags: ReadinessFlags;
  readonly policy: ReadinessPolicy;
  /** The civil day of the visit, in the clinic's zone. */
  readonly date: CivilDate;
  /** The earliest first; empty when nobody fasts. */
  readonly cutOffs: readonly FastingCutOff[];
}

/** A rule that asks for one kind of requirement, or for nothing. */
export type RequirementRule = (facts: RequirementFacts) => Requirement | null;

type Usual = 'why' | 'lastAt' | 'stops' | 'restsOn' | 'validFrom' | 'byRecord';

/** A requirement whose unsaid parts are the usual ones: soft, ageless, settled by evidence until the start. */
export function requirementOf(
  { visit }: RequirementFacts,
  said: Omit<Requirement, Usual> & Partial<Pick<Requirement, Usual>>,
): Requirement {
  return { why: {}, lastAt: visit.start, stops: null, restsOn: {}, validFrom: null, byRecord: null, ...said };
}

/** So many minutes before the start. */
export function beforeStart({ visit }: RequirementFacts, minutes: number): number {
  return visit.start - minutes * minuteMs;
}

/** When what is done on the day itself is due: shortly before the start. */
export function dueOnTheDay(facts: RequirementFacts): number {
  return beforeStart(facts, facts.policy.lead.onTheDay);
}
