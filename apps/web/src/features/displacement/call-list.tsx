import { Button } from '@mantine/core';
import type { ClinicView, DisplacementView, SettledSessionView } from '@lull/contracts';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dateText, dateTimeText, useMinute } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { nameOfFailure, periodText } from './displacement-words.js';
import classes from './displacement.module.css';

interface CallListProps {
  readonly clinic: ClinicView;
  readonly view: DisplacementView;
  readonly printedBy: string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** Whom to call, and with what: on the screen as on paper. What is not placed yet is called about too. */
export function CallList({ clinic, view, printedBy, patientLink }: CallListProps) {
  const now = useMinute();
  const zone = view.timeZone;
  const rows = [
    ...view.settled.map((each) => ({
      ...each,
      id: each.sessionId,
      becomes: becomesText(each, zone),
      printedOnly: false,
    })),
    ...view.sessions.map((each) => ({
      ...each,
      wasStart: each.start,
      wasRoomName: each.roomName,
      wasPhysicianName: each.physicianName,
      becomes: 'Not placed yet',
      printedOnly: true,
    })),
  ].sort((a, b) => a.wasStart - b.wasStart || (a.id < b.id ? -1 : 1));
  if (rows.length === 0) return null;
  return (
    <div data-own-foot className={classes['calls']} data-empty={view.settled.length === 0}>
      <Panel
        title={`Call list (${view.settled.length})`}
        note={
          <>
            {nameOfFailure(view)}, {periodText(view)}
            {view.standing !== null && `: ${view.standing.reason}`}.
            <span className={classes['printed']}>
              {' '}
              {clinic.name}. Printed {dateTimeText(now, zone)} by {printedBy}.
            </span>
          </>
        }
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print the call list
          </Button>
        }
      >
        {view.settled.length === 0 && (
          <p className={`${classes['state']} no-print`}>
            Nobody has another time yet. Printed, the list names everybody who is to be called.
          </p>
        )}
        <TableFrame label="Whom to call">
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">Telephone</th>
              <th scope="col">Was</th>
              <th scope="col">Is now</th>
              <th scope="col" className={classes['printed']}>
                Told
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={row.printedOnly ? classes['printed'] : ''}>
                <th scope="row">
                  {patientLink(row.patientId, row.patientName)}
                  <span className={table['small']}>born {dateText(row.birthDate).slice(4)}</span>
                </th>
                <td className={table['nowrap']}>{row.phone ?? 'none recorded'}</td>
                <td>
                  <span className="tabular">{dateTimeText(row.wasStart, zone)}</span>
                  <span className={table['small']}>
                    {row.wasRoomName}, {row.wasPhysicianName}
                  </span>
                </td>
                <td>{row.becomes}</td>
                <td className={classes['printed']}>{'\u2610'}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </Panel>
    </div>
  );
}

function becomesText({ now, outcome }: SettledSessionView, zone: string): ReactNode {
  if (now === null) return outcome === 'waitlisted' ? 'On the waitlist' : 'Cancelled since';
  return (
    <>
      <b className="tabular">{dateTimeText(now.start, zone)}</b>
      <span className={table['small']}>
        {now.roomName}, {now.physicianName}
      </span>
    </>
  );
}
