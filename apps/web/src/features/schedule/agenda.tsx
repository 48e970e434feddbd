import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ClinicView, DayView, ReadinessSummaryView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { dayReadinessQuery } from '../../api/readiness.js';
import { EmptyState } from '../../ui/empty-state.js';
import { durationText, timeText, useMinute } from '../../ui/clock.js';
import { VerdictMark } from '../../ui/readiness-mark.js';
import { SessionStatus, statusClass } from '../../ui/session-status.js';
import { columnsOf, contentOf, type BoardBy, type BoardColumn } from './board-columns.js';
import type { BookingWish } from './board.js';
import { heldWords } from './held-words.js';
import { flagWords } from './session-words.js';
import classes from './agenda.module.css';

interface AgendaProps {
  readonly clinic: ClinicView;
  readonly day: DayView;
  readonly by: BoardBy;
  readonly mayBook: boolean;
  readonly onOpen: (sessionId: string) => void;
  readonly onOpenHeld: (heldTimeId: string) => void;
  readonly onBook: (wish: BookingWish) => void;
}

/** The same day as a list per resource: below 700 px, and for whoever prefers it. No dragging, no scrolling sideways. */
export function Agenda({ clinic, day, by, mayBook, onOpen, onOpenHeld, onBook }: AgendaProps) {
  const columns = useMemo(
    () => columnsOf(clinic, by).filter(({ kind }) => kind !== 'recovery-bay'),
    [clinic, by],
  );
  return (
    <div className={classes['agenda']}>
      {columns.map((column) => (
        <AgendaColumn
          key={column.id}
          clinic={clinic}
          day={day}
          column={column}
          mayBook={mayBook}
          onOpen={onOpen}
          onOpenHeld={onOpenHeld}
          onBook={onBook}
        />
      ))}
    </div>
  );
}

function Verdict({ summary }: { readonly summary: ReadinessSummaryView | undefined }) {
  return summary === undefined ? null : <VerdictMark verdict={summary.verdict} />;
}

interface AgendaColumnProps extends Omit<AgendaProps, 'by'> {
  readonly column: BoardColumn;
}

function AgendaColumn({ clinic, day, column, mayBook, onOpen, onOpenHeld, onBook }: AgendaColumnProps) {
  const zone = clinic.timeZone;
  const now = useMinute();
  const nameOf = resourceNames(clinic);
  const { entries, held, free, shades } = contentOf(day, column, nameOf);
  const { data: readiness } = useQuery({ ...dayReadinessQuery(clinic.id, day.date), enabled: false });
  const stillFree = mayBook
    ? free.filter(({ end }) => end > now).map((each) => ({ ...each, start: Math.max(each.start, now) }))
    : [];
  const rows = [...entries, ...held, ...stillFree].sort((a, b) => a.start - b.start);
  const owners = shades.filter(({ kind }) => kind !== 'closed');
  return (
    <section aria-label={column.name}>
      <h2 className={classes['name']}>{column.name}</h2>
      {owners.length > 0 && (
        <p className={`${classes['owners']} tabular`}>
          {owners
            .map(({ start, end, words }) => `${timeText(start, zone)} to ${timeText(end, zone)} ${words}`)
            .join(' · ')}
        </p>
      )}
      {rows.length === 0 && <EmptyState sentence={`No sessions in ${column.name}.`} />}
      <ul className={classes['rows']}>
        {rows.map((row) =>
          'session' in row ? (
            <li key={row.session.id}>
              <button
                type="button"
                className={`${classes['session']} ${statusClass(row.session.state)}`}
                onClick={() => onOpen(row.session.id)}
              >
                <span className={`${classes['time']} tabular`}>{timeText(row.session.start, zone)}</span>
                <span className={classes['who']}>
                  <b>{row.session.patientName}</b>
                  <span>
                    {row.session.procedureCode} {row.session.side}, {row.session.ordinal} of{' '}
                    {row.session.plannedCount}
                    {row.session.flags.length > 0 && `, ${row.session.flags.map(flagWords).join(', ')}`}
                  </span>
                </span>
                <Verdict summary={readiness?.get(row.session.id)} />
                <SessionStatus state={row.session.state} />
              </button>
            </li>
          ) : 'held' in row ? (
            <li key={`${row.held.id} ${row.start}`}>
              <button
                type="button"
                className={`${classes['session']} ${classes['held']}`}
                onClick={() => onOpenHeld(row.held.id)}
              >
                <span className={`${classes['time']} tabular`}>{timeText(row.held.start, zone)}</span>
                <span className={classes['who']}>
                  <b>{row.held.patientName}</b>
                  <span>{heldWords(row.held, zone)}</span>
                </span>
              </button>
            </li>
          ) : (
            <li key={`free ${row.start}`}>
              <Button
                className={classes['free'] ?? ''}
                variant="subtle"
                fullWidth
                justify="flex-start"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() =>
                  onBook({
                    at: row.start,
                    ...(row.roomId !== null && { roomId: row.roomId }),
                    ...(row.physicianId !== null && { physicianId: row.physicianId }),
                  })
                }
              >
                <span className="tabular">
                  {timeText(row.start, zone)} {row.outsideBlockTime ? 'outside block time' : 'free'} for{' '}
                  {durationText(row.end - row.start)}
                </span>
              </Button>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
