import { Anchor } from '@mantine/core';
import type { SessionView } from '@lull/contracts';
import { civilDateAt, holdsResources } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { sessionQuery } from '../../api/sessions.js';
import { DiaryLinkButton } from '../../features/diary-link/diary-link-button.js';
import { DayPage } from '../../features/schedule/day-page.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';
import { WaitOver } from './wait-over.js';
import { NotOpened } from './not-opened.js';
import { MessagesOfSession } from './messages-of-session.js';
import { RecordInjectionOffer } from './record-injection-offer.js';
import { SpanLinks } from './span-links.js';

const dayRoute = getRouteApi('/signed-in/day/$date');

// What opens over the board is fetched when it is first opened, not with the morning's first look.
const SessionPanel = lazy(async () => ({
  default: (await import('../../features/schedule/session-panel.js')).SessionPanel,
}));
const ReadinessSection = lazy(async () => ({
  default: (await import('../../features/readiness/readiness-section.js')).ReadinessSection,
}));
const CancelDialog = lazy(async () => ({
  default: (await import('../../features/schedule/cancel-dialog.js')).CancelDialog,
}));
const HeldTimePanel = lazy(async () => ({
  default: (await import('../../features/booking/held-time-panel.js')).HeldTimePanel,
}));
const BookingDrawer = lazy(async () => ({
  default: (await import('../../features/booking/booking-drawer.js')).BookingDrawer,
}));
const SlotPanel = lazy(async () => ({
  default: (await import('../../features/booking/slot-panel.js')).SlotPanel,
}));

/** The day board with the session's panel and the booking drawer over it; what is open stands in the address. */
export function DayRoute() {
  const { date } = dayRoute.useParams();
  const search = dayRoute.useSearch();
  const navigate = useNavigate({ from: '/day/$date' });
  const { known, clinic } = useShownClinic(search.clinic);
  const member = useOwnSignIn();
  const mayWait = member.may('waitlist', 'change');
  const mayReadReadiness = member.may('readiness', 'read');
  const [chosen, setChosen] = useState<ChosenTime | null>(null);
  const shownFor = useRef<number>(undefined);
  const [cancelling, setCancelling] = useState<string | null>(null);
  if (clinic === undefined) return <NoClinic title="Day" />;
  const { session, held, series, book, at, room, physician, wait, column, ...view } = search;
  const { initials = false, ...named } = search;
  const show = (part: Partial<typeof search>) => void navigate({ search: { ...view, ...part } });
  const close = () => void navigate({ search: view });
  const onChosen = (to: ChosenTime | null): void => {
    setChosen(to);
    // The board shows the day of a time that could be booked, once: one may walk on from there.
    if (to === null) shownFor.current = undefined;
    if (to?.answer !== 'possible' || to.start === shownFor.current) return;
    shownFor.current = to.start;
    const on = civilDateAt(to.start, clinic.timeZone);
    if (on !== date) void navigate({ params: { date: on }, search, replace: true });
  };
  return (
    <>
      <DayPage
        clinic={clinic}
        clinics={known}
        date={date}
        view={search.by ?? 'room'}
        openSession={session ?? null}
        openColumn={column ?? null}
        initials={initials}
        spans={
          <SpanLinks
            shown="day"
            date={date}
            clinic={search.clinic}
            by={search.by === 'list' ? undefined : search.by}
          />
        }
        papers={
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                to="/day/$date/preparation"
                params={{ date }}
                search={search.clinic === undefined ? {} : { clinic: search.clinic }}
                {...props}
              />
            )}
          >
            Preparation sheets of the day
          </Anchor>
        }
        onWeek={() =>
          void navigate({
            to: '/week/$date',
            params: { date },
            search: {
              ...(search.clinic !== undefined && { clinic: search.clinic }),
              ...(search.by === 'physician' && { by: search.by }),
            },
          })
        }
        onInitials={(on) =>
          void navigate({ search: on ? { ...named, initials: true } : named, replace: true })
        }
        chosen={chosen}
        onDate={(to) => void navigate({ params: { date: to }, search: book === undefined ? view : search })}
        onView={(by) => void navigate({ search: { ...search, by } })}
        onClinic={(id) => show({ clinic: id })}
        onOpen={(id) => show({ session: id })}
        onOpenHeld={(id) => show({ held: id })}
        onBook={({ at: wishedAt, roomId, physicianId }) =>
          show({
            // While a session is being moved, a click on free time says where to.
            ...(book === 'move' && session !== undefined && wishedAt !== undefined
              ? { book, session }
              : { book: 'new' as const, ...(series !== undefined && { series }) }),
            ...(wishedAt !== undefined && { at: wishedAt }),
            ...(roomId !== undefined && { room: roomId }),
            ...(physicianId !== undefined && { physician: physicianId }),
          })
        }
        onPlan={() => void navigate({ to: '/plan' })}
        onFind={() => show({ book: 'find' })}
        onMove={(id, to) =>
          show({
            session: id,
            book: 'move',
            ...(to !== undefined && { at: to.start, room: to.roomId, physician: to.physicianId }),
          })
        }
        onCancel={setCancelling}
      />
      <Suspense fallback={null}>
        {session !== undefined && book === undefined && (
          <SessionPanel
            key={session}
            sessionId={session}
            clinics={known}
            renderLinks={(opened) => <SessionLinks session={opened} />}
            renderOffer={(opened) => (
              <>
                <RecordInjectionOffer session={opened} />
                <DiaryLinkButton patientId={opened.patientId} zone={clinic.timeZone} />
              </>
            )}
            renderReadiness={({ id, state }) =>
              mayReadReadiness &&
              holdsResources(state) && <ReadinessSection sessionId={id} zone={clinic.timeZone} />
            }
            renderMessages={(opened) => <MessagesOfSession session={opened} />}
            onMove={() => show({ session, book: 'move' })}
            onCancel={() => setCancelling(session)}
            onClose={close}
          />
        )}
        {book === 'find' && (
          <SlotPanel
            clinic={clinic}
            {...(series !== undefined && { seriesId: series })}
            onChosen={onChosen}
            onOwnTime={(of) => show({ book: 'new', ...(of !== undefined && { series: of }) })}
            onDone={close}
            onClose={close}
          />
        )}
        {(book === 'new' || (book === 'move' && session !== undefined)) && (
          <BookingDrawer
            clinic={clinic}
            start={{
              ...(at !== undefined && { at }),
              ...(room !== undefined && { roomId: room }),
              ...(physician !== undefined && { physicianId: physician }),
            }}
            {...(book === 'new' && series !== undefined && { seriesId: series })}
            {...(book === 'move' && session !== undefined && { moveSessionId: session })}
            onChosen={onChosen}
            onDone={close}
            onClose={close}
            {...(mayWait && { onWait: ({ id }) => show({ wait: id }) })}
          />
        )}
        {held !== undefined && <HeldTimePanel key={held} heldTimeId={held} clinic={clinic} onClose={close} />}
        {wait !== undefined && mayWait && <WaitOver seriesId={wait} onClose={close} />}
        {cancelling !== null && (
          <Cancelling
            sessionId={cancelling}
            zone={clinic.timeZone}
            onDone={(waits) => (waits === null ? close() : show({ wait: waits }))}
            onClose={() => setCancelling(null)}
          />
        )}
      </Suspense>
    </>
  );
}

