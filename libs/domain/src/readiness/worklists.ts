import { diaryExpectation, diaryOverdue, type DiaryFacts } from '../outcomes/diary-overdue.js';
import { addCivilDays, civilDateAt, civilDay, hourMs, type CivilDate } from '../time/zone.js';
import { isSettled, type Readiness, type StandingRequirement } from './readiness.js';
import type { RequirementKind } from './requirement.js';

/** What somebody works through; each list is about one thing that sessions or patients lack. */
export const worklistKinds = [
  'escorts',
  'fasting',
  'consents',
  'anticoagulants',
  'authorisations',
  'diary',
  'decisions',
  'unreachable',
  'day-after',
] as const;
export type WorklistKind = (typeof worklistKinds)[number];

/** The lists that follow from what sessions ask for, with the kinds that stand on each. */
export const requirementsOnList = {
  escorts: ['escort-confirmed'],
  fasting: ['fasting-signed-off', 'glucose-plan', 'fasting-told'],
  consents: ['consent-for-side', 'sedation-consent'],
  anticoagulants: ['anticoagulant-known', 'anticoagulant-decision', 'inr-in-range'],
  authorisations: ['authorisation'],
} as const satisfies Partial<Record<WorklistKind, readonly RequirementKind[]>>;
export type ReadinessListKind = keyof typeof requirementsOnList;

export function isReadinessList(kind: WorklistKind): kind is ReadinessListKind {
  return kind in requirementsOnList;
}

/** READY-60: what a session still lacks of a list; what is met or waived has left it. */
export function lackingOn(
  list: ReadinessListKind,
  { requirements }: Pick<Readiness, 'requirements'>,
): StandingRequirement[] {
  const kinds: readonly RequirementKind[] = requirementsOnList[list];
  return requirements.filter((each) => kinds.includes(each.requirement.kind) && !isSettled(each));
}

/** How long before, and for how long after, somebody is put on a list; proposed defaults, no source gives figures (D). */
export const worklistPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-11-23',
  authorisationDays: 14,
  authorisationUnits: 1,
  decisionDays: 14,
  decisionHoursBeforeNext: 48,
  reachedHoursBefore: 48,
  dayAfterHours: 24,
  dayAfterListedDays: 3,
} as const;
export type WorklistPolicy = typeof worklistPolicy;

/** Why a patient or a series stands on a list that no requirement puts it on. */
export const worklistReasons = [
  'authorisation-ends',
  'authorisation-used-up',
  'diary-silent',
  'decision-waits',
  'no-contact',
  'no-consent-to-messages',
  'not-called-since',
] as const;
export type WorklistReason = (typeof worklistReasons)[number];

export interface ListedFor {
  readonly reason: WorklistReason;
  readonly dueAt: number;
}

/**
 * READY-61: an authorisation runs out when it ends within 14 days or has its last unit left; it is asked for anew by
 * the day it ends. One that has ended without another is for the list of what sessions lack.
 */
export function authorisationRunningOut(
  {
    unitsLeft,
    validTo,
    zone,
    now,
  }: {
    readonly unitsLeft: number;
    readonly validTo: CivilDate;
    readonly zone: string;
    readonly now: number;
  },
  policy: WorklistPolicy = worklistPolicy,
): ListedFor | null {
  const today = civilDateAt(now, zone);
  if (validTo < today) return null;
  const dueAt = civilDay(validTo, zone).start;
  if (validTo <= addCivilDays(today, policy.authorisationDays))
    return { reason: 'authorisation-ends', dueAt };
  return unitsLeft <= policy.authorisationUnits ? { reason: 'authorisation-used-up', dueAt } : null;
}

/** READY-62: who has fallen silent (SCO-02) is called; due since the silence grew too long. */
export function diarySilent(facts: DiaryFacts): ListedFor | null {
  if (!diaryOverdue(facts)) return null;
  const heard = Math.max(facts.lastInjectionAt ?? 0, facts.lastScoreAt ?? 0);
  return { reason: 'diary-silent', dueAt: heard + diaryExpectation.silenceHours * hourMs };
}

/**
 * READY-63: after each completed injection of a gated series the physician decides (product rule 7): within 14 days,
 * and two days before the next session at the latest.
 */
export function decisionWaits(
  {
    lastInjectionAt,
    decidedAt,
    nextStart,
  }: {
    readonly lastInjectionAt: number | null;
    readonly decidedAt: number | null;
    readonly nextStart: number | null;
  },
  policy: WorklistPolicy = worklistPolicy,
): ListedFor | null {
  if (lastInjectionAt === null || (decidedAt !== null && decidedAt >= lastInjectionAt)) return null;
  const usual = lastInjectionAt + policy.decisionDays * 24 * hourMs;
  const beforeNext = nextStart === null ? usual : nextStart - policy.decisionHoursBeforeNext * hourMs;
  return { reason: 'decision-waits', dueAt: Math.max(lastInjectionAt, Math.min(usual, beforeNext)) };
}

/** READY-64: a patient with a session ahead whom no message reaches is reached by a person, two days before. */
export function unreachable(
  {
    phone,
    email,
    consentToSms,
    consentToEmail,
    nextStart,
  }: {
    readonly phone: string | null;
    readonly email: string | null;
    readonly consentToSms: boolean;
    readonly consentToEmail: boolean;
    readonly nextStart: number;
  },
  policy: WorklistPolicy = worklistPolicy,
): ListedFor | null {
  if ((phone !== null && consentToSms) || (email !== null && consentToEmail)) return null;
  const reason = phone === null && email === null ? 'no-contact' : 'no-consent-to-messages';
  return { reason, dueAt: nextStart - policy.reachedHoursBefore * hourMs };
}

/**
 * READY-65: who went home is asked on the next day how it is: listed from that day on for three days, until the
 * patient was heard of on that day or later (a pain score tells). Due 24 hours after the discharge.
 */
export function dayAfterCall(
  {
    dischargedAt,
    heardAt,
    zone,
    now,
  }: {
    readonly dischargedAt: number;
    readonly heardAt: number | null;
    readonly zone: string;
    readonly now: number;
  },
  policy: WorklistPolicy = worklistPolicy,
): ListedFor | null {
  const next = addCivilDays(civilDateAt(dischargedAt, zone), 1);
  const from = civilDay(next, zone).start;
  const until = civilDay(addCivilDays(next, policy.dayAfterListedDays - 1), zone).end;
  if (now < from || until <= now || (heardAt !== null && heardAt >= from)) return null;
  return { reason: 'not-called-since', dueAt: dischargedAt + policy.dayAfterHours * hourMs };
}
