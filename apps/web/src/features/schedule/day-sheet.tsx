import type { ClinicView, DaySessionView, DayView } from '@lull/contracts';
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { resourceNames } from '../../api/clinics.js';
import { dateText, dateTimeText, timeText, useMinute } from '../../ui/clock.js';
import { statusLooks } from '../../ui/session-status.js';
import { columnsOf, contentOf, type BoardBy } from './board-columns.js';
import { flagWords, initialsOf } from './session-words.js';
import classes from './day-sheet.module.css';

interface DaySheetProps {
  readonly clinic: ClinicView;
  readonly day: DayView;
  readonly by: BoardBy;
  /** Initials and the year of birth instead of name and birth date. */
  readonly initials: boolean;
  readonly printedBy: string;
}

/** The day on paper, a table per room or physician. It is only there while the browser prints. */
export function DaySheet(props: DaySheetProps) {
  const printing = useSyncExternalStore(listenToPrinting, () => isPrinting);
  return printing ? <Sheet {...props} /> : null;
}

let isPrinting = false;

function listenToPrinting(listener: () => void): () => void {
  const set = (value: boolean) => (): void => {
    isPrinting = value;
    // The browser takes its picture as soon as the event has been heard.
    flushSync(listener);
  };
  const before = set(true);
  const after = set(false);
  const media = window.matchMedia('print');
  const told = ({ matches }: MediaQueryListEvent): void => (matches ? before() : after());
  // A preview of the print medium has no events of its own.
  media.addEventListener('change', told);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    media.removeEventListener('change', told);
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

function heads(by: BoardBy): readonly string[] {
  return [
    'Arrive',
    'Time',
    'Patient',
    'Born',
    'Procedure',
    'Side',
    'No.',
    'Sedation',
    by === 'room' ? 'Physician' : 'Room',
    'To know',
    'Status',
    'Notes',
  ];
}

function Sheet({ clinic, day, by, initials, printedBy }: DaySheetProps) {
  const zone = clinic.timeZone;
  const now = useMinute();
  const nameOf = resourceNames(clinic);
  const columns = columnsOf(clinic, by).filter(({ kind }) => kind !== 'recovery-bay');
  return (
    <div data-own-foot className={classes['sheet']}>
      {columns.map((column) => {
        const { entries } = contentOf(day, column, nameOf);
        if (entries.length === 0) return null;
        return (
          <table key={column.id} className={classes['table']}>
            {/* In the head, not a caption: only a head is repeated on the pages that follow. */}
            <thead>
              <tr>
                <th colSpan={heads(by).length} className={classes['about']}>
                  <b>
                    {column.name}, {dateText(day.date)}
                  </b>{' '}
                  {clinic.name}. Printed {dateTimeText(now, zone)} by {printedBy}.
                </th>
              </tr>
              <tr>
                {heads(by).map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map(({ session }) => (
                <tr key={session.id}>
                  <td>{timeText(firstHold(session), zone)}</td>
                  <th scope="row">{timeText(session.start, zone)}</th>
                  <td>{initials ? initialsOf(session.patientName) : session.patientName}</td>
                  <td>{initials ? session.birthDate.slice(0, 4) : dateText(session.birthDate).slice(4)}</td>
                  <td>{session.procedureCode}</td>
                  <td>{session.side}</td>
                  <td>
                    {session.ordinal} of {session.plannedCount}
                  </td>
                  <td>{session.sedation}</td>
                  <td>{nameOf(by === 'room' ? session.physicianId : session.roomId)}</td>
                  <td>{session.flags.map(flagWords).join(', ')}</td>
                  <td>{statusLooks[session.state].word}</td>
                  <td className={classes['notes']}>{'\u00a0'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}

function firstHold({ start, holds }: DaySessionView): number {
  return Math.min(start, ...holds.map((hold) => hold.start));
}
