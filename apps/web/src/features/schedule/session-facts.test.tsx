import type { SessionView } from '@lull/contracts';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SessionFacts } from './session-facts.js';

const arrivedAt = Date.UTC(2026, 10, 30, 13, 2);
const session: SessionView = {
  id: 'session',
  version: 3,
  state: 'arrived',
  start: arrivedAt,
  end: arrivedAt + 30 * 60_000,
  durationMinutes: 30,
  clinicId: 'clinic',
  patientId: 'patient',
  patientName: 'Kowalski, Ann',
  birthDate: '1961-03-12',
  mrn: 'MP101746',
  seriesId: 'series',
  procedureCode: 'LSB',
  procedureName: 'Lumbar sympathetic injection',
  side: 'left',
  sedation: 'none',
  roomId: 'room',
  physicianId: 'physician',
  ordinal: 2,
  plannedCount: 7,
  holds: [],
  flags: ['allergy-listed', 'diabetes'],
  allergies: ['iodine', 'latex'],
  cancelReason: null,
  cancelNote: null,
  lastChange: null,
  stamps: {
    confirmedAt: null,
    arrivedAt,
    preparingAt: null,
    roomInAt: null,
    roomOutAt: null,
    dischargedAt: null,
    endedAt: null,
  },
  stampedBy: { arrivedAt: 'Robin Nurse' },
  overrides: [],
  preparation: { arriveAt: { at: arrivedAt, text: '08:02' }, fasting: [], escortNeeded: false },
  nextSteps: [],
};
const factOf = (term: string) => screen.getByText(term).nextElementSibling?.textContent;
const show = (changes: Partial<SessionView> = {}) =>
  render(<SessionFacts session={{ ...session, ...changes }} clinic={undefined} />);

describe('What one checks a patient by', () => {
  it('has the MRN, the name of the procedure and the side in capitals', () => {
    show();
    expect(factOf('MRN')).toBe('MP101746');
    expect(factOf('Procedure')).toBe('Lumbar sympathetic injection (LSB), LEFT');
  });

  it('names the substances of an allergy, for those who may read them', () => {
    show();
    expect(factOf('To know')).toBe('allergy: iodine, latex; diabetes');
  });

  it('says that there is an allergy to those who may not', () => {
    show({ allergies: null });
    expect(factOf('To know')).toBe('allergy listed; diabetes');
  });

  it('says who took a step, where that is known', () => {
    show();
    expect(factOf('arrived')).toMatch(/30 Nov 2026.*, by Robin Nurse$/);
  });

  it.each(['no-show', 'cancelled'] as const)('counts no session that is %s', (state) => {
    show({ state, ordinal: 0 });
    expect(factOf('In its series')).toBe('not counted, of 7 planned');
  });
});
