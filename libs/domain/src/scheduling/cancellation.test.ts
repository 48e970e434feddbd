import { describe, expect, it } from 'vitest';
import {
  cancelReasons,
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
