import { notifications } from '@mantine/notifications';
import type { DaySessionView, SessionStep } from '@lull/contracts';
import { problemTexts } from '@lull/contracts/plain';
import { sessionTransitions, stepOpensAt, type SessionState } from '@lull/domain';
import { useMutation } from '@tanstack/react-query';
import { useOwnSignIn, type SignedInMember } from '../../api/own-sign-in.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { stepSession, useSessionChanged, type ReadSession } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { statusLooks } from '../../ui/session-status.js';
import { useStepToast } from './step-toast.js';

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
export function mayStep(member: SignedInMember, to: SessionState): boolean {
  if (to === 'confirmed') return member.may('session', 'confirm');
  return member.may('session', 'advance') || (to === 'no-show' && member.may('session', 'cancel'));
}

/** The first instant of a step that is not possible yet (BOOK-23); null: it is possible now. */
export function opensLater(to: SessionStep, start: number, zone: string, now: number): number | null {
  const opensAt = stepOpensAt(to, { start, zone });
  return opensAt !== null && now < opensAt ? opensAt : null;
}

/** A step by a single key on the board: taken when it is possible, with an undo, refused in a toast. */
export function useStep(zone: string): { readonly take: (session: DaySessionView, to: SessionStep) => void } {
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const taken = useStepToast();
  const { mutate } = useMutation({
    mutationFn: ({ session, to }: { readonly session: ReadSession; readonly to: SessionStep }) =>
      stepSession(session, to),
    onSuccess: async (session) => {
      taken(session);
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
      else {
        const opensAt = opensLater(to, session.start, zone, Date.now());
        if (opensAt === null) mutate({ session, to });
        else {
          const { title, detail } = problemTexts['scheduling.session-step-too-early'];
          const message = detail({ to, opensAt, start: session.start, timeZone: zone });
          notifications.show({ color: 'yellow', title, message });
        }
      }
    },
  };
}
