import type { HoldView } from '@lull/contracts';

/** The time that a booking stands at, before it is booked: the board draws it where it would stand. */
export interface ChosenTime {
  readonly start: number;
  /** All that would be held; of a time that cannot be booked, only what was asked for. */
  readonly holds: readonly HoldView[];
  readonly answer: 'possible' | 'refused' | 'asked';
}
