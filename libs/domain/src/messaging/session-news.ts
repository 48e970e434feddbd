import type { SedationLevel } from '../sedation/sedation-level.js';
import { decisionPolicy } from '../series/decision-policy.js';
import type { SessionState } from '../scheduling/session-states.js';
import type { MessageReason, SessionNewsKind } from './message.js';

/** What a patient has to know of a session. Its room and its physician are not told. */
export interface ToldFacts {
  readonly start: number;
  readonly clinicId: string;
  readonly sedation: SedationLevel;
}

/** The last message that told her of it, on the channel in question. One that may have left counts as told. */
export interface Told extends ToldFacts {
  readonly kind: SessionNewsKind;
}

export interface SessionNewsQuestion {
  readonly told: Told | null;
  readonly stands: ToldFacts & { readonly state: SessionState };
  readonly now: number;
}

export type SessionNews =
  | { readonly say: SessionNewsKind; readonly was: Told | null }
  | { readonly skip: Extract<MessageReason, 'undone' | 'tentative' | 'over'> };

const certain: readonly SessionState[] = ['booked', 'confirmed'];

/**
 * MSG-01: what a patient is told of a session when a change of it is due: the difference between what she was told
 * last and what stands now. A change that was undone meanwhile is none, so nothing is said; a session that nobody
 * told her of is cancelled in silence; a tentative one is not told, because it may not come to be; of what has begun
 * or is over there is nothing to tell.
 */
export function sessionNews({ told, stands, now }: SessionNewsQuestion): SessionNews {
  const knows = told !== null && told.kind !== 'cancelled' ? told : null;
  if (stands.state === 'cancelled') {
    if (knows === null) return { skip: 'undone' };
    return knows.start > now ? { say: 'cancelled', was: knows } : { skip: 'over' };
  }
  if (stands.state === 'tentative') return { skip: 'tentative' };
  if (!certain.includes(stands.state) || stands.start <= now) return { skip: 'over' };
  if (knows === null) return { say: 'confirmation', was: null };
  if (knows.start !== stands.start || knows.clinicId !== stands.clinicId) return { say: 'moved', was: knows };
  if (knows.sedation !== stands.sedation) return { say: 'preparation', was: knows };
  return { skip: 'undone' };
}

/** MSG-02: why a reminder of a time is not sent any more; null: the session still stands at that time. */
export function reminderOver(
  about: { readonly start: number; readonly clinicId: string },
  stands: SessionNewsQuestion['stands'],
  now: number,
): Extract<MessageReason, 'cancelled-meanwhile' | 'moved-meanwhile' | 'tentative' | 'over'> | null {
  if (stands.state === 'cancelled') return 'cancelled-meanwhile';
  if (stands.state === 'tentative') return 'tentative';
  if (stands.start !== about.start || stands.clinicId !== about.clinicId) return 'moved-meanwhile';
  return certain.includes(stands.state) && stands.start > now ? null : 'over';
}

/**
 * MSG-11: nothing leaves for a patient who is reported to have died, whatever it says. While the physician can still
 * take that word back the message waits, so that a slip of the hand costs nobody a reminder. Epoch milliseconds.
 */
export function silencedByDeath(
  reportedAt: number | null,
  now: number,
): { readonly skip: 'patient-died' } | { readonly until: number; readonly reason: null } | null {
  if (reportedAt === null) return null;
  const final = reportedAt + decisionPolicy.undoSeconds * 1000;
  return now <= final ? { until: final + 1, reason: null } : { skip: 'patient-died' };
}
