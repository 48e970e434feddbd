import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../time/zone.js';
import { escalatedTaskKinds, symptomEscalation, symptomEscalationPolicy } from './symptom-escalation.js';

const dueAt = Date.UTC(2026, 10, 23, 14);
const told = (kind: string, minutes: number) =>
  symptomEscalation({ kind, dueAt }, dueAt + minutes * minuteMs)?.told ?? null;
const desk = ['nurse', 'scheduler'];

describe('HOME-06 who is told of a symptom that nobody has answered', () => {
  it.each<[string, string, number, readonly string[] | null]>([
    ['nobody before its hour', 'symptom-same-day', -1, null],
    ['nurse and desk at its hour', 'symptom-emergency', 0, desk],
    ['H15: no physician yet a minute early', 'symptom-emergency', 9, desk],
    ['H15: the physician of an emergency after ten minutes', 'symptom-emergency', 10, [...desk, 'physician']],
    ['H15: then the administrator as well', 'symptom-emergency', 20, [...desk, 'physician', 'administrator']],
    [
      'of a same-day symptom the physician after half an hour',
      'symptom-same-day',
      30,
      [...desk, 'physician'],
    ],
    ['of another task nobody', 'call-patient', 600, null],
  ])('%s', (_story, kind, minutes, roles) => expect(told(kind, minutes)).toEqual(roles));

  it('says for how many whole minutes', () => {
    const escalation = symptomEscalation(
      { kind: 'symptom-emergency', dueAt },
      dueAt + 25 * minuteMs + 59_000,
    );
    expect(escalation?.minutesPastDue).toBe(25);
  });

  it('a task without an hour has none to pass', () => {
    expect(symptomEscalation({ kind: 'symptom-emergency', dueAt: null }, dueAt)).toBeNull();
  });

  it('goes by the version of the policy that it is given', () => {
    const patient = {
      ...symptomEscalationPolicy,
      minutesPastDue: {
        ...symptomEscalationPolicy.minutesPastDue,
        'symptom-emergency': { nurse: 0, scheduler: 0, physician: 60, administrator: 120 },
      },
    };
    const after = symptomEscalation({ kind: 'symptom-emergency', dueAt }, dueAt + 30 * minuteMs, patient);
    expect(after?.told).toEqual(desk);
  });

  it('never untells anybody as time goes on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...escalatedTaskKinds),
        fc.integer({ min: 0, max: 3 * hourMs }),
        fc.integer({ min: 0, max: 3 * hourMs }),
        (kind, early, more) => {
          const before = symptomEscalation({ kind, dueAt }, dueAt + early)?.told ?? [];
          const later = symptomEscalation({ kind, dueAt }, dueAt + early + more)?.told ?? [];
          expect(later).toEqual(expect.arrayContaining([...before]));
        },
      ),
    );
  });
});
