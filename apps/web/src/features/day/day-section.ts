import type { SessionStateName, SessionView } from '@lull/contracts';
import type { ComponentType } from 'react';

export interface DaySectionProps {
  readonly session: SessionView;
  /** The clinic's zone. */
  readonly zone: string;
}

/** One part of a patient's way through the day. To add one is to add a line to `daySections`. */
export interface DaySection {
  readonly id: string;
  readonly title: string;
  /** The states in which it is what comes next. */
  readonly turn: readonly SessionStateName[];
  readonly Body: ComponentType<DaySectionProps>;
}

/** What comes next first; then what is still to come; what lies behind last. The order of the day within each. */
export function inTurn(sections: readonly DaySection[], state: SessionStateName): DaySection[] {
  const index = way.indexOf(state);
  const rank = ({ turn }: DaySection): number => {
    if (turn.includes(state)) return 0;
    return turn.some((each) => way.indexOf(each) > index) ? 1 : 2;
  };
  return sections.toSorted((a, b) => rank(a) - rank(b));
}

const way: readonly SessionStateName[] = [
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
  'discharged',
];
