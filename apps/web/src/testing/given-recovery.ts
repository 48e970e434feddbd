import type { RecoveryView, SessionView } from '@lull/contracts';
import { procedureSteps } from '@lull/domain';
import { at, clinic, session } from './given-day.js';

/** Out of the room at 10:30, on the left, unsedated, with nothing written down yet. */
export const recovery = (changes: Partial<RecoveryView> = {}): RecoveryView => ({
  sessionId: recoveringSession.id,
  sessionState: 'recovering',
  timeZone: clinic.timeZone,
  side: 'left',
  physicianName: 'Dr Ito',
  plannedSedation: 'none',
  sedated: false,
  roomInAt: at('10:00'),
  roomOutAt: at('10:30'),
  needleOutAt: at('10:20'),
  roomTime: { minutes: 30, long: false },
  steps: procedureSteps.map((step) => ({
    step,
    required: !['contrast', 'steroid', 'iv-sedative'].includes(step),
    entry: null,
    disagrees: false,
  })),
  readings: [],
  nextReadingDue: at('10:30'),
  observedUntil: at('10:50'),
  open: [],
  discharge: null,
  lipidLocation: null,
  policyVersion: '1',
  ...changes,
});

export const recoveringSession: SessionView = {
  ...session('Kaya, Aylin', '10:00', '10:30', { state: 'recovering', version: 5 }),
  clinicId: clinic.id,
  mrn: 'M1',
  procedureName: 'Lumbar sympathetic block',
  allergies: null,
  durationMinutes: 30,
  cancelReason: null,
  cancelNote: null,
  stamps: {
    confirmedAt: null,
    arrivedAt: at('09:40'),
    preparingAt: null,
    roomInAt: at('10:00'),
    roomOutAt: at('10:30'),
    dischargedAt: null,
    endedAt: null,
  },
  stampedBy: {},
  overrides: [],
  lastChange: null,
  preparation: { arriveAt: { at: at('09:30'), text: '09:30' }, fasting: [], escortNeeded: false },
  nextSteps: ['discharged'],
};
