import { minuteMs } from '../time/zone.js';

/** The tasks that a symptom from home opens, and whose hour does not pass unnoticed. */
export const escalatedTaskKinds = ['symptom-emergency', 'symptom-same-day'] as const;
export type EscalatedTaskKind = (typeof escalatedTaskKinds)[number];

/** Who is told, in the order in which they are. */
export const escalationRoles = ['nurse', 'scheduler', 'physician', 'administrator'] as const;
export type EscalationRole = (typeof escalationRoles)[number];

/** How long after its hour a task nobody has closed is told to each role; minutes. */
export type EscalationMinutes = Readonly<Record<EscalatedTaskKind, Readonly<Record<EscalationRole, number>>>>;

export interface SymptomEscalationPolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly minutesPastDue: EscalationMinutes;
}

/** When further people are told. No source gives figures: chosen (D), to be confirmed by a physician of the clinic. */
export const symptomEscalationPolicy: SymptomEscalationPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by a physician of the clinic',
  effectiveFrom: '2026-01-01',
  minutesPastDue: {
    'symptom-emergency': { nurse: 0, scheduler: 0, physician: 10, administrator: 20 },
    'symptom-same-day': { nurse: 0, scheduler: 0, physician: 30, administrator: 60 },
  },
};

/** A task as far as its hour goes; `dueAt` in epoch milliseconds, null: it has none. */
export interface TimedTask {
  readonly kind: string;
  readonly dueAt: number | null;
}

export interface Escalation {
  readonly kind: EscalatedTaskKind;
  /** Whole minutes since the hour; 0 in its first minute. */
  readonly minutesPastDue: number;
  /** Who is told by now. */
  readonly told: readonly EscalationRole[];
}

/**
 * HOME-06: an open symptom task whose hour has come: for how long, and who is told by now: the nurse and the desk at
 * the hour, the physician and then the administrator after the minutes of the policy. Null: its hour is still ahead,
 * or it is no symptom's. Instants are epoch milliseconds. Source: clinical.md, hazard H15 (escalation timer).
 */
export function symptomEscalation(
  { kind, dueAt }: TimedTask,
  now: number,
  policy: SymptomEscalationPolicy = symptomEscalationPolicy,
): Escalation | null {
  const escalated = escalatedTaskKinds.find((each) => each === kind);
  if (escalated === undefined || dueAt === null || now < dueAt) return null;
  const after = policy.minutesPastDue[escalated];
  return {
    kind: escalated,
    minutesPastDue: Math.floor((now - dueAt) / minuteMs),
    told: escalationRoles.filter((role) => now >= dueAt + after[role] * minuteMs),
  };
}
