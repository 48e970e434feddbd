import { accept, refuse, type Decision } from '../decision.js';
import { minuteMs } from './zone.js';

/** How far another time may lie from the server's without a word why: as long as it takes to fill a form in. */
export const stampTolerance = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  minutes: 5,
} as const;

/**
 * DAY-01: when something at the bedside was: the server's clock says it, because a device's may be wrong. Another time
 * is taken with a reason, which is kept, and never from the future. Source: clinical.md, hazard H24.
 * Units: epoch milliseconds; `at` null: now.
 */
export function checkStampedTime(
  { at, reason }: { readonly at: number | null; readonly reason: string | null },
  now: number,
): Decision<number> {
  if (at === null) return accept(now);
  if (at > now) return refuse({ code: 'time.stamp-in-future', facts: { at }, overridable: false });
  const near = now - at <= stampTolerance.minutes * minuteMs;
  if (near || (reason ?? '').trim() !== '') return accept(at);
  return refuse({
    code: 'time.stamp-unexplained',
    facts: { at, minutes: stampTolerance.minutes },
    overridable: false,
  });
}
