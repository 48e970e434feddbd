import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ClinicView, DaySessionView, DayView, SessionStep } from '@lull/contracts';
import { civilDateAt, subtract } from '@lull/domain';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { useOwnSignIn, type SignedInMember } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { dayReadinessQuery } from '../../api/readiness.js';
import { sessionsText } from '../../ui/counted.js';
import { AfterMoment } from '../../ui/after-moment.js';
import { useAnnounce } from '../../ui/announcer.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { dateText, useMinute } from '../../ui/clock.js';
import { useDensity } from '../../ui/density.js';
import { useEscapeFirst } from '../../ui/escape-first.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useActions, type Action } from '../../ui/actions.js';
import { isDialogOpen, isForField } from '../../ui/shortcuts.js';
import { Agenda } from './agenda.js';
import { BoardToolbar, type BoardView } from './board-toolbar.js';
import { Board, type BookingWish } from './board.js';
import { DaySheet } from './day-sheet.js';
import { mayBeMoved, type MovePlace } from './move-preview.js';
import { CarriedBar } from './carried-bar.js';
import { dayQuery } from './schedule.queries.js';
import { mayStep, stepWords, useStep } from './session-steps.js';
import { UnmovedNotice } from './unmoved-notice.js';
import { useMove } from './use-move.js';
import classes from './day-page.module.css';

export interface DayPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  readonly date: string;
  readonly view: BoardView;
  readonly openSession: string | null;
  /** The room or physician at whose column the board opens. */
  readonly openColumn: string | null;
  /** The printed day sheet shows initials instead of names. */
  readonly initials: boolean;
  /** The links to the week and the month. */
  readonly spans: ReactNode;
  /** What else of the day may be printed. */
  readonly papers: ReactNode;
  readonly chosen: ChosenTime | null;
  readonly onDate: (date: string) => void;
  readonly onView: (view: BoardView) => void;
  readonly onClinic: (clinicId: string) => void;
  readonly onWeek: () => void;
  readonly onInitials: (on: boolean) => void;
  readonly onOpen: (sessionId: string) => void;
  readonly onOpenHeld: (heldTimeId: string) => void;
  readonly onBook: (wish: BookingWish) => void;
  readonly onPlan: () => void;
  /** Somebody looks for a slot, wherever it is. */
  readonly onFind: () => void;
  readonly onMove: (sessionId: string, to?: MovePlace) => void;
  readonly onCancel: (sessionId: string) => void;
}

const stepOfKey: Readonly<Record<string, SessionStep>> = {
  1: 'arrived',
  2: 'in-room',
  3: 'recovering',
  4: 'discharged',
  5: 'no-show',
};

/** So long a key that frees the time waits for its second press. */
const sureMs = 6_000;

/** What the keys of a session and of free time do, as far as the member may. */
function boardKeys(member: SignedInMember): readonly Action[] {
  const may = (to: SessionStep): boolean => mayStep(member, to);
  return [
    { words: 'From session to session, over free time', keys: 'arrow keys' },
    { words: 'First and last of the column', keys: 'Home, End' },
    { words: 'Columns to the left and right', keys: 'PgUp, PgDn' },
    { words: 'Open the session, book the free time', keys: 'Enter' },
    { words: 'Open the session', keys: 'E' },
    ...(member.may('session', 'book')
      ? [
          { words: 'Book here', keys: 'C' },
          { words: 'Hold the time, in the booking drawer', keys: 'H' },
        ]
      : []),
    ...(member.may('session', 'move')
      ? [
          { words: 'Move the session: date, time, room, physician', keys: 'M' },
          { words: 'Move it by 5 minutes or a column; Enter, Esc', keys: 'Alt + arrows' },
          { words: 'Pick up, then Enter or a click on free time', keys: 'X' },
          { words: 'Undo', keys: 'Ctrl Z' },
        ]
      : []),
    ...(member.may('session', 'cancel') ? [{ words: 'Cancel the session', keys: 'Del' }] : []),
    ...Object.entries(stepOfKey)
      .filter(([, to]) => may(to))
      .map(([key, to]) => ({ words: stepWords[to], keys: to === 'no-show' ? `${key}, twice` : key })),
  ];
}

