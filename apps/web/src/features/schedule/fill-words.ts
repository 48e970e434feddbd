import type { FillView } from '@lull/contracts';
import { fillShare, minuteMs } from '@lull/domain';
import { durationText } from '../../ui/clock.js';

/** `78 %`, rounded down, so that only what is full is called 100 %; null where nothing is offered. */
export function fillText(fill: FillView): string | null {
  const share = fillShare(fill);
  return share === null ? null : `${Math.floor(share * 100)} %`;
}

/** What is held where nothing is offered; null when there is none. */
export function outsideText({ outsideMinutes }: FillView): string | null {
  return outsideMinutes === 0 ? null : `+${durationText(outsideMinutes * minuteMs)} outside`;
}

/** `9 h of 12 h held`: the two numbers behind a fill. */
export function heldText({ heldMinutes, offeredMinutes }: FillView): string {
  return `${durationText(heldMinutes * minuteMs)} of ${durationText(offeredMinutes * minuteMs)} held`;
}
