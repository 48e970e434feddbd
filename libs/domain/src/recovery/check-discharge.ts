import {
  applyOverrides,
  accept,
  type Decision,
  type Facts,
  type Overridden,
  type Override,
  type Refusal,
} from '../decision.js';
import { minuteMs } from '../time/zone.js';
import { openSteps, stepsAgainstDrugs, type InjectionOfSteps, type StepEntry } from './procedure-steps.js';
import { recoveryPolicy, type RecoveryPolicy } from './recovery-policy.js';
import { scoreReached, type RecoveryReading } from './recovery-reading.js';
import type { RecoveryRefusalCode } from './refusal-codes.js';

/** What the nurse says when she lets a patient go. */
export interface DischargePaper {
  /** The escort stands there, by name. */
  readonly escortPresent: boolean;
  /** The after-care was told and handed over. */
  readonly afterCareTold: boolean;
  /** The patient said it back in her own words. Null: recorded before anybody asked. */
  readonly saidBack: boolean | null;
}

/** What stands when a patient is to go home. Instants are epoch milliseconds. */
export interface DischargeFacts {
  readonly now: number;
  readonly sessionState: string;
  readonly roomOutAt: number | null;
  /** As `wasSedated` says. */
  readonly sedated: boolean;
  /** Sides of the series that have no record of an injection, done or not done. */
  readonly sidesWithoutRecord: readonly ('left' | 'right')[];
  readonly steps: readonly StepEntry[];
  readonly injections: readonly InjectionOfSteps[];
  readonly readings: readonly RecoveryReading[];
  /** Null: nobody has recorded the discharge yet. */
  readonly paper: DischargePaper | null;
}

/**
 * DAY-38: whether the patient may go home: every reason at once. A sedated patient without an escort who is there
 * stays (hazard H5): nobody may set that aside. The rest may be set aside with a reason that is kept and counted.
 * The value is what was set aside. Source: clinical.md 3.3, 3.4; hazard H6 asks for the legs, H23 that what was told was
 * said back.
 */
export function checkDischarge(
  facts: DischargeFacts,
  overrides: readonly Override[] = [],
  policy: RecoveryPolicy = recoveryPolicy,
): Decision<readonly Overridden[]> {
  const { standing, overridden } = applyOverrides(dischargeRefusals(facts, policy), overrides);
  return standing.length > 0 ? { accepted: false, refusals: standing } : accept(overridden);
}

function dischargeRefusals(facts: DischargeFacts, policy: RecoveryPolicy): readonly Refusal[] {
  const { paper, sedated } = facts;
  const refusals: Refusal[] = [];
  const hard = (code: RecoveryRefusalCode, because: Facts = {}) =>
    refusals.push({ code, facts: because, overridable: false });
  const soft = (code: RecoveryRefusalCode, because: Facts = {}) =>
    refusals.push({ code, facts: because, overridable: true });

  if (facts.sessionState !== 'recovering') hard('discharge.not-recovering', { state: facts.sessionState });
  if (paper === null) hard('discharge.not-recorded');
  if (sedated && paper?.escortPresent !== true) hard('discharge.escort-not-present');
  for (const side of facts.sidesWithoutRecord) soft('discharge.injection-not-recorded', { side });
  adviseOnSteps(facts, soft);
  adviseOnObservation(facts, policy, soft);
  adviseOnReadings(facts.readings, soft);
  if (paper?.afterCareTold !== true) soft('discharge.after-care-not-told');
  else if (paper.saidBack === false) soft('discharge.after-care-not-said-back');
  return refusals;
}

type Say = (code: RecoveryRefusalCode, because?: Facts) => void;

function adviseOnSteps({ steps, injections }: DischargeFacts, soft: Say): void {
  const open = openSteps(steps);
  if (open.length > 0) soft('discharge.steps-open', { count: open.length, steps: open.join(', ') });
  const disagreeing = stepsAgainstDrugs(steps, injections);
  if (disagreeing.length > 0) soft('discharge.steps-disagree', { steps: disagreeing.join(', ') });
}

function adviseOnObservation(facts: DischargeFacts, policy: RecoveryPolicy, soft: Say): void {
  const { roomOutAt, now, sedated, readings } = facts;
  const minimum = policy.observeMinutes[sedated ? 'sedated' : 'unsedated'];
  const until = roomOutAt === null ? null : roomOutAt + minimum * minuteMs;
  if (until === null || now < until) {
    const minutes = roomOutAt === null ? 0 : Math.max(0, Math.floor((now - roomOutAt) / minuteMs));
    soft('discharge.observed-too-short', { minutes, minimum, ...(until !== null && { until }) });
  }
  if (!sedated) return;
  const reached = scoreReached(readings, policy);
  if (reached?.twice !== true)
    soft('discharge.score-not-reached', {
      least: policy.leastScore,
      apart: policy.minutesBetweenScores,
      reachedOnce: reached !== null,
      ...(reached !== null && { nextAt: reached.since + policy.minutesBetweenScores * minuteMs }),
    });
}

/** What counts is the latest look at each thing. */
function adviseOnReadings(readings: readonly RecoveryReading[], soft: Say): void {
  const inOrder = readings.toSorted((a, b) => b.at - a.at);
  const latest = <Key extends keyof RecoveryReading>(key: Key): RecoveryReading[Key] | null =>
    inOrder.find((reading) => reading[key] !== null)?.[key] ?? null;
  if (latest('leftLegStrength') === null || latest('rightLegStrength') === null)
    soft('discharge.legs-not-tested');
  const stands = latest('standsSafely');
  if (stands !== true) soft('discharge.standing-not-safe', { tested: stands !== null });
  if (latest('nrs') === null) soft('discharge.pain-not-recorded');
  if (latest('leftFootC') === null && latest('rightFootC') === null)
    soft('discharge.temperature-not-recorded');
}
