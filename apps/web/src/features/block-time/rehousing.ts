import type { OutsideSessionView, RehousingRequest, RehousingWay } from '@lull/contracts';

/** What somebody has said so far of a session that loses its place. */
export interface RehousingDraft {
  readonly how: RehousingWay | null;
  readonly reason: string;
  /** The proposal to which it is to be moved, by its place in the list. */
  readonly proposal: number;
}

export type RehousingDrafts = ReadonlyMap<string, RehousingDraft>;

export const unsaid: RehousingDraft = { how: null, reason: '', proposal: 0 };

/** The request for every session, or null while something is still to be said. */
export function rehousingsOf(
  sessions: readonly OutsideSessionView[],
  drafts: RehousingDrafts,
): RehousingRequest[] | null {
  const said = sessions.map((session): RehousingRequest | null => {
    const { how, reason, proposal } = drafts.get(session.id) ?? unsaid;
    const asked = { sessionId: session.id, version: session.version };
    if (how === 'waitlist') return { ...asked, how };
    if (how === 'keep') return reason.trim() === '' ? null : { ...asked, how, reason: reason.trim() };
    const time = session.proposals[proposal];
    if (how === null || time === undefined) return null;
    return {
      ...asked,
      how,
      startsAt: new Date(time.start).toISOString(),
      roomId: time.roomId,
      physicianId: time.physicianId,
    };
  });
  return said.every((each) => each !== null) ? said : null;
}
