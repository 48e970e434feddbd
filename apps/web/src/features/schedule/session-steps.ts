import { notifications } from '@mantine/notifications';
import type { DaySessionView, SessionStep } from '@lull/contracts';
import { sessionTransitions, type SessionState } from '@lull/domain';
import { useMutation } from '@tanstack/react-query';
import { useOwnSignIn, type SignedInMember } from '../../api/own-sign-in.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { stepSession, useSessionChanged, type ReadSession } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { statusLooks } from '../../ui/session-status.js';

/** What the button says that takes the step. */
export const stepWords: Readonly<Record<SessionStep, string>> = {
  confirmed: 'Confirmed by the patient',
  arrived: 'Arrived',
  preparing: 'Preparing',
  'in-room': 'In the room',
  recovering: 'To recovery',
  discharged: 'Discharged',
  'no-show': 'Did not come',
};

/** Whether this member may take a session there: the same cells of the access matrix that the server asks. */
export function mayStep(member: SignedInMember, to: SessionStep): boolean {
  if (to === 'confirmed') return member.may('session', 'confirm');
  return member.may('session', 'advance') || (to === 'no-show' && member.may('session', 'cancel'));
}

/** A step by a single key on the board: taken when it is possible, said aloud, refused in a toast. */
export function useStep(): { readonly take: (session: DaySessionView, to: SessionStep) => void } {
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const { mutate } = useMutation({
    mutationFn: ({ session, to }: { readonly session: ReadSession; readonly to: SessionStep }) =>
      stepSession(session, to),
    onSuccess: async (session) => {
      announce(`${session.patientName}: ${statusLooks[session.state].word}`);
      await changed(session);
    },
    onError: (error) => {
      if (isProblem(error, 'sign-in-required')) return;
      notifications.show({ color: 'red', title: 'Not changed', message: sentenceOf(error) });
    },
  });
  return {
    take: (session, to) => {
      const possible: readonly SessionState[] = sessionTransitions[session.state];
      if (!mayStep(member, to)) announce('Your role does not include this step.');
      else if (!possible.includes(to)) announce(`Not possible from ${statusLooks[session.state].word}.`);
      else mutate({ session, to });
    },
  };
}
