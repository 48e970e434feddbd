import type { SeriesSessionView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { dateTimeText } from '../../ui/clock.js';
import { SessionStatus } from '../../ui/session-status.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { sedationWords } from './series-words.js';

interface SessionsTableProps {
  readonly sessions: readonly SeriesSessionView[];
  readonly zoneOf: (clinicId: string) => string;
  readonly label: string;
  /** What may be done with a session, as buttons or links; null for none. */
  readonly renderActions?: (session: SeriesSessionView) => ReactNode;
}

/** Sessions past and coming, the coming ones first. */
export function SessionsTable({ sessions, zoneOf, label, renderActions }: SessionsTableProps) {
  const sorted = sessions.toSorted((a, b) => b.start - a.start);
  return (
    <TableFrame label={label}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Status</th>
          <th scope="col">#</th>
          <th scope="col">Room</th>
          <th scope="col">Physician</th>
          <th scope="col">Sedation</th>
          {renderActions !== undefined && (
            <th scope="col" className="no-print">
              Actions
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {sorted.map((session) => (
          <tr key={session.id}>
            <th scope="row" className={table['nowrap']}>
              {dateTimeText(session.start, zoneOf(session.clinicId))}
            </th>
            <td>
              <SessionStatus state={session.state} />
              {session.cancelReason !== null && (
                <span className={table['small']}>{session.cancelReason.replaceAll('-', ' ')}</span>
              )}
            </td>
            <td className={table['number']}>{session.ordinal === null ? '–' : `#${session.ordinal}`}</td>
            <td className={table['nowrap']}>{session.roomName}</td>
            <td className={table['nowrap']}>{session.physicianName}</td>
            <td className={table['nowrap']}>{sedationWords[session.sedation]}</td>
            {renderActions !== undefined && <td className="no-print">{renderActions(session)}</td>}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
