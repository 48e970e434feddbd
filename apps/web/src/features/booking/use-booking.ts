import { notifications } from '@mantine/notifications';
import type {
  BookSessionRequest,
  CheckSessionRequest,
  ClinicView,
  LaterMoveRequest,
  MovePreviewView,
  SessionView,
} from '@lull/contracts';
import { clockText } from '@lull/domain';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { bookSession, moveInSeries, moveSession, useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { instantText } from '../../ui/instant-text.js';
import { showUndoable } from '../../ui/undo-toast.js';

/** A move together with later sessions of the series, as its preview showed it. */
type InSeries = Pick<MovePreviewView, 'scope' | 'changes'>;

interface Sent {
  readonly question: CheckSessionRequest;
  readonly inSeries: InSeries | null;
}

interface Done {
  readonly sessions: readonly SessionView[];
  readonly inSeries: InSeries | null;
}

interface Booking {
  readonly send: (question: CheckSessionRequest, inSeries: InSeries | null) => void;
  readonly pending: boolean;
  readonly error: Error | null;
}

/** Books, or moves `moved`; tells the result in a toast, and for a move offers the way back. */
export function useBooking(
  moved: SessionView | null,
  clinic: ClinicView,
  onDone: (session: SessionView) => void,
): Booking {
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const undo = useUndoMove(clinic);
  const { mutate, isPending, error } = useChange(
    async ({ question, inSeries }: Sent, idempotencyKey): Promise<Done> => {
      const { sessionId: _, ...request } = question;
      const options = { idempotencyKey };
      if (moved === null) return { inSeries, sessions: [await bookSession(request, options)] };
      if (inSeries === null)
        return { inSeries, sessions: [await moveSession(moved, placeOf(request), options)] };
      const { scope, changes } = inSeries;
      const later = changes
        .filter(({ sessionId }) => sessionId !== moved.id)
        .map(({ sessionId, version, roomId, physicianId, to }) => ({
          sessionId,
          version,
          roomId,
          physicianId,
          startsAt: instantText(to),
        }));
      return {
        inSeries,
        sessions: (await moveInSeries(moved, { ...placeOf(request), scope, later }, options)).sessions,
      };
    },
    async ({ sessions, inSeries }) => {
      const [session] = sessions;
      if (session === undefined) return;
      const withIt = sessions.length === 1 ? '' : `, and ${sessions.length - 1} later with it`;
      const voided = sessions.some(({ confirmationVoided }) => confirmationVoided === true)
        ? ' A confirmation is void, also if you undo this: ask the patient again.'
        : '';
      const sentence = `${session.patientName}, ${clockText(session.start, clinic.timeZone)}, ${moved === null ? session.state : 'moved'}${withIt}.${voided}`;
      announce(sentence);
      if (moved === null) notifications.show({ title: 'Booked', message: sentence });
      else showUndoable({ title: 'Moved', sentence, onUndo: () => undo(moved, sessions, inSeries) });
      onDone(session);
      await changed(session);
    },
  );
  const send: Booking['send'] = (question, inSeries) => mutate({ question, inSeries });
  return { send, pending: isPending, error: isProblem(error, 'sign-in-required') ? null : error };
}

export function placeOf({
  roomId,
  physicianId,
  startsAt,
  durationMinutes,
  sedation,
  overrides,
}: BookSessionRequest) {
  return {
    roomId,
    physicianId,
    startsAt,
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(sedation !== undefined && { sedation }),
    ...(overrides !== undefined && { overrides }),
  };
}

/** The way back of a move is a move: with the version it has now, and refused where the old place is taken. */
function useUndoMove(
  clinic: ClinicView,
): (before: SessionView, now: readonly SessionView[], inSeries: InSeries | null) => void {
  const changed = useSessionChanged();
  const announce = useAnnounce();
  return (before, [now, ...later], inSeries) => {
    if (now === undefined) return;
    const { roomId, physicianId, start, durationMinutes, sedation } = before;
    const moveBack = async (): Promise<void> => {
      try {
        const place = { roomId, physicianId, startsAt: instantText(start), durationMinutes, sedation };
        const back =
          inSeries === null
            ? await moveSession(now, place)
            : (await moveInSeries(now, { ...place, scope: 'plan-anew', later: wayBack(later, inSeries) }))
                .sessions[0];
        if (back === undefined) return;
        announce(`${back.patientName}: back at ${clockText(back.start, clinic.timeZone)}`);
        await changed(back);
      } catch (error) {
        notifications.show({ color: 'red', title: 'Not moved back', message: sentenceOf(error) });
      }
    };
    void moveBack();
  };
}

/** The later sessions where they came from, at the versions that they have now. */
function wayBack(later: readonly SessionView[], { changes }: InSeries): LaterMoveRequest[] {
  return later.flatMap(({ id, version, physicianId }) => {
    const change = changes.find(({ sessionId }) => sessionId === id);
    if (change === undefined) return [];
    const { from, fromRoomId } = change;
    return [{ sessionId: id, version, physicianId, roomId: fromRoomId, startsAt: instantText(from) }];
  });
}
