import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionStates, type SessionState } from '../scheduling/session-states.js';
import { messageStates, nothingLost, sessionNewsKinds, type MessageFigures } from './message.js';
import { decisionPolicy } from '../series/decision-policy.js';
import {
  reminderOver,
  sessionNews,
  silencedByDeath,
  type SessionNewsQuestion,
  type Told,
} from './session-news.js';

const now = Date.parse('2026-11-23T15:00:00Z');
const hour = 3_600_000;
const monday = now + 100 * hour;
const tuesday = now + 124 * hour;

const stands = (
  state: SessionState = 'booked',
  more: Partial<SessionNewsQuestion['stands']> = {},
): SessionNewsQuestion['stands'] => ({
  state,
  start: monday,
  clinicId: 'midtown',
  sedation: 'none',
  ...more,
});
const told = (kind: Told['kind'] = 'confirmation', more: Partial<Told> = {}): Told => ({
  kind,
  start: monday,
  clinicId: 'midtown',
  sedation: 'none',
  ...more,
});

describe('MSG-01: what a patient is told when a change is due', () => {
  it.each<[string, Told | null, SessionNewsQuestion['stands'], object]>([
    ['a new booking is confirmed', null, stands(), { say: 'confirmation' }],
    ['so is one that the patient confirmed meanwhile', null, stands('confirmed'), { say: 'confirmation' }],
    [
      'a booking that was cancelled within the grace says nothing',
      null,
      stands('cancelled'),
      { skip: 'undone' },
    ],
    [
      'another time is told with the earlier one',
      told(),
      stands('booked', { start: tuesday }),
      { say: 'moved', was: told() },
    ],
    ['another clinic is a move, too', told(), stands('booked', { clinicId: 'harbour' }), { say: 'moved' }],
    ['a move that was undone within the grace says nothing', told('moved'), stands(), { skip: 'undone' }],
    ['a cancelled time is taken back', told(), stands('cancelled'), { say: 'cancelled' }],
    ['and not twice', told('cancelled'), stands('cancelled'), { skip: 'undone' }],
    [
      'a cancellation that was taken back after it was told is a new confirmation',
      told('cancelled'),
      stands(),
      { say: 'confirmation' },
    ],
    [
      'H3: another sedation level is another preparation',
      told(),
      stands('booked', { sedation: 'moderate' }),
      { say: 'preparation' },
    ],
    ['a tentative session is not told', null, stands('tentative'), { skip: 'tentative' }],
    ['nobody is told of what has begun', null, stands('booked', { start: now }), { skip: 'over' }],
    ['nor of a visit under way', told(), stands('arrived', { start: tuesday }), { skip: 'over' }],
    [
      'a cancelled time that has passed is no news',
      told('confirmation', { start: now - hour }),
      stands('cancelled', { start: now - hour }),
      { skip: 'over' },
    ],
  ])('%s', (_, known, session, expected) => {
    expect(sessionNews({ told: known, stands: session, now })).toMatchObject(expected);
  });

  const instants = fc.integer({ min: now - 10 * hour, max: now + 200 * hour });
  const facts = {
    start: instants,
    clinicId: fc.constantFrom('midtown', 'harbour'),
    sedation: fc.constantFrom('none' as const, 'moderate' as const),
  };

  it('once it is told, telling it again says nothing, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.option(fc.record({ ...facts, kind: fc.constantFrom(...sessionNewsKinds) })),
        fc.record({ ...facts, state: fc.constantFrom(...sessionStates) }),
        (known, session) => {
          const first = sessionNews({ told: known, stands: session, now });
          if ('skip' in first) return;
          const after: Told = { ...session, kind: first.say };
          expect(sessionNews({ told: after, stands: session, now })).toHaveProperty('skip');
        },
      ),
    );
  });

  it('a time is only ever told while the session stands at it, and it is to come', () => {
    fc.assert(
      fc.property(
        fc.option(fc.record({ ...facts, kind: fc.constantFrom(...sessionNewsKinds) })),
        fc.record({ ...facts, state: fc.constantFrom(...sessionStates) }),
        (known, session) => {
          const news = sessionNews({ told: known, stands: session, now });
          if ('skip' in news || news.say === 'cancelled') return;
          expect(['booked', 'confirmed']).toContain(session.state);
          expect(session.start).toBeGreaterThan(now);
        },
      ),
    );
  });
});

describe('MSG-02: a reminder', () => {
  const about = { start: monday, clinicId: 'midtown' };
  it.each<[string, SessionNewsQuestion['stands'], string | null]>([
    ['leaves while its session stands', stands(), null],
    ['does not after a move', stands('booked', { start: tuesday }), 'moved-meanwhile'],
    ['nor after a move to another clinic', stands('booked', { clinicId: 'harbour' }), 'moved-meanwhile'],
    ['nor after a cancellation', stands('cancelled'), 'cancelled-meanwhile'],
    ['nor while the session waits for a decision', stands('tentative'), 'tentative'],
    ['nor when the patient is there', stands('arrived'), 'over'],
  ])('%s', (_, session, expected) => {
    expect(reminderOver(about, session, now)).toBe(expected);
  });
});

describe('MSG-10: nothing is lost', () => {
  const states = fc.record(
    Object.fromEntries(messageStates.map((state) => [state, fc.nat(1000)])),
  ) as fc.Arbitrary<MessageFigures>;
  it('while the states add up to what was created, and not with one more or one less', () => {
    fc.assert(
      fc.property(states, fc.integer({ min: -3, max: 3 }), (figures, off) => {
        const sum = Object.values(figures).reduce((a, b) => a + b, 0);
        expect(nothingLost(sum + off, figures)).toBe(off === 0);
      }),
    );
  });
});

describe('MSG-11: what leaves for a patient who is reported to have died', () => {
  const grace = decisionPolicy.undoSeconds * 1000;
  it.each([
    ['everything, as long as nobody said so', null, null],
    ['nothing yet, while the word can be taken back', now, { until: now + grace + 1, reason: null }],
    ['nothing yet, in its last moment', now - grace, { until: now + 1, reason: null }],
    ['nothing at all afterwards', now - grace - 1, { skip: 'patient-died' }],
  ])('%s', (_story, reportedAt, expected) => {
    expect(silencedByDeath(reportedAt, now)).toEqual(expected);
  });
});
