import type { PreparationCode, SymptomCode, TriageLevel } from '@lull/domain';
import type { ClockTime } from './clock-time.js';

/** What one contact asks of the patient; the page shows them in this order. */
export const diaryAsks = ['nrs', 'relief', 'rescue', 'returned', 'hdss', 'peg', 'pgic'] as const;
export type DiaryAsk = (typeof diaryAsks)[number];

/** How old an entry may be that was answered without a connection. */
export const oldestEntryDays = 14;

export type { SymptomCode, TriageLevel };

/** Everything that the patient's page shows: the first name, the own times, and no diagnosis. */
export interface DiaryPageView {
  /** Opaque, and the same for the same patient whatever the link: whose an answer is that waits to be sent. */
  readonly owner: string;
  readonly firstName: string;
  readonly language: 'en' | 'es';
  readonly now: number;
  readonly accessUntil: number;
  readonly clinic: {
    readonly name: string;
    /** E.164; null: nothing is said of a number. */
    readonly phone: string | null;
    readonly outOfHoursText: string | null;
    readonly timeZone: string;
  };
  /** Null: nothing is asked just now. */
  readonly question: {
    readonly slot: string;
    readonly asks: readonly DiaryAsk[];
    readonly nextAt: number | null;
  } | null;
  readonly nextQuestionAt: number | null;
  /** Own scores of the last 14 days, oldest first. */
  readonly recent: readonly { readonly at: number; readonly nrs: number }[];
  /** The same of the HDSS, where sweating is treated. */
  readonly recentSweating: readonly { readonly at: number; readonly hdss: number }[];
  /** Own future sessions, next first. */
  readonly sessions: readonly OwnSessionView[];
}

export interface OwnSessionView {
  readonly id: string;
  readonly version: number;
  readonly state: 'tentative' | 'booked' | 'confirmed';
  readonly startsAt: ClockTime;
  readonly arriveAt: ClockTime;
  /** Their texts stand with the page, in its languages. `at` is null where no hour belongs to it. */
  readonly preparation: readonly { readonly code: OwnPreparationCode; readonly at: ClockTime | null }[];
  readonly escort: { readonly needed: boolean; readonly name: string | null; readonly confirmed: boolean };
  readonly canConfirm: boolean;
  readonly changeRequested: boolean;
  /** The clinic's name. */
  readonly where: string;
}

/** What the page says of the preparation, in its order. */
export const ownPreparationCodes = [
  'fasting-clinic-calls',
  'liquid-diet-from',
  'no-full-meal-after',
  'no-solid-food-after',
  'clear-liquids-until',
  'bring-escort',
  'blood-thinner-as-agreed',
  'diabetes-clinic-calls',
  'diabetes-plan-as-agreed',
  'bring-medicine-list',
] as const satisfies readonly PreparationCode[];
export type OwnPreparationCode = (typeof ownPreparationCodes)[number];

export interface SymptomAnswerView {
  readonly triage: TriageLevel;
  readonly phone: string | null;
  readonly outOfHoursText: string | null;
  readonly taskOpened: boolean;
}

/** POST /patients/:id/patient-links: the address is told this once; the server keeps only the token's hash. */
export interface NewPatientLinkView {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: number;
  /** A message with the link goes to the patient, who agreed to be written to. */
  readonly invited: boolean;
}

export const patientLinkStates = ['none', 'sent', 'opened', 'revoked', 'expired'] as const;

/** GET /patients/:id/patient-link: the newest link, and how the diary of the last 30 days is kept. */
export interface PatientLinkView {
  readonly state: (typeof patientLinkStates)[number];
  readonly createdAt: number | null;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  /** Diary entries ever made. */
  readonly entries: number;
  /** Since the patient has had a link: how often the diary asked, and how many of these were answered. */
  readonly asked: number;
  readonly answered: number;
}

/** GET /clinics/:id/diary-figures: enrolment and response of the last 30 days, as counts. */
export interface DiaryFiguresView {
  /** Patients of the clinic with an open series. */
  readonly patients: number;
  /** Of these: who was given a link. */
  readonly linked: number;
  /** Of these: who opened it. */
  readonly opened: number;
  readonly asked: number;
  readonly answered: number;
}
