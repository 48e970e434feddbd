import type { AddClosureRequest, ClosureSettingsView, HolidayLeftOut } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';

type When = Pick<ClosureSettingsView, 'from' | 'to' | 'fromTime' | 'toTime'>;

/** `Fri 25 Dec 2026`, `Thu 24 Dec 2026, 12:00 to Mon 28 Dec 2026`. */
export function whenText({ from, to, fromTime, toTime }: When): string {
  const begins = fromTime === null ? dateText(from) : `${dateText(from)}, ${fromTime}`;
  if (from === to && fromTime === null && toTime === null) return begins;
  if (from === to) return `${dateText(from)}, ${fromTime ?? '00:00'} to ${toTime ?? 'the end of the day'}`;
  return `${begins} to ${dateText(to)}${toTime === null ? '' : `, ${toTime}`}`;
}

/** What closes just the same again. */
export function againRequest({
  from,
  to,
  fromTime,
  toTime,
  resource,
  reason,
}: ClosureSettingsView): AddClosureRequest {
  return {
    from,
    to,
    reason,
    ...(fromTime !== null && { fromTime }),
    ...(toTime !== null && { toTime }),
    ...(resource !== null && { resourceId: resource.id }),
  };
}

export const leftOutWords: Readonly<Record<HolidayLeftOut, string>> = {
  'part-of-a-day': 'has clock times: close those hours by hand',
  'other-repeat': 'comes back otherwise than every year on its date: choose a file that names each day',
  cancelled: 'is cancelled',
  'no-date': 'has no date that can be read',
};
