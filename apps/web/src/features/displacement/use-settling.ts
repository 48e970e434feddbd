import { notifications } from '@mantine/notifications';
import type { DisplacedSessionView, DisplacementView, ProblemReason } from '@lull/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../api/new-key.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { closingWords, sessionsText, usualReason } from './displacement-words.js';
import {
  reopenDisplacement,
  settleDisplacement,
  useDisplacementChanged,
  type FailurePlace,
  type Settlement,
} from './displacement.queries.js';

export interface Settling {
  /** Why it is closed; what stands already has its own. */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly busy: boolean;
  readonly error: unknown;
  /** Why the last try was refused, by session. */
  readonly refused: ReadonlyMap<string, readonly ProblemReason[]>;
  readonly move: (session: DisplacedSessionView) => void;
  readonly toWaitlist: (session: DisplacedSessionView) => void;
  /** Moves as proposed whoever has a proposal, and puts the others on the waitlist if that is asked for. */
  readonly settleAll: (othersWait: boolean) => void;
  readonly close: () => void;
  readonly reopen: () => void;
}

/** What is done at the desk; each call closes what failed as well, if nobody has yet. */
export function useSettling(
  clinicId: string,
  place: FailurePlace,
  view: DisplacementView | undefined,
): Settling {
  const [written, setWritten] = useState<string | null>(null);
  const announce = useAnnounce();
  const changed = useDisplacementChanged();
  const words = view === undefined ? null : closingWords(view);
  const reason = written ?? view?.standing?.reason ?? (view === undefined ? '' : usualReason(view));
  // An undo is pressed on any page: what became of it is said where one is.
  const { mutate: moveBack, isPending: movingBack } = useMutation({
    mutationFn: (body: Settlement) => settleDisplacement(clinicId, place, body, newKey()),
    onSuccess: async (_, { back = [] }) => {
      const sentence = `${sessionsText(back.length)} moved back. Nothing else was changed.`;
      announce(sentence);
      notifications.show({ title: 'Moved back', message: sentence });
      await changed();
    },
    onError: (error) => {
      const reasons = isProblem(error) && error.errors.length > 0 ? error.errors : null;
      const message = reasons?.map(({ detail }) => detail).join(' ') ?? sentenceOf(error);
      notifications.show({ color: 'red', title: 'Nobody was moved back', message });
      void changed();
    },
  });
  const settle = useChange(
    (body: Omit<Settlement, 'reason'>, key: string) =>
      settleDisplacement(clinicId, place, { ...body, reason }, key),
    async ({ moved, waitlisted, wayBack }) => {
      const done = moved + waitlisted === 0 ? (words?.isClosed ?? '') : doneText(moved, waitlisted);
      announce(done);
      if (moved > 0)
        showUndoable({
          about: latestMoves,
          title: 'Moved',
          sentence: `${done} ${undoText(waitlisted)}`,
          onUndo: () => moveBack({ reason, moves: [], waitlist: [], back: [...wayBack] }),
        });
      await changed();
    },
  );
  const reopening = useChange(reopenDisplacement, async () => {
    notifications.hide(latestMoves);
    announce(`${words?.isOpen ?? ''} Nobody was moved back.`);
    await changed();
  });
  const send = (moves: readonly DisplacedSessionView[], waitlist: readonly DisplacedSessionView[]): void =>
    settle.mutate(
      { moves: moves.flatMap(movedAsProposed), waitlist: waitlist.map(versionOf) },
      // Somebody else may have been here: what stands now is shown beside the reasons.
      { onError: () => void changed() },
    );
  return {
    reason,
    onReason: setWritten,
    busy: settle.isPending || reopening.isPending || movingBack,
    error: settle.error ?? reopening.error,
    refused: reasonsBySession(settle.error),
    move: (session) => send([session], []),
    toWaitlist: (session) => send([], [session]),
    settleAll: (othersWait) => {
      const sessions = view?.sessions ?? [];
      send(
        sessions.filter(({ proposal }) => proposal !== null),
        othersWait ? sessions.filter(({ proposal }) => proposal === null) : [],
      );
    },
    close: () => send([], []),
    reopen: () => {
      if (view !== undefined && view.standing !== null) reopening.mutate(view.standing);
    },
  };
}

function versionOf({ id, version }: DisplacedSessionView) {
  return { sessionId: id, version };
}

function movedAsProposed(session: DisplacedSessionView) {
  const { proposal } = session;
  if (proposal === null) return [];
  const { start, roomId, physicianId } = proposal;
  return [{ ...versionOf(session), startsAt: new Date(start).toISOString(), roomId, physicianId }];
}

/** Only the latest moves of the desk can be taken back; opened again, nobody is moved back to where it was closed. */
const latestMoves = 'displacement-moves';

const undoText = (waitlisted: number): string =>
  waitlisted === 0
    ? 'Undo moves everybody back; what was confirmed stays void.'
    : 'Undo moves them back, not off the waitlist; what was confirmed stays void.';

function doneText(moved: number, waitlisted: number): string {
  const parts = [
    ...(moved > 0 ? [`${sessionsText(moved)} moved`] : []),
    ...(waitlisted > 0 ? [`${sessionsText(waitlisted)} on the waitlist, each with a task`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function reasonsBySession(error: unknown): ReadonlyMap<string, readonly ProblemReason[]> {
  const bySession = new Map<string, ProblemReason[]>();
  if (!isProblem(error)) return bySession;
  for (const reason of error.errors) {
    const sessionId = reason.facts?.['sessionId'];
    if (typeof sessionId !== 'string') continue;
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), reason]);
  }
  return bySession;
}
