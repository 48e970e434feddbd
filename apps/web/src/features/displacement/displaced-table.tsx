import { Button, Group } from '@mantine/core';
import type {
  ClinicView,
  DisplacedSessionView,
  DisplacementView,
  ProblemReason,
  StayingSessionView,
} from '@lull/contracts';
import { needText } from '@lull/contracts/plain';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { statusLooks } from '../../ui/session-status.js';
import { sideWord } from '../../ui/side-word.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { changeText } from './displacement-words.js';
import classes from './displacement.module.css';

export interface DisplacedTableProps {
  readonly clinic: ClinicView;
  readonly view: DisplacementView;
  readonly maySettle: boolean;
  readonly busy: boolean;
  /** Why the last try was refused, by session. */
  readonly refused: ReadonlyMap<string, readonly ProblemReason[]>;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  readonly sessionLink: (session: DisplacedSessionView, label: string) => ReactNode;
  readonly onMove: (session: DisplacedSessionView) => void;
  readonly onWaitlist: (session: DisplacedSessionView) => void;
}

/** Who loses a place, the most pressing first, with why and with the time that is proposed. */
export function DisplacedTable(props: DisplacedTableProps) {
  const { view, maySettle, patientLink } = props;
  return (
    <div className={classes['cards']}>
      <TableFrame label="Sessions to place again">
        <thead>
          <tr>
            <th scope="col">Patient</th>
            <th scope="col">Loses</th>
            <th scope="col">Need</th>
            <th scope="col">Proposed</th>
            {maySettle && <th scope="col">Actions</th>}
          </tr>
        </thead>
        <tbody>
          {view.sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {patientLink(session.patientId, session.patientName)}
                <span className={table['small']}>born {dateText(session.birthDate).slice(4)}</span>
                <span className={table['small']}>{session.phone ?? 'no telephone number'}</span>
              </th>
              <Lost session={session} zone={view.timeZone} />
              <td>
                {session.needs.length === 0 ? (
                  <span className={table['quiet']}>nothing presses</span>
                ) : (
                  <ul className={classes['needs']}>
                    {session.needs.map((need) => (
                      <li key={need.code}>{needText(need)}</li>
                    ))}
                  </ul>
                )}
              </td>
              <td>
                <Proposed {...props} session={session} />
              </td>
              {maySettle && (
                <td>
                  <Acts {...props} session={session} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  );
}

function Lost({
  session,
  zone,
}: {
  readonly session: StayingSessionView | DisplacedSessionView;
  readonly zone: string;
}) {
  return (
    <td>
      <span className={`${table['nowrap']} tabular`}>{dateTimeText(session.start, zone)}</span>
      <span className={table['small']}>
        {session.roomName}, {session.physicianName}
      </span>
      <span className={table['small']}>
        {session.procedureCode} {sideWord(session.side)}, {statusLooks[session.state].word}
      </span>
    </td>
  );
}

function Proposed({
  session,
  view,
  clinic,
  refused,
}: DisplacedTableProps & { readonly session: DisplacedSessionView }) {
  const { proposal } = session;
  const reasons = refused.get(session.id) ?? [];
  return (
    <>
      {proposal === null ? (
        <>
          <b>No time until {dateText(view.searchedUntil)}</b>
          {session.obstacles.slice(0, 3).map(({ days, reason }) => (
            <span key={reason.code} className={table['small']}>
              on {days} {days === 1 ? 'day' : 'days'}: {reason.detail}
            </span>
          ))}
        </>
      ) : (
        <>
          <b className={`${table['nowrap']} tabular`}>{dateTimeText(proposal.start, view.timeZone)}</b>
          <span className={table['small']}>{changeText(session, view, clinic)}</span>
          {proposal.beyondMaximum && (
            <span className={classes['warn']}>
              <IconAlertTriangle size={14} aria-hidden /> past the maximum interval
            </span>
          )}
        </>
      )}
      {reasons.map(({ code, detail }) => (
        <span key={code} className={classes['refused']}>
          <IconAlertTriangle size={14} aria-hidden /> {detail}
        </span>
      ))}
    </>
  );
}

function Acts({
  session,
  busy,
  onMove,
  onWaitlist,
  sessionLink,
}: DisplacedTableProps & { readonly session: DisplacedSessionView }) {
  return (
    <Group gap={4}>
      {session.proposal !== null && (
        <Button
          size="compact-xs"
          disabled={busy}
          aria-label={`Move ${session.patientName} as proposed`}
          onClick={() => onMove(session)}
        >
          Move
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        disabled={busy}
        aria-label={`Put ${session.patientName} on the waitlist`}
        onClick={() => onWaitlist(session)}
      >
        Waitlist
      </Button>
      {sessionLink(session, `Choose another time for ${session.patientName}`)}
    </Group>
  );
}

/** Who has begun, or whose time has come: the board is the place for them. */
export function StayingTable({ view, patientLink }: Pick<DisplacedTableProps, 'view' | 'patientLink'>) {
  return (
    <TableFrame label="Sessions that stay where they are">
      <thead>
        <tr>
          <th scope="col">Patient</th>
          <th scope="col">Session</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {view.staying.map((session) => (
          <tr key={session.id}>
            <th scope="row">{patientLink(session.patientId, session.patientName)}</th>
            <Lost session={session} zone={view.timeZone} />
            <td>
              {session.reasons.map(({ code, detail }) => (
                <span key={code}>{detail}</span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
