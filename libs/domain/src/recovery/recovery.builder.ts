import { Temporal } from '../time/temporal.js';
import type { DischargeFacts } from './check-discharge.js';
import { procedureSteps, type StepEntry, type StepFacts } from './procedure-steps.js';
import type { RecoveryReading } from './recovery-reading.js';

const minute = 60_000;

/** When the patient left the room, in every story: Mon 23 Nov 2026, 10:00 in New York. */
export const roomOut = Temporal.Instant.from('2026-11-23T15:00:00Z').epochMilliseconds;

const nothing: Omit<RecoveryReading, 'at'> = {
  aldrete: null,
  padss: null,
  nrs: null,
  leftLegStrength: null,
  rightLegStrength: null,
  standsSafely: null,
  leftFootC: null,
  rightFootC: null,
  effects: [],
};

/** A reading so many minutes after the patient left the room. */
export function readingAt(minutes: number, changes: Partial<RecoveryReading> = {}): RecoveryReading {
  return { ...nothing, at: roomOut + minutes * minute, ...changes };
}

/** Five items that add up to the total. */
export function items(total: number): number[] {
  return Array.from({ length: 5 }, (_, index) => Math.min(2, Math.max(0, total - 2 * index)));
}

export const well: Partial<RecoveryReading> = {
  nrs: 2,
  leftLegStrength: 5,
  rightLegStrength: 5,
  standsSafely: true,
  leftFootC: 33.4,
};

export const withSteroid = {
  status: 'completed',
  contrastUsed: true,
  drugs: [{ role: 'local-anaesthetic' }, { role: 'steroid' }],
} as const;

/** Every step said, as `withSteroid` and no sedation have it. */
export function everyStep(changes: Partial<Record<StepEntry['step'], Partial<StepEntry>>> = {}): StepEntry[] {
  return procedureSteps.map((step) => ({
    step,
    state: step === 'iv-sedative' ? 'not-applicable' : 'done',
    at: step === 'iv-sedative' ? null : roomOut - 20 * minute,
    reason: null,
    ...changes[step],
  }));
}

export function stepFacts(changes: Partial<StepFacts> = {}): StepFacts {
  return {
    now: roomOut,
    sessionState: 'in-room',
    roomInAt: roomOut - 30 * minute,
    sedation: 'none',
    usesXray: true,
    injections: [],
    ...changes,
  };
}

/** An unsedated patient who may go home 25 minutes after the room. */
export function dischargeFacts(changes: Partial<DischargeFacts> = {}): DischargeFacts {
  return {
    now: roomOut + 25 * minute,
    sessionState: 'recovering',
    roomOutAt: roomOut,
    sedated: false,
    sidesWithoutRecord: [],
    steps: everyStep(),
    injections: [withSteroid],
    readings: [readingAt(20, well)],
    paper: { escortPresent: false, afterCareTold: true, saidBack: true },
    ...changes,
  };
}
