import type { DisplacementQuery } from '@lull/contracts';
import { civilDay, civilDaysBetween, instantOf, type Resource } from '@lull/domain';
import { decided } from '../../platform/decided.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import type { Failure } from './displaced-sessions.repository.js';

/** An illness of four weeks is a plan to be made, no day to be rescued. */
const mostDays = 28;

/** What is asked about as instants: whole civil days, or from one clock time to another. Refused when it is over already. */
export function failureOf({
  clinicId,
  zone,
  resource,
  query: { from, to, fromTime, toTime },
  now,
  most = mostDays,
}: {
  readonly clinicId: string;
  readonly zone: string;
  /** Undefined: asked for, but not there. */
  readonly resource: Resource | null | undefined;
  readonly query: DisplacementQuery;
  readonly now: number;
  /** Days at most. */
  readonly most?: number;
}): Failure & { readonly zone: string } {
  if (resource === undefined) throw notFound('resource');
  const days = civilDaysBetween(from, to);
  if (days < 0) throw outOfRange('to', 'The last day lies before the first.');
  if (days >= most) throw outOfRange('to', `It takes ${most} days at most.`);
  // Of an hour that comes twice it begins with the first and ends with the second.
  const start =
    fromTime === undefined
      ? civilDay(from, zone).start
      : decided(instantOf(`${from}T${fromTime}`, zone, 'first')).value;
  const end =
    toTime === undefined
      ? civilDay(to, zone).end
      : decided(instantOf(`${to}T${toTime}`, zone, 'second')).value;
  if (end <= start) throw outOfRange('toTime', 'It ends before it begins.');
  if (end <= now) throw outOfRange('to', 'This time has passed already.');
  return { clinicId, zone, resource, start, end };
}

function outOfRange(field: string, message: string): Refused {
  return new Refused(fieldInvalid(field, 'range', message));
}
