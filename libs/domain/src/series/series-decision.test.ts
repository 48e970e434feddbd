import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { sessionStates, type SessionState } from '../scheduling/session-states.js';
import { followUpTaskKinds } from '../scheduling/cancellation.js';
import { afterDeathText, decisionPolicy, followUpOfStop } from './decision-policy.js';
import {
  checkDecisionUndo,
  checkSeriesDecision,
  decisionWords,
  nextAfterDecision,
  sessionsAhead,
  sessionsUnderWay,
  type DecidedSession,
  type DecisionWord,
  type SeriesDecisionFacts,
} from './series-decision.js';
import { seriesEndReasons, seriesStates } from './series-states.js';

const continued: SeriesDecisionFacts = {
  word: 'continue',
  state: 'active',
  lastInjectionId: 'third',
  answersInjectionId: 'third',
  endReason: null,
  changes: [],
  underWay: 0,
};
const judged = (changes: Partial<SeriesDecisionFacts>) => {
  const decision = checkSeriesDecision({ ...continued, ...changes });
  return decision.accepted ? decision.value : decision.refusals.map(({ code }) => code);
};

describe('a decision about a series (DEC-01)', () => {
  it.each<[string, Partial<SeriesDecisionFacts>, object]>([
    ['goes on', {}, { state: 'active', endReason: null }],
    ['takes up a paused series', { state: 'paused' }, { state: 'active', endReason: null }],
    [
      'changes the plan and takes it up again',
      { word: 'change', state: 'paused', changes: ['sedation'] },
      { state: 'active', endReason: null },
    ],
    [
      'pauses, also before the first injection',
      { word: 'pause', lastInjectionId: null, answersInjectionId: null },
      { state: 'paused', endReason: null },
    ],
    [
      'stops with its reason',
      { word: 'stop', endReason: 'no-response' },
      { state: 'stopped', endReason: 'no-response' },
    ],
    [
      'pauses while the patient is in the house',
      { word: 'pause', underWay: 1 },
      { state: 'paused', endReason: null },
    ],
  ])('is accepted: %s', (_story, changes, step) => {
    expect(judged(changes)).toEqual(step);
  });

  it.each<[string, Partial<SeriesDecisionFacts>, string[]]>([
    ['of a proposal', { state: 'proposed' }, ['series.decision-before-acceptance']],
    ['of a series that has ended', { state: 'stopped' }, ['series.ended']],
    ['a pause of a paused one', { word: 'pause', state: 'paused' }, ['series.step-not-allowed']],
    ['a stop without its reason', { word: 'stop' }, ['series.end-reason-missing']],
    ['a reason without an end', { endReason: 'other' }, ['series.end-reason-unwanted']],
    [
      'about an injection that is no longer the last',
      { answersInjectionId: 'second' },
      ['series.decision-outdated'],
    ],
    ['about none when there is one', { answersInjectionId: null }, ['series.decision-outdated']],
    [
      'nothing to go on from',
      { lastInjectionId: null, answersInjectionId: null },
      ['series.nothing-to-decide'],
    ],
    ['a change of nothing', { word: 'change' }, ['series.change-names-nothing']],
    ['a change under another word', { changes: ['sedation'] }, ['series.change-not-meant']],
    [
      'a stop while the patient is in the house',
      { word: 'stop', endReason: 'other', underWay: 1 },
      ['series.sessions-still-booked'],
    ],
    [
      'everything at once',
      { word: 'stop', underWay: 2, answersInjectionId: null, changes: ['sedation'] },
      [
        'series.end-reason-missing',
        'series.sessions-still-booked',
        'series.decision-outdated',
        'series.change-not-meant',
      ],
    ],
  ])('is refused: %s', (_story, changes, codes) => {
    expect(judged(changes)).toEqual(codes);
  });

  it('never leads out of a series that has ended, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...decisionWords),
        fc.constantFrom(...seriesStates.slice(3)),
        fc.option(fc.constantFrom(...seriesEndReasons)),
        fc.nat(3),
        (word, state, endReason, underWay) => {
          expect(judged({ word, state, endReason, underWay })).toContain('series.ended');
        },
      ),
    );
  });
});

const day = 86_400_000;
const now = Date.parse('2026-06-01T12:00Z');
const session = (id: string, inDays: number, state: SessionState, changes: Partial<DecidedSession> = {}) => ({
  id,
  start: now + inDays * day,
  state,
  sedation: 'none' as const,
  ...changes,
});
const next = (word: DecisionWord, sessions: readonly DecidedSession[], plan: object = {}) =>
  nextAfterDecision({
    word,
    sessions,
    now,
    plan: { sedation: 'none', minimumIntervalDays: 7, maximumIntervalDays: 56, ...plan },
    lastInjectedAt: now - 7 * day,
    zone: 'America/New_York',
  });

