import type { ClosureSettingsView } from '@lull/contracts';
import { civilDateAt, civilDay, wallTimeAt } from '@lull/domain';
import type { StandingClosure } from './closure.repository.js';

/** By the clinic's calendar: whole days, or from one clock time to another; the last day is included. */
export function closureView(
  { id, version, resource, reason, start, end, fromDesk }: StandingClosure,
  zone: string,
): ClosureSettingsView {
  const [from, to] = [civilDateAt(start, zone), civilDateAt(end - 1, zone)];
  const clock = (at: number): string => wallTimeAt(at, zone).slice(11, 16);
  return {
    id,
    version,
    resource,
    reason,
    start,
    end,
    from,
    to,
    fromTime: start === civilDay(from, zone).start ? null : clock(start),
    toTime: end === civilDay(to, zone).end ? null : clock(end),
    fromDesk,
  };
}
