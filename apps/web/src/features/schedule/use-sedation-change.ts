import type { PreviewSedationRequest, SessionView } from '@lull/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { moveSession, sessionQuery, useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { instantText } from '../../ui/instant-text.js';
import { showUndoable } from '../../ui/undo-toast.js';

const placeOf = ({ start, roomId, physicianId, durationMinutes }: SessionView) => ({
  startsAt: instantText(start),
  roomId,
  physicianId,
  durationMinutes,
});

/** A move to where the session stands, at another level; its undo is the move back. */
export function useSedationChange(session: SessionView, zone: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const back = useMutation({
    mutationFn: (after: SessionView) =>
      moveSession(after, { ...placeOf(session), sedation: session.sedation }),
    onSuccess: async (again) => {
      const sentence = `${again.patientName}: sedation ${again.sedation} again, ${dateTimeText(again.start, zone)}.`;
      announce(sentence);
      notifications.show({ title: 'Taken back', message: sentence });
      await changed(again);
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'Not taken back', message: sentenceOf(error) });
    },
  });
  const change = useChange(
    ({ sedation, startsAt, roomId, physicianId, overrides }: PreviewSedationRequest, idempotencyKey) => {
      const stands = placeOf(session);
      return moveSession(
        session,
        {
          ...stands,
          startsAt: startsAt ?? stands.startsAt,
          roomId: roomId ?? stands.roomId,
          physicianId: physicianId ?? stands.physicianId,
          sedation,
          ...(overrides !== undefined && { overrides }),
        },
        { idempotencyKey },
      );
    },
    async (after) => {
      const told =
        after.confirmationVoided === true
          ? ' The patient had confirmed: that is void. Tell the patient what changes and ask again.'
          : ' Tell the patient what changes.';
      const sentence = `${after.patientName}: sedation ${after.sedation}, ${dateTimeText(after.start, zone)}.${told}`;
      announce(sentence);
      showUndoable({ title: 'Sedation changed', sentence, onUndo: () => back.mutate(after) });
      onDone();
      await changed(after);
    },
  );
  const { error } = change;
  const mutate = (request: PreviewSedationRequest): void =>
    change.mutate(request, {
      onError: (refused) => {
        // The dialog goes on with the session as it stands now, and says who changed it.
        if (isProblem(refused, 'stale'))
          void queryClient.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey });
      },
    });
  return { error, isPending: change.isPending, mutate, reset: change.reset };
}
