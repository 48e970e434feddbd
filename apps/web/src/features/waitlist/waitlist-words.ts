import type { WaitlistCandidateView, WaitlistEntryView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import { weekdayNames } from '../../ui/weekdays.js';

export const priorityWords: Readonly<Record<WaitlistEntryView['priority'], string>> = {
  urgent: 'urgent',
  soon: 'soon',
  normal: 'normal',
};

export const fitLooks: Readonly<
  Record<WaitlistCandidateView['fit'], { readonly word: string; readonly marks: string }>
> = {
  fits: { word: 'fits', marks: '●●●' },
  'ask-first': { word: 'ask first', marks: '●●○' },
  'not-possible': { word: 'not possible', marks: '●○○' },
};

export const causeWords = { cancelled: 'cancelled', 'no-show': 'did not come', moved: 'moved away' } as const;

/** `Mon, Wed in the morning, from Tue 1 Dec 2026; any physician; 24 h notice`. */
export function wishesText(entry: WaitlistEntryView, nameOf: (id: string) => string): string {
  const days =
    entry.weekdays.length === 0
      ? 'any day'
      : entry.weekdays.map((day) => weekdayNames[day - 1] ?? '').join(', ');
  const halfOfDay = entry.halfOfDay === null ? '' : ` in the ${entry.halfOfDay}`;
  const until = entry.until === null ? '' : ` to ${dateText(entry.until)}`;
  const physician = entry.physicianId === null ? 'any physician' : nameOf(entry.physicianId);
  return `${days}${halfOfDay}, from ${dateText(entry.from)}${until}; ${physician}; ${entry.noticeHours} h notice`;
}
