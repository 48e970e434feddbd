import type { ClinicView, DisplacedSessionView, DisplacementView, ResourceView } from '@lull/contracts';
import { dateText, dateTimeText, timeText } from '../../ui/clock.js';
import { civilDateAt } from '@lull/domain';

type Kind = ResourceView['kind'];

export const kindWords: Readonly<Record<Kind, string>> = {
  physician: 'Physicians',
  room: 'Rooms',
  'c-arm': 'C-arms',
  'sedation-nurse': 'Sedation nurses',
  nurse: 'Nurses',
  'recovery-bay': 'Recovery bays',
};
export const kinds = Object.keys(kindWords) as readonly Kind[];

/** Why it is closed, as boards show it, until somebody says otherwise. */
const usualReasons: Readonly<Record<Kind, string>> = {
  physician: 'Ill',
  room: 'Cannot be used',
  'c-arm': 'Out of order',
  'sedation-nurse': 'Ill',
  nurse: 'Ill',
  'recovery-bay': 'Cannot be used',
};

export function usualReason({ resource }: Pick<DisplacementView, 'resource'>): string {
  if (resource === null || resource.kind === 'patient') return 'Closed';
  return usualReasons[resource.kind];
}

/** People are away and come back; places and machines are closed and opened. */
export function closingWords({ resource }: Pick<DisplacementView, 'resource'>): {
  readonly close: string;
  readonly closed: string;
  readonly reopen: string;
  readonly isClosed: string;
  readonly isOpen: string;
} {
  const name = resource?.name ?? 'the clinic';
  const spoken = resource?.name ?? 'The whole clinic';
  const person = resource !== null && ['physician', 'sedation-nurse', 'nurse'].includes(resource.kind);
  return person
    ? {
        close: `Only note that ${name} is away`,
        closed: 'is away',
        reopen: `${name} is back`,
        isClosed: `${spoken} is away.`,
        isOpen: `${spoken} is back.`,
      }
    : {
        close: `Only close ${name}`,
        closed: 'is closed',
        reopen: `Open ${name} again`,
        isClosed: `${spoken} is closed.`,
        isOpen: `${spoken} is open again.`,
      };
}

export function nameOfFailure({ resource }: Pick<DisplacementView, 'resource'>): string {
  return resource?.name ?? 'The whole clinic';
}

/** `Thu 3 Dec 2026`, `Thu 3 Dec 2026, 08:00 to 12:00`, `Thu 3 Dec 2026 to Mon 7 Dec 2026`. */
export function periodText({
  start,
  end,
  timeZone,
}: Pick<DisplacementView, 'start' | 'end' | 'timeZone'>): string {
  const [first, last] = [civilDateAt(start, timeZone), civilDateAt(end - 1, timeZone)];
  const whole = timeText(start, timeZone) === '00:00' && timeText(end, timeZone) === '00:00';
  if (whole) return first === last ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
  return first === last
    ? `${dateTimeText(start, timeZone)} to ${timeText(end, timeZone)}`
    : `${dateTimeText(start, timeZone)} to ${dateTimeText(end, timeZone)}`;
}

const daysText = (days: number): string =>
  days === 0
    ? 'the same day'
    : `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days < 0 ? 'earlier' : 'later'}`;

/** What a proposal changes, in a line: `same time, C-arm B`, `2 days later, Room 2`. */
export function changeText(
  { proposal, roomId, physicianId }: DisplacedSessionView,
  { resource }: Pick<DisplacementView, 'resource'>,
  clinic: ClinicView,
): string {
  if (proposal === null) return '';
  const nameOf = (id: string) => clinic.resources.find((each) => each.id === id)?.name ?? 'another';
  const instead =
    resource !== null && ['c-arm', 'sedation-nurse', 'nurse', 'recovery-bay'].includes(resource.kind);
  return [
    proposal.sameStart ? 'same time' : daysText(proposal.daysMoved),
    ...(proposal.roomId === roomId ? [] : [proposal.roomName]),
    ...(proposal.physicianId === physicianId ? [] : [proposal.physicianName]),
    ...(instead && proposal.sameStart ? proposal.instead.map(nameOf) : []),
  ].join(', ');
}

export const sessionsText = (count: number): string => `${count} ${count === 1 ? 'session' : 'sessions'}`;
