import { accept, type Decision, type Facts, type Refusal } from '../decision.js';
import type { SedationLevel } from '../sedation/sedation-level.js';
import { minuteMs } from '../time/zone.js';
import { recoveryPolicy, type RecoveryPolicy } from './recovery-policy.js';
import type { RecoveryRefusalCode } from './refusal-codes.js';

/**
 * DAY-30: the steps of the procedure in their order (seed facts S13 to S18). Steroid and local anaesthetic are two
 * administrations, so they are two steps.
 */
export const procedureSteps = [
  'positioned-prone',
  'iv-sedative',
  'skin-prepared',
  'needle-guided',
  'contrast',
  'local-anaesthetic',
  'steroid',
] as const;
export type ProcedureStep = (typeof procedureSteps)[number];

export const stepStates = ['done', 'not-done', 'not-applicable'] as const;
export type ProcedureStepState = (typeof stepStates)[number];

/** One entry about a step; the latest entry of a step counts. Instants are epoch milliseconds. */
export interface StepEntry {
  readonly step: ProcedureStep;
  readonly state: ProcedureStepState;
  /** When it was done; null for what was not. */
  readonly at: number | null;
  readonly reason: string | null;
}

/** An injection in force, as far as the steps must agree with it. */
export interface InjectionOfSteps {
  readonly status: 'completed' | 'not-done';
  readonly contrastUsed: boolean | null;
  readonly drugs: readonly { readonly role: string }[];
}

/** What is planned, and what stands when the steps are written down. */
export interface StepFacts {
  readonly now: number;
  readonly sessionState: string;
  readonly roomInAt: number | null;
  readonly sedation: SedationLevel;
  readonly usesXray: boolean;
  readonly injections: readonly InjectionOfSteps[];
}

const inOrAfterRoom = ['in-room', 'recovering', 'discharged'];

/** DAY-30: the steps that belong to this procedure: leaving one of them out asks why. The others may not apply. */
export function requiredSteps({
  sedation,
  usesXray,
}: Pick<StepFacts, 'sedation' | 'usesXray'>): readonly ProcedureStep[] {
  return [
    'positioned-prone',
    ...(sedation === 'none' ? [] : (['iv-sedative'] as const)),
    'skin-prepared',
    ...(usesXray ? (['needle-guided'] as const) : []),
    'local-anaesthetic',
  ];
}

/** DAY-31: the steps whose entry says otherwise than the drugs that are written down. */
export function stepsAgainstDrugs(
  entries: readonly StepEntry[],
  injections: readonly InjectionOfSteps[],
): readonly ProcedureStep[] {
  // As long as nothing is recorded, nothing disagrees.
  if (injections.length === 0) return [];
  const given = (role: string): boolean =>
    injections.some(({ drugs }) => drugs.some((drug) => drug.role === role));
  const contrast = given('contrast') || injections.some(({ contrastUsed }) => contrastUsed === true);
  const contrastKnown = contrast || injections.some(({ contrastUsed }) => contrastUsed === false);
  const recorded: Partial<Record<ProcedureStep, boolean>> = {
    ...(contrastKnown && { contrast }),
    'local-anaesthetic': given('local-anaesthetic'),
    steroid: given('steroid'),
    // A nurse's sedative may stand nowhere but in the step: only a sedative in the record contradicts.
    ...(given('sedative') && { 'iv-sedative': true }),
  };
  return entries
    .filter(({ step, state }) => recorded[step] !== undefined && recorded[step] !== (state === 'done'))
    .map(({ step }) => step);
}

/** DAY-30, DAY-31: whether the steps can be written down; every reason at once. */
export function checkProcedureSteps(
  entries: readonly StepEntry[],
  facts: StepFacts,
): Decision<readonly StepEntry[]> {
  const required = requiredSteps(facts);
  const refusals: Refusal[] = [];
  if (!inOrAfterRoom.includes(facts.sessionState))
    refusals.push(refusal('procedure.not-in-room', { state: facts.sessionState }));
  const seen = new Set<ProcedureStep>();
  for (const { step, state, at, reason } of entries) {
    if (seen.has(step)) refusals.push(refusal('procedure.step-twice', { step }));
    seen.add(step);
    if (state === 'not-applicable' && required.includes(step))
      refusals.push(refusal('procedure.step-belongs-to-it', { step }));
    if (state === 'not-done' && required.includes(step) && (reason ?? '').trim() === '')
      refusals.push(refusal('procedure.step-reason-missing', { step }));
    if (at === null) continue;
    if (at > facts.now) refusals.push(refusal('procedure.step-in-future', { step, at }));
    // A time to the minute means any second of it.
    const latest = at % minuteMs === 0 ? at + minuteMs - 1 : at;
    if (facts.roomInAt !== null && latest < facts.roomInAt)
      refusals.push(refusal('procedure.step-before-room', { step, at, roomInAt: facts.roomInAt }));
  }
  for (const step of stepsAgainstDrugs(entries, facts.injections))
    refusals.push(refusal('procedure.disagrees-with-drugs', { step }));
  return refusals.length > 0 ? { accepted: false, refusals } : accept(entries);
}

/** The steps that nobody has said anything about. */
export function openSteps(entries: readonly Pick<StepEntry, 'step'>[]): readonly ProcedureStep[] {
  return procedureSteps.filter((step) => !entries.some((entry) => entry.step === step));
}

/**
 * DAY-32: whether the patient was sedated: planned or not, a sedative that was given counts; and a planned one only
 * does not where the step says that it was not given, and no record contradicts it (hazard H5).
 */
export function wasSedated(
  planned: SedationLevel,
  entries: readonly StepEntry[],
  injections: readonly InjectionOfSteps[],
): boolean {
  if (injections.some(({ drugs }) => drugs.some(({ role }) => role === 'sedative'))) return true;
  const step = entries.find((entry) => entry.step === 'iv-sedative')?.state;
  return step === undefined ? planned !== 'none' : step === 'done';
}

/** DAY-33: minutes in the room by the stamps, and whether they are more than usual (seed fact S19): a quality flag. */
export function roomTime(
  roomInAt: number | null,
  roomOutAt: number | null,
  policy: RecoveryPolicy = recoveryPolicy,
): { readonly minutes: number; readonly long: boolean } | null {
  if (roomInAt === null || roomOutAt === null) return null;
  const minutes = Math.round((roomOutAt - roomInAt) / minuteMs);
  return { minutes, long: roomOutAt - roomInAt > policy.usualRoomMinutes * minuteMs };
}

function refusal(code: RecoveryRefusalCode, facts: Facts): Refusal {
  return { code, facts, overridable: false };
}