/** One day of one clinic: the board, or below 700 px and by choice the list. */
export function DayPage(props: DayPageProps) {
  const {
    clinic,
    clinics,
    date,
    view,
    openSession,
    openColumn,
    initials,
    spans,
    papers,
    chosen,
    onDate,
    onView,
    onClinic,
    onWeek,
    onInitials,
    onOpen,
    onOpenHeld,
    onBook,
    onPlan,
    onFind,
    onMove,
    onCancel,
  } = props;
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const step = useStep(clinic.timeZone);
  const [density] = useDensity();
  const narrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const { data: day, error, refetch, isPlaceholderData } = useQuery(dayQuery(clinic.id, date));
  useQuery({ ...dayReadinessQuery(clinic.id, date), enabled: member.may('readiness', 'read') });
  const today = civilDateAt(useMinute(), clinic.timeZone);
  const by = view === 'physician' ? 'physician' : 'room';
  const mayBook = member.may('session', 'book');
  const closed = day === undefined ? null : closedSentence(day);
  const count = day?.sessions.filter(({ state }) => state !== 'cancelled').length ?? 0;

  const mayMove = member.may('session', 'move');
  const [carried, setCarried] = useState<DaySessionView | null>(null);
  const { unmoved, dismiss, move, keepMine } = useMove(clinic, (session, place) => onMove(session.id, place));
  const nameOf = resourceNames(clinic);
  const place = (session: DaySessionView, to: MovePlace): void => {
    setCarried(null);
    move(session, to);
  };
  const pickUp = (session: DaySessionView): void => {
    if (!mayBeMoved(session, Date.now())) return announce('What has begun or is over stays where it was.');
    setCarried(session);
    announce(
      `${session.patientName} picked up. Enter or a click on free time places the session; Escape puts it back.`,
    );
  };
  useEscapeFirst((event) => {
    if (carried === null || isForField(event) || isDialogOpen()) return false;
    setCarried(null);
    announce('Not moved.');
    return true;
  });
  useActions('Day', [
    { words: 'Week', key: 'w', act: onWeek },
    {
      words: by === 'room' ? 'By physician' : 'By room',
      key: 'r',
      act: () => onView(by === 'room' ? 'physician' : 'room'),
    },
    ...(mayBook
      ? [
          { words: 'Book a session', key: 'c', act: () => onBook({}) },
          { words: 'Book a whole series', key: 's', act: onPlan },
          { words: 'Find a slot', key: 'f', act: onFind },
        ]
      : []),
    { words: 'Print the day sheet', keys: 'Ctrl P', act: () => window.print() },
  ]);
  useActions('On the board', boardKeys(member));
  const told = useRef<string>(undefined);
  useEffect(() => {
    // When another day is shown, not at every change of this one.
    if (day?.date !== date || told.current === date) return;
    told.current = date;
    announce(`${dateText(date)}, ${sessionsText(count)}`);
  }, [announce, count, date, day?.date]);

  // It frees the time, which somebody else may then take: the key is asked for twice, as the panel's button is.
  const sureOf = useRef<{ readonly id: string; readonly until: number }>(undefined);
  const missed = (session: DaySessionView): void => {
    const now = Date.now();
    if (sureOf.current?.id === session.id && now < sureOf.current.until) {
      sureOf.current = undefined;
      step.take(session, 'no-show');
      return;
    }
    sureOf.current = { id: session.id, until: now + sureMs };
    notifications.show({
      title: session.patientName,
      message:
        'Press 5 once more: did not come. It can be taken back only while the freed time is still free.',
      autoClose: sureMs,
    });
  };

  const onSessionKey = (key: string, sessionId: string): boolean => {
    const session = day?.sessions.find(({ id }) => id === sessionId);
    if (session === undefined) return false;
    const to = stepOfKey[key];
    if (to === 'no-show') missed(session);
    else if (to !== undefined) step.take(session, to);
    else if (key === 'Enter' || key.toLowerCase() === 'e') onOpen(sessionId);
    else if (key.toLowerCase() === 'm' && mayMove) onMove(sessionId);
    else if (key.toLowerCase() === 'x' && mayMove) pickUp(session);
    else if (key === 'Delete' && member.may('session', 'cancel')) onCancel(sessionId);
    else return false;
    return true;
  };

  return (
    <Page
      full
      onPaper={false}
      title={dateText(date)}
      note={day === undefined ? null : dayNote(day)}
      actions={
        <>
          {spans}
          <BoardToolbar
            date={date}
            today={today}
            view={view}
            clinics={clinics}
            clinicId={clinic.id}
            mayBook={mayBook}
            onDate={onDate}
            onView={onView}
            onClinic={onClinic}
            initials={initials}
            onInitials={onInitials}
            papers={papers}
            onBook={() => onBook({})}
            onPlan={onPlan}
            onFind={onFind}
          />
        </>
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {day === undefined && error === null && (
        <AfterMoment>
          <div className={classes['skeleton']} aria-busy="true">
            <span className="visually-hidden">Loading the day</span>
            {Array.from({ length: 6 }, (_, index) => (
              <Skeleton key={index} radius="sm" />
            ))}
          </div>
        </AfterMoment>
      )}
      {carried !== null && (
        <CarriedBar session={carried} zone={clinic.timeZone} onPutBack={() => setCarried(null)} />
      )}
      {unmoved !== null && (
        <UnmovedNotice
          unmoved={unmoved}
          zone={clinic.timeZone}
          nameOf={nameOf}
          onMove={(to) => move(unmoved.session, to)}
          onKeepMine={() => keepMine(unmoved)}
          onClose={dismiss}
        />
      )}
      {day !== undefined && (
        <div className={classes['day']} data-waiting={isPlaceholderData || undefined}>
          {closed !== null && <p className={classes['closed']}>{closed}</p>}
          {narrow || view === 'list' ? (
            <Agenda {...{ clinic, day, by, mayBook, onOpen, onOpenHeld, onBook }} />
          ) : (
            <Board
              clinic={clinic}
              day={day}
              by={by}
              density={density}
              openSession={openSession}
              openColumn={openColumn}
              chosen={chosen}
              mayBook={mayBook}
              mayMove={mayMove}
              carried={carried}
              onMove={place}
              onOpen={onOpen}
              onOpenHeld={onOpenHeld}
              onBook={onBook}
              onSessionKey={onSessionKey}
            />
          )}
          <DaySheet clinic={clinic} day={day} by={by} initials={initials} printedBy={member.name} />
        </div>
      )}
    </Page>
  );
}

function dayNote({ sessions }: DayView): string {
  const standing = sessions.filter(({ state }) => state !== 'cancelled');
  const tentative = standing.filter(({ state }) => state === 'tentative').length;
  return [sessionsText(standing.length), ...(tentative === 0 ? [] : [`${tentative} tentative`])].join(', ');
}

/** In words why nothing of the sheet is free: hatching alone may mean many things. */
function closedSentence({ open, closures }: DayView): string | null {
  if (open.length === 0) return 'The clinic is closed: it has no opening hours on this day.';
  const whole = closures.filter(({ resourceId }) => resourceId === null);
  if (whole.length === 0 || subtract(open, whole).length > 0) return null;
  return `The clinic is closed: ${whole.map(({ reason }) => reason).join(', ')}.`;
}