describe('the next session after a decision (DEC-02, DEC-03)', () => {
  const course = [
    session('done', -7, 'discharged'),
    session('after next', 28, 'tentative'),
    session('next', 14, 'tentative'),
  ];
  it.each<[string, DecisionWord, readonly DecidedSession[], object, object]>([
    [
      'going on confirms the next tentative one',
      'continue',
      course,
      {},
      { fate: 'confirmed', session: { id: 'next' } },
    ],
    [
      'one that is booked stands',
      'continue',
      [session('next', 14, 'booked')],
      {},
      { fate: 'stands', session: { id: 'next' } },
    ],
    [
      'one whose hour has passed is not the next',
      'continue',
      [session('late', -1, 'tentative')],
      {},
      { fate: 'none' },
    ],
    ['a pause leaves it', 'pause', course, {}, { fate: 'stands', session: { id: 'next' } }],
    ['a stop leaves none', 'stop', course, {}, { fate: 'none' }],
    [
      'a change that it keeps confirms it',
      'change',
      course,
      { maximumIntervalDays: 21 },
      { fate: 'confirmed' },
    ],
    [
      'another sedation is another visit',
      'change',
      course,
      { sedation: 'moderate' },
      { fate: 'place-anew', because: ['sedation'], session: { id: 'next' } },
    ],
    [
      'too soon for the new interval',
      'change',
      course,
      { minimumIntervalDays: 22 },
      { because: ['interval'] },
    ],
    ['too late for it', 'change', course, { maximumIntervalDays: 20 }, { because: ['interval'] }],
  ])('%s', (_story, word, sessions, plan, fate) => {
    expect(next(word, sessions, plan)).toMatchObject(fate);
  });

  it('what a stop frees and what is under way are two things, and nothing that is over is either', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sessionStates)), (states) => {
        const sessions = states.map((state, index) => session(String(index), index, state));
        const [ahead, underWay] = [sessionsAhead(sessions), sessionsUnderWay(sessions)];
        const over = sessions.filter(({ state }) => ['discharged', 'cancelled', 'no-show'].includes(state));
        expect(ahead.length + underWay.length + over.length).toBe(sessions.length);
        expect(ahead.filter((each) => underWay.includes(each))).toEqual([]);
      }),
    );
  });
});

describe('after a stop (DEC-04)', () => {
  it.each([
    ['no-response', 'other-treatment'],
    ['adverse-event', 'other-treatment'],
    ['contraindication', 'other-treatment'],
    ['lost-to-follow-up', 'call-patient'],
    ['lasting-relief', null],
    ['deceased', 'after-death'],
  ] as const)('S22: %s opens %s', (reason, kind) => {
    expect(followUpOfStop(reason)?.kind ?? null).toBe(kind);
  });

  it.each([
    [
      0,
      0,
      'The patient has died: nothing is sent to the patient any more. Let the referrer and the payer know.',
    ],
    [
      1,
      2,
      'The patient has died: nothing is sent to the patient any more. Closed with it: 1 task to call or invite the patient. Still booked in other series: 2 sessions. Stop those series. Let the referrer and the payer know.',
    ],
  ])('DEC-13: %i tasks closed, %i sessions elsewhere', (closed, ahead, words) => {
    expect(afterDeathText(closed, ahead)).toBe(words);
  });

  it('DEC-13: a symptom or a review is never closed by a death', () => {
    const kept = followUpTaskKinds.filter((kind) => !decisionPolicy.closedByDeath.includes(kind));
    expect(kept).toEqual([
      'obtain-authorisation',
      'obtain-hold-decision',
      'physician-review',
      'clinician-review',
      'symptom-emergency',
      'symptom-same-day',
      'after-death',
    ]);
  });

  it('the policy says by whom and from when', () => {
    expect(decisionPolicy).toMatchObject({
      version: expect.stringMatching(/\S/),
      author: expect.stringMatching(/\S/),
      effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });
});

describe('a decision taken back (DEC-05)', () => {
  const decidedAt = now - decisionPolicy.undoSeconds * 1000;
  it.each([
    ['within its seconds', { latest: { decidedAt }, now }, []],
    ['a moment later', { latest: { decidedAt: decidedAt - 1 }, now }, ['series.decision-final']],
    ['when there is none', { latest: null, now }, ['series.no-decision-to-undo']],
  ])('%s', (_story, facts, codes) => {
    const undo = checkDecisionUndo(facts);
    expect(undo.accepted ? [] : undo.refusals.map(({ code }) => code)).toEqual(codes);
  });
});
