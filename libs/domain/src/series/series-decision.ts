import { accept, refuse, type Decision, type Refusal } from '../decision.js';
import type { SessionState } from '../scheduling/session-states.js';
import type { SedationLevel } from '../sedation/sedation-level.js';
import { civilDateAt, civilDaysBetween } from '../time/zone.js';
import { decisionPolicy, type DecisionPolicy } from './decision-policy.js';
import { checkSeriesStepOf, type SeriesStep } from './series-ending.js';
import { isOpenSeries, type SeriesEndReason, type SeriesState } from './series-states.js';

/** What a physician may say after an injection (product.md section 1, Decision). Another side is another series. */
export const decisionWords = ['continue', 'change', 'pause', 'stop'] as const;
export type DecisionWord = (typeof decisionWords)[number];

export interface SeriesDecisionFacts {
  readonly word: DecisionWord;
  readonly state: SeriesState;
  /** The last completed injection; null: there is none yet. */
  readonly lastInjectionId: string | null;
  /** The one that whoever decides was looking at. */
  readonly answersInjectionId: string | null;
  readonly endReason: SeriesEndReason | null;
  /** What of the plan becomes another: fields that have the same value as before are none. */
  readonly changes: readonly string[];
  /** Sessions whose patient is in the house: they go home before the series can end. */
  readonly underWay: number;
}

/** The state in which each word leaves a series. */
const stateAfter = { continue: 'active', change: 'active', pause: 'paused', stop: 'stopped' } as const;

/**
 * DEC-01: may this be decided? Of a series under way, about the injection that the physician saw; to go on needs an
 * injection to go on from, a change names what changes, a stop its coded reason, and nobody is stopped who is in the
 * house. Answers the series' next state, with all refusals at once. Nothing is overridable.
 */
export function checkSeriesDecision(facts: SeriesDecisionFacts): Decision<SeriesStep> {
  const { word, state, lastInjectionId, answersInjectionId, endReason, changes, underWay } = facts;
  const to = stateAfter[word];
  const refusals: Refusal[] = [];
  const against = (code: Refusal['code'], more: Refusal['facts'] = {}, entry?: string): void => {
    refusals.push({
      code,
      facts: more,
      overridable: false,
      ...(entry !== undefined && { remedy: { code: 'correct-entry', facts: { entry } } }),
    });
  };
  if (!isOpenSeries(state)) against('series.ended', { state });
  else if (state === 'proposed') against('series.decision-before-acceptance', { state });
  else {
    const step =
      state === to
        ? word === 'pause'
          ? refuse({ code: 'series.step-not-allowed', facts: { from: state, to }, overridable: false })
          : reasonOnlyAtAnEnd(to, endReason)
        : checkSeriesStepOf({ from: state, to, endReason, standingSessions: word === 'stop' ? underWay : 0 });
    if (!step.accepted) refusals.push(...step.refusals);
  }
  if (lastInjectionId !== answersInjectionId) against('series.decision-outdated');
  if ((word === 'continue' || word === 'change') && lastInjectionId === null)
    against('series.nothing-to-decide');
  if (word === 'change' && changes.length === 0) against('series.change-names-nothing', {}, 'plan');
  if (word !== 'change' && changes.length > 0) against('series.change-not-meant', {}, 'plan');
  const [first, ...others] = refusals;
  return first === undefined
    ? accept({ state: to, endReason: word === 'stop' ? endReason : null })
    : refuse(first, ...others);
}

function reasonOnlyAtAnEnd(state: SeriesState, endReason: SeriesEndReason | null): Decision<SeriesState> {
  if (endReason === null) return accept(state);
  return refuse({
    code: 'series.end-reason-unwanted',
    facts: { to: state },
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry: 'endReason' } },
  });
}

/** A session of the series as far as a decision moves it. Instants are epoch milliseconds. */
export interface DecidedSession {
  readonly id: string;
  readonly start: number;
  readonly state: SessionState;
  readonly sedation: SedationLevel;
}

const ahead: readonly SessionState[] = ['tentative', 'booked', 'confirmed'];

/** Sessions that have not begun, by their starts: those that a stop frees. */
export function sessionsAhead<S extends Pick<DecidedSession, 'start' | 'state'>>(
  sessions: readonly S[],
): S[] {
  return sessions.filter(({ state }) => ahead.includes(state)).toSorted((a, b) => a.start - b.start);
}

/** Sessions whose patient is in the house. */
export function sessionsUnderWay<S extends Pick<DecidedSession, 'state'>>(sessions: readonly S[]): S[] {
  const inTheHouse: readonly SessionState[] = ['arrived', 'preparing', 'in-room', 'recovering'];
  return sessions.filter(({ state }) => inTheHouse.includes(state));
}

/** What becomes of the next session: confirmed, standing as it is, or to be placed anew by the changed plan. */
export type NextSession<S> =
  | { readonly fate: 'confirmed' | 'stands'; readonly session: S }
  | {
      readonly fate: 'place-anew';
      readonly session: S;
      readonly because: readonly ('sedation' | 'interval')[];
    }
  | { readonly fate: 'none' };

/**
 * DEC-02, DEC-03: going on confirms the next tentative session and leaves those after it tentative (product rule 7).
 * After a change the next session is confirmed only if it keeps the new plan, its sedation and its interval in civil
 * days of `zone`; otherwise somebody places it anew, and nothing is moved by itself.
 */
export function nextAfterDecision<S extends DecidedSession>({
  word,
  sessions,
  now,
  plan,
  lastInjectedAt,
  zone,
}: {
  readonly word: DecisionWord;
  readonly sessions: readonly S[];
  readonly now: number;
  readonly plan: {
    readonly sedation: SedationLevel;
    readonly minimumIntervalDays: number;
    readonly maximumIntervalDays: number;
  };
  readonly lastInjectedAt: number | null;
  readonly zone: string;
}): NextSession<S> {
  const session = sessionsAhead(sessions).find(({ start }) => start > now);
  if (session === undefined || word === 'stop') return { fate: 'none' };
  if (word === 'pause') return { fate: 'stands', session };
  if (word === 'change') {
    const days =
      lastInjectedAt === null
        ? null
        : civilDaysBetween(civilDateAt(lastInjectedAt, zone), civilDateAt(session.start, zone));
    const because = [
      ...(session.sedation === plan.sedation ? [] : (['sedation'] as const)),
      ...(days === null || (plan.minimumIntervalDays <= days && days <= plan.maximumIntervalDays)
        ? []
        : (['interval'] as const)),
    ];
    if (because.length > 0) return { fate: 'place-anew', session, because };
  }
  return { fate: session.state === 'tentative' ? 'confirmed' : 'stands', session };
}

export interface DecisionUndoFacts {
  /** The latest word on the series; null: there is none, or it was taken back. */
  readonly latest: { readonly decidedAt: number } | null;
  readonly now: number;
}

/**
 * DEC-05: the latest decision can be taken back for as long as nothing has been sent to the patient; what it freed must
 * still be free, which the booking rules say. Later another decision is made, or a new series begun. Not overridable.
 */
export function checkDecisionUndo(
  { latest, now }: DecisionUndoFacts,
  policy: DecisionPolicy = decisionPolicy,
): Decision<true> {
  if (latest === null) return refuse({ code: 'series.no-decision-to-undo', facts: {}, overridable: false });
  if (now - latest.decidedAt <= policy.undoSeconds * 1000) return accept(true);
  return refuse({
    code: 'series.decision-final',
    facts: { decidedAt: latest.decidedAt, graceSeconds: policy.undoSeconds },
    overridable: false,
  });
}
