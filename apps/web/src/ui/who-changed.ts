import type { LastChangeView } from '@lull/contracts';
import { timeText } from './clock.js';

const words: Readonly<Record<LastChangeView['what'], string>> = {
  moved: 'moved this session',
  stepped: 'changed the state of this session',
  cancelled: 'cancelled this session',
  restored: 'took back the cancellation of this session',
  changed: 'changed this session',
};

/** `Ana Diaz moved this session at 10:42.` */
export function whoChangedText({ what, by, at }: LastChangeView, zone: string): string {
  return `${by ?? 'Somebody'} ${words[what]} at ${timeText(at, zone)}.`;
}
