import type { LastChangeView } from '@lull/contracts';
import { durationText, timeText } from './clock.js';

const words: Readonly<Record<LastChangeView['what'], string>> = {
  moved: 'moved this session',
  stepped: 'changed the state of this session',
  cancelled: 'cancelled this session',
  restored: 'took back the cancellation of this session',
  changed: 'changed this session',
};

/** `Ana Diaz moved this session at 10:42, 12 s ago.` */
export function whoChangedText({ what, by, at }: LastChangeView, zone: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const ago = seconds < 60 ? `${seconds} s` : durationText(seconds * 1000);
  return `${by ?? 'Somebody'} ${words[what]} at ${timeText(at, zone)}, ${ago} ago.`;
}
