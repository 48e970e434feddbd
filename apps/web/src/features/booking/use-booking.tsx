import { notifications } from '@mantine/notifications';
import type { BookSessionRequest, CheckSessionRequest, ClinicView, SessionView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from '../../api/client.js';
import { Unreachable, isProblem, sentenceOf } from '../../api/problem.js';
import { bookSession, moveSession, useSessionChanged } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { Undoable } from '../../ui/undoable.js';
import { instantText } from './booking-draft.js';

interface Booking {
  readonly send: (question: CheckSessionRequest) => void;
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
  const key = useRef(newKey());
  const undo = useUndoMove(clinic);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (question: CheckSessionRequest) => {
      const { sessionId: _, ...request } = question;
      const options = { idempotencyKey: key.current };
      return moved === null ? bookSession(request, options) : moveSession(moved, placeOf(request), options);
    },
    onSuccess: async (session) => {
      const sentence = `${session.patientName}, ${clockText(session.start, clinic.timeZone)}, ${moved === null ? session.state : 'moved'}.`;
      announce(sentence);
      const id = notifications.show({
        title: moved === null ? 'Booked' : 'Moved',
        message:
          moved === null ? (
            sentence
          ) : (
            <Undoable sentence={sentence} onUndo={() => undo(moved, session, () => notifications.hide(id))} />
          ),
      });
      onDone(session);
      await changed(session);
    },
    onError: (failure) => {
      // Without an answer the same press may still have worked: only then the same key goes again.
      if (!(failure instanceof Unreachable)) key.current = newKey();
    },
  });
  return { send: mutate, pending: isPending, error: isProblem(error, 'sign-in-required') ? null : error };
}

function placeOf({
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
function useUndoMove(clinic: ClinicView): (before: SessionView, now: SessionView, hide: () => void) => void {
  const changed = useSessionChanged();
  const announce = useAnnounce();
  return (before, now, hide) => {
    const { roomId, physicianId, start, durationMinutes, sedation } = before;
    const moveBack = async (): Promise<void> => {
      try {
        const back = await moveSession(now, {
          roomId,
          physicianId,
          startsAt: instantText(start),
          durationMinutes,
          sedation,
        });
        announce(`${back.patientName}: back at ${clockText(back.start, clinic.timeZone)}`);
        await changed(back);
      } catch (error) {
        notifications.show({ color: 'red', title: 'Not moved back', message: sentenceOf(error) });
      } finally {
        hide();
      }
    };
    void moveBack();
  };
}
