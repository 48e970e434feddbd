import { notifications } from '@mantine/notifications';
import type {
  ClinicView,
  DaySessionView,
  DayView,
  LastChangeView,
  ProblemReason,
  SessionView,
} from '@lull/contracts';
import { civilDateAt, clockText, minuteMs } from '@lull/domain';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../api/new-key.js';
import { codeOf, isProblem, sentenceOf } from '../../api/problem.js';
import {
  checkSession,
  moveSession,
  previewMove,
  sessionQuery,
  useSessionChanged,
} from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { instantText } from '../../ui/instant-text.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { movedTo, type MovePlace } from './move-preview.js';
import { dayQuery } from './schedule.queries.js';

/** A move that did not happen, and what may be done instead. */
export interface Unmoved {
  readonly session: DaySessionView;
  readonly place: MovePlace;
  readonly sentences: readonly string[];
  readonly code: string | null;
  /** The nearest free times, where the rules refused the place. */
  readonly nearest: readonly MovePlace[];
  /** Somebody changed the session while it was on its way: their version, and what they did. */
  readonly meanwhile: { readonly version: number; readonly change: LastChangeView | null } | null;
}

interface Move {
  readonly session: DaySessionView;
  readonly place: MovePlace;
  readonly idempotencyKey: string;
}

/** Moves a session from the board: at once on the screen, taken back with the reason when the server says no. */
export function useMove(clinic: ClinicView, onAskScope: (session: DaySessionView, place: MovePlace) => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const [unmoved, setUnmoved] = useState<Unmoved | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const zone = clinic.timeZone;
  const dayKeyOf = (at: number) => dayQuery(clinic.id, civilDateAt(at, zone)).queryKey;

  const { mutate } = useMutation({
    mutationFn: ({ session, place, idempotencyKey }: Move) =>
      moveSession(session, requestOf(session, place), { idempotencyKey }),
    onMutate: async ({ session, place }) => {
      setUnmoved(null);
      const keys = [dayKeyOf(session.start), dayKeyOf(place.start)];
      await Promise.all(keys.map((queryKey) => queryClient.cancelQueries({ queryKey })));
      showMoved(queryClient, keys, session, place);
    },
    onSuccess: async (after, { session }) => {
      const told =
        after.confirmationVoided === true
          ? ' The patient had confirmed the old time: that is void, also if you undo it. Ask again.'
          : '';
      const sentence = `${after.patientName} moved to ${clockText(after.start, zone)}.${told}`;
      announce(sentence);
      showUndoable({ title: 'Moved', sentence, onUndo: () => back(session, after) });
      await changed(after);
    },
    onError: async (error, { session, place }) => {
      const keys = [dayKeyOf(session.start), dayKeyOf(place.start)];
      showMoved(queryClient, keys, movedTo(session, place), session, session);
      // Not waited for: without a network it would wait for one.
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
      if (isProblem(error, 'sign-in-required')) return;
      const told = await unmovedBy(error, session, place);
      // An undo is pressed on any page: where the board has gone there is nothing else that would say so.
      if (gone.current)
        notifications.show({ color: 'red', title: 'Not moved', message: told.sentences.join(' ') });
      else setUnmoved(told);
      announce(`Not moved. ${told.sentences.join(' ')}`);
    },
  });

  const send = (session: DaySessionView, place: MovePlace): void =>
    mutate({ session, place, idempotencyKey: newKey() });

  /** The way back is a move like any other: with the version that stands now, and refused where the place is taken. */
  const back = (before: DaySessionView, now: SessionView): void =>
    send(
      { ...before, ...now },
      { start: before.start, roomId: before.roomId, physicianId: before.physicianId },
    );

  const unmovedBy = async (error: Error, session: DaySessionView, place: MovePlace): Promise<Unmoved> => {
    const plain = {
      session,
      place,
      code: codeOf(error),
      nearest: [],
      meanwhile: null,
    };
    if (isProblem(error, 'stale')) {
      const now = await queryClient.fetchQuery({ ...sessionQuery(session.id), staleTime: 0 });
      return {
        ...plain,
        sentences: [sentenceOf(error)],
        meanwhile: { version: now.version, change: now.lastChange },
      };
    }
    if (!isProblem(error) || error.view.status !== 409) return { ...plain, sentences: [sentenceOf(error)] };
    const nearest = await nearestPlaces(clinic, session, place);
    return { ...plain, sentences: sentencesOf(error.errors), nearest };
  };

  return {
    unmoved,
    dismiss: () => setUnmoved(null),
    /**
     * Within the day at once. To another day the series may ask whether the rest goes along: then it is asked first
     * (product rule 6), and only then.
     */
    move: (session: DaySessionView, place: MovePlace): void => {
      if (civilDateAt(place.start, zone) === civilDateAt(session.start, zone)) return send(session, place);
      previewMove(session.id, { ...requestOf(session, place), scope: 'only-this' }).then(
        ({ laterSessions }) => (laterSessions > 0 ? onAskScope(session, place) : send(session, place)),
        () => send(session, place),
      );
      return undefined;
    },
    /** What somebody else did is known now, and this is wanted all the same. */
    keepMine: ({ session, place, meanwhile }: Unmoved): void =>
      send({ ...session, version: meanwhile?.version ?? session.version }, place),
  };
}

function requestOf({ start, end, sedation }: DaySessionView, place: MovePlace) {
  return {
    roomId: place.roomId,
    physicianId: place.physicianId,
    startsAt: instantText(place.start),
    durationMinutes: (end - start) / minuteMs,
    sedation,
  };
}

async function nearestPlaces(
  clinic: ClinicView,
  session: DaySessionView,
  place: MovePlace,
): Promise<MovePlace[]> {
  try {
    const { freeTimes } = await checkSession(
      {
        ...requestOf(session, place),
        seriesId: session.seriesId,
        clinicId: clinic.id,
        sessionId: session.id,
      },
      new AbortController().signal,
    );
    return freeTimes.map(({ start, roomId, physicianId }) => ({ start, roomId, physicianId }));
  } catch (error) {
    // The refusal stands without proposals; why they could not be had is no news beside it.
    if (error instanceof Error) return [];
    throw error;
  }
}

function sentencesOf(errors: readonly ProblemReason[]): string[] {
  return errors.map(({ detail }) => detail);
}

/** The days as they will be if the server agrees: the session leaves the one and stands in the other. */
function showMoved(
  queryClient: QueryClient,
  keys: readonly ReturnType<typeof dayQuery>['queryKey'][],
  session: DaySessionView,
  place: MovePlace,
  as: DaySessionView = movedTo(session, place),
): void {
  for (const queryKey of keys) {
    queryClient.setQueryData<DayView>(queryKey, (day) => {
      if (day === undefined) return day;
      const others = day.sessions.filter(({ id }) => id !== session.id);
      const here = as.start >= day.start && as.start < day.end;
      return {
        ...day,
        sessions: here ? [...others, as].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)) : others,
      };
    });
  }
}
