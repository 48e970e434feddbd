import { ArrivalSection } from './arrival-section.js';
import type { DaySection } from './day-section.js';
import { TimeOutSection } from './time-out-section.js';
import { VitalsSection } from './vitals-section.js';

/** A patient's way through the day, in its order. */
export const daySections: readonly DaySection[] = [
  { id: 'arrival', title: 'Arrival', turn: ['arrived'], Body: ArrivalSection },
  { id: 'vitals', title: 'Vital signs and pain before', turn: ['arrived', 'preparing'], Body: VitalsSection },
  { id: 'time-out', title: 'Time-out in the room', turn: ['in-room'], Body: TimeOutSection },
];
