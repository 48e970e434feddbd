import {
  IconCalendar,
  IconCalendarOff,
  IconCalendarQuestion,
  IconCheck,
  IconCircleCheck,
  IconClipboardHeart,
  IconDoorEnter,
  IconNeedle,
  IconUserCheck,
  IconUserX,
  type Icon,
} from '@tabler/icons-react';
import type { SessionState } from '@lull/domain';
import classes from './session-status.module.css';

interface StatusLook {
  readonly word: string;
  readonly icon: Icon;
  /** The class that carries colour and border pattern. */
  readonly look: 'tentative' | 'booked' | 'confirmed' | 'arrived' | 'in-room' | 'done' | 'missed';
}

/** Status is never colour alone: word, icon, border pattern and colour (WCAG 1.4.1). */
export const statusLooks: Readonly<Record<SessionState, StatusLook>> = {
  tentative: { word: 'tentative', icon: IconCalendarQuestion, look: 'tentative' },
  booked: { word: 'booked', icon: IconCalendar, look: 'booked' },
  confirmed: { word: 'confirmed', icon: IconCheck, look: 'confirmed' },
  arrived: { word: 'arrived', icon: IconUserCheck, look: 'arrived' },
  preparing: { word: 'preparing', icon: IconClipboardHeart, look: 'arrived' },
  'in-room': { word: 'in room', icon: IconNeedle, look: 'in-room' },
  recovering: { word: 'recovering', icon: IconDoorEnter, look: 'in-room' },
  discharged: { word: 'discharged', icon: IconCircleCheck, look: 'done' },
  cancelled: { word: 'cancelled', icon: IconCalendarOff, look: 'missed' },
  'no-show': { word: 'no-show', icon: IconUserX, look: 'missed' },
};

/** The class of a surface in the look of its status; for cards that draw themselves. */
export function statusClass(state: SessionState): string {
  return classes[statusLooks[state].look] ?? '';
}

export function SessionStatus({ state }: { readonly state: SessionState }) {
  const { word, icon: Symbol } = statusLooks[state];
  return (
    <span className={`${classes['badge']} ${statusClass(state)}`}>
      <Symbol size={13} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
