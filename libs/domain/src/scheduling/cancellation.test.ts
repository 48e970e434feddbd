import { describe, expect, it } from 'vitest';
import {
  cancelReasons,
  checkCancellationUndo,
  followUpTaskKinds,
  followUpTasks,
  noShowFollowUp,
  placeAgainFollowUp,
} from './cancellation.js';

describe('BOOK-21: why a session was cancelled, and what must follow', () => {
  it("knows every reason that a clinic's book uses", () => {
    const inTheBook = [
      'patient-request',
      'infection',
      'no-escort',
      'not-fasted',
      'no-authorisation',
      'anticoagulant-not-held',
      'clinic-closed',
    ];
    expect(cancelReasons).toEqual(expect.arrayContaining(inTheBook));
  });

  it('loses nobody: only an ended plan or a mistake leaves nothing to do', () => {
    const nothingToDo = cancelReasons.filter((reason) => followUpTasks[reason] === null);
    expect(nothingToDo).toEqual(['series-stopped', 'series-replanned', 'booked-in-error']);
  });

  it('CAL-11: is followed up within three days, by a known kind of task', () => {
    for (const task of [...Object.values(followUpTasks), noShowFollowUp, placeAgainFollowUp]) {
      if (task === null) continue;
      expect(followUpTaskKinds).toContain(task.kind);
      expect([1, 2, 3]).toContain(task.dueInDays);
    }
  });

  it('asks a prescriber about an anticoagulant, and the patient after a missed session (BOOK-22)', () => {
    expect(followUpTasks['anticoagulant-not-held']?.kind).toBe('obtain-hold-decision');
    expect(noShowFollowUp).toEqual({ kind: 'call-patient', dueInDays: 1 });
  });
});

describe('MOVE-09: taking a cancellation back', () => {
  const endedAt = 1_000_000;
  const undo = (state: 'cancelled' | 'booked', after: number) => {
    const decision = checkCancellationUndo({ state, endedAt, now: endedAt + after });
    return decision.accepted ? 'accepted' : decision.refusals.map(({ code }) => code).join();
  };

  it.each([
    ['is possible at once', 'cancelled', 1_000, 'accepted'],
    ['is possible until a minute has passed', 'cancelled', 60_000, 'accepted'],
    ['is final after it', 'cancelled', 60_001, 'scheduling.cancellation-final'],
    ['needs a cancellation', 'booked', 1_000, 'scheduling.not-cancelled'],
  ] as const)('%s', (_, state, after, expected) => {
    expect(undo(state, after)).toBe(expected);
  });
});