function SessionLinks({ session }: { readonly session: SessionView }) {
  const member = useOwnSignIn();
  return (
    <>
      {member.may('arrival', 'read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/sessions/$id/day" params={{ id: session.id }} {...props} />}
        >
          The day
        </Anchor>
      )}
      {member.may('patient', 'read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/patients/$id" params={{ id: session.patientId }} {...props} />}
        >
          Patient
        </Anchor>
      )}
      {member.may('series', 'read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/series/$id" params={{ id: session.seriesId }} {...props} />}
        >
          Series
        </Anchor>
      )}
      {member.may('readiness', 'read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/sessions/$id/preparation" params={{ id: session.id }} {...props} />
          )}
        >
          Preparation
        </Anchor>
      )}
      {member.may('readiness', 'read') && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/sessions/$id/consent-talk" params={{ id: session.id }} {...props} />
          )}
        >
          Talk before consent
        </Anchor>
      )}
    </>
  );
}

interface CancellingProps {
  readonly sessionId: string;
  readonly zone: string;
  /** The series that is to wait for another time, or null. */
  readonly onDone: (waits: string | null) => void;
  readonly onClose: () => void;
}

function Cancelling({ sessionId, zone, onDone, onClose }: CancellingProps) {
  const { data: session, error, refetch } = useQuery(sessionQuery(sessionId));
  const member = useOwnSignIn();
  if (session === undefined && error !== null)
    return <NotOpened title="Cancel the session" {...{ error, onClose }} onRetry={() => void refetch()} />;
  if (session === undefined) return null;
  return (
    <CancelDialog
      mayWait={member.may('waitlist', 'change')}
      session={session}
      zone={zone}
      onDone={(waits) => {
        onClose();
        onDone(waits ? session.seriesId : null);
      }}
      onClose={onClose}
    />
  );
}
