import type { AuditEventView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { dateText } from '../../ui/clock.js';
import table from '../../ui/table.module.css';
import { TrailChange } from './trail-change.js';
import classes from './trail-page.module.css';
import { actionWords, clockTextToSecond, nounWord } from './trail-words.js';

interface TrailRowProps {
  readonly event: AuditEventView;
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onMember: (id: string) => void;
  readonly onPatient: (id: string) => void;
}

/** Nobody of the practice: a patient on the own page, or the system itself. */
const whoElse = ({ byPatient }: AuditEventView) => (byPatient ? 'the patient' : 'the system');

/** An event, and under it, when it is opened, what it holds. */
export function TrailRow({ event, names, zone, open, onOpen, onMember, onPatient }: TrailRowProps) {
  const { member, patientIds, change, sequence } = event;
  const held =
    typeof change === 'object' && change !== null ? (change as Readonly<Record<string, unknown>>) : {};
  const count = Object.keys(held).length;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr data-chosen={open || undefined}>
        <td className={table['number']}>{sequence}</td>
        <td className={table['nowrap']}>
          {clockTextToSecond(event.at, zone)}
          <span className={table['small']}>{dateText(civilDateAt(event.at, zone))}</span>
        </td>
        <td>
          {member === null ? (
            whoElse(event)
          ) : (
            <button type="button" className={table['link']} onClick={() => onMember(member.id)}>
              {member.name}
            </button>
          )}
          {event.roles.length > 0 && <span className={table['small']}>{event.roles.join(', ')}</span>}
        </td>
        <th scope="row">
          {nounWord(event.resource)} {actionWords[event.action]}
          <span className={table['small']}>{event.purpose}</span>
        </th>
        <td>
          {patientIds.slice(0, 3).map((id) => (
            <button
              key={id}
              type="button"
              className={`${table['link']} ${classes['id']}`}
              onClick={() => onPatient(id)}
              aria-label={`Only patient ${id}`}
            >
              {id.slice(0, 8)}
            </button>
          ))}
          {patientIds.length > 3 && <span className={table['small']}>and {patientIds.length - 3} more</span>}
        </td>
        <td className={table['nowrap']}>
          {count > 0 && (
            <button
              type="button"
              className={`${table['link']} ${classes['open']}`}
              aria-expanded={open}
              aria-label={`What event ${sequence} holds`}
              onClick={() => onOpen(!open)}
            >
              <Chevron size={15} aria-hidden />
              {event.action === 'update' ? `${count} ${count === 1 ? 'field' : 'fields'}` : 'show'}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6} className={classes['held']}>
            <TrailChange action={event.action} change={held} names={names} zone={zone} />
            <p className={classes['origin']}>
              {event.resourceId !== null && (
                <>
                  {nounWord(event.resource)} {names[event.resourceId] ?? event.resourceId}
                </>
              )}
              {event.requestId !== null && <> · request {event.requestId}</>}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}
