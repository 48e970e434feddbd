import type { BlockTimePatternView, ChangeBlockTimeRequest, CreateBlockTimeRequest } from '@lull/contracts';
import type { BlockTime, BlockTimeException } from '@lull/domain';
import { refuseAll } from '../../platform/decided.js';
import { fieldInvalid, Refused, type Refusal } from '../../platform/errors.js';
import type { WrittenPattern } from './block-time.repository.js';

const usualLeadDays = 5;

export function newPattern({ rehousings: _rehousings, ...request }: CreateBlockTimeRequest): WrittenPattern {
  const { mostSessions = null, releaseLeadDays = usualLeadDays, validTo = null } = request;
  return {
    ...request,
    procedureTypeIds: request.procedureTypeIds ?? [],
    mostSessions,
    releaseLeadDays,
    validTo,
    ...repeatOf({ everyWeeks: null, anchorDate: null, nths: [], ...withoutAbsent(request) }),
  };
}

/** What the request does not say stays as it was. */
export function changedPattern(
  { id: _id, version: _version, ...standing }: BlockTimePatternView,
  request: ChangeBlockTimeRequest,
): WrittenPattern {
  const { scope: _scope, date: _date, ends: _ends, rehousings: _rehousings, ...said } = request;
  const changed = { ...standing, ...withoutAbsent(said) };
  return { ...changed, ...repeatOf(changed) };
}

/** What one week is to be instead; null: not at all. */
export function exceptionAsked(
  standing: BlockTime,
  { ends, from, to, roomId }: ChangeBlockTimeRequest,
): BlockTimeException['instead'] {
  if (ends === true) return null;
  return { from: from ?? standing.from, to: to ?? standing.to, roomId: roomId ?? standing.roomId };
}

const oneWeekTakes: ReadonlySet<string> = new Set([
  'scope',
  'date',
  'ends',
  'from',
  'to',
  'roomId',
  'rehousings',
]);

/** A date where one is needed, and nothing that one week cannot have otherwise. */
export function refuseIncomplete(request: ChangeBlockTimeRequest): void {
  const refusals: Refusal[] = [];
  if (request.scope !== 'pattern' && request.date === undefined)
    refusals.push(missing('date', 'Say from which day on, or in which week.'));
  if (request.scope === 'this-week-only') {
    const more = Object.entries(withoutAbsent(request)).filter(([name]) => !oneWeekTakes.has(name));
    for (const [name] of more)
      refusals.push(missing(name, 'One week can have another time or another room, or not be at all.'));
  }
  refuseAll(refusals);
}

/** Only what belongs to the way in which it repeats; refused where that is not said. */
function repeatOf({
  repeats,
  everyWeeks,
  anchorDate,
  nths,
}: Pick<WrittenPattern, 'repeats' | 'everyWeeks' | 'anchorDate' | 'nths'>): Pick<
  WrittenPattern,
  'everyWeeks' | 'anchorDate' | 'nths'
> {
  const none = { everyWeeks: null, anchorDate: null, nths: [] };
  if (repeats === 'weekly') return none;
  if (repeats === 'nth-weekdays') {
    if (nths.length === 0) throw new Refused(missing('nths', 'Say which of the month.'));
    return { ...none, nths: nths.toSorted((a, b) => a - b) };
  }
  refuseAll([
    ...(everyWeeks === null ? [missing('everyWeeks', 'Say every how many weeks.')] : []),
    ...(anchorDate === null ? [missing('anchorDate', 'Say a day of a week that counts.')] : []),
  ]);
  return { ...none, everyWeeks, anchorDate };
}

function missing(field: string, message: string): Refusal {
  return fieldInvalid(field, 'present', message);
}

/** A field that a request class declares and a caller left out is there as `undefined`. */
function withoutAbsent<T extends object>(request: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
