import { describe, expect, it } from 'vitest';
import { setupProgress, type OmittableStep, type SetupFacts, type SetupStep } from './setup-steps.js';

const begun: SetupFacts = {
  clinics: 0,
  openingHours: 0,
  rooms: 0,
  recoveryBays: 0,
  procedures: 0,
  physicians: 0,
  members: 1,
  blockTimes: 0,
  patients: 0,
  sessions: 0,
};
const furnished = {
  ...begun,
  clinics: 1,
  openingHours: 5,
  rooms: 2,
  recoveryBays: 4,
  procedures: 1,
  physicians: 1,
};

describe('SETUP-04: how far a practice has come', () => {
  it.each<[string, Partial<SetupFacts>, readonly OmittableStep[], SetupStep, boolean]>([
    ['begun, it goes on with its clinic', begun, [], 'clinic', false],
    ['a clinic without hours is none yet', { ...begun, clinics: 1 }, [], 'clinic', false],
    [
      'a room without a bay serves nobody',
      { ...begun, clinics: 1, openingHours: 5, rooms: 2 },
      [],
      'rooms',
      false,
    ],
    ['what was made elsewhere counts', { ...furnished, rooms: 0 }, [], 'rooms', false],
    ['furnished, it goes on with block time', furnished, [], 'block-time', true],
    ['what is left out is passed by', furnished, ['block-time'], 'book', true],
    ['left out twice, only the booking is left', furnished, ['block-time', 'book'], 'done', true],
    [
      'what stands is done although it was left out',
      { ...furnished, blockTimes: 3 },
      ['block-time'],
      'book',
      true,
    ],
    [
      'a practice at work has nothing left',
      { ...furnished, blockTimes: 3, patients: 1, sessions: 1 },
      [],
      'done',
      true,
    ],
  ])('%s', (_story, facts, leftOut, next, ready) => {
    expect(setupProgress({ ...begun, ...facts }, leftOut)).toMatchObject({ next, ready });
  });

  it('tells what is done from what is left out', () => {
    const { steps } = setupProgress({ ...furnished, blockTimes: 1 }, ['block-time', 'book']);
    expect(steps.map(({ state }) => state).slice(5, 7)).toEqual(['done', 'left-out']);
  });
});
