import { ArrivalSection } from './arrival-section.js';
import type { DaySection } from './day-section.js';
import { DischargeSection } from './discharge-section.js';
import { ProcedureSection } from './procedure-section.js';
import { RecoverySection } from './recovery-section.js';
import { TimeOutSection } from './time-out-section.js';
import { VitalsSection } from './vitals-section.js';

/** A patient's way through the day, in its order. */
export const daySections: readonly DaySection[] = [
  { id: 'arrival', title: 'Arrival', turn: ['arrived'], Body: ArrivalSection },
  { id: 'vitals', title: 'Vital signs and pain before', turn: ['arrived', 'preparing'], Body: VitalsSection },
  { id: 'time-out', title: 'Time-out in the room', turn: ['in-room'], Body: TimeOutSection },
  { id: 'procedure', title: 'Steps of the procedure', turn: ['in-room'], Body: ProcedureSection },
  { id: 'recovery', title: 'Recovery', turn: ['recovering'], Body: RecoverySection },
  { id: 'discharge', title: 'Discharge', turn: ['recovering', 'discharged'], Body: DischargeSection },
];
