import { advisoryTexts, reasonOf, type MoveChangeView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { inClinicTime, refusalInClinicTime } from './clinic-time.js';
import type { JudgedTarget } from './series-move.js';

export function moveChangeView({ session, wish, decision }: JudgedTarget): MoveChangeView {
  const { zone } = session;
  return {
    sessionId: session.id,
    version: session.version,
    from: session.start,
    fromText: clockText(session.start, zone),
    fromRoomId: session.roomId,
    to: wish.start,
    toText: clockText(wish.start, zone),
    roomId: wish.roomId,
    physicianId: wish.physicianId,
    state: decision.accepted ? decision.value.state : null,
    confirmationVoided: session.state === 'confirmed',
    refusals: decision.accepted
      ? []
      : decision.refusals.map((refusal) => reasonOf(refusalInClinicTime(refusal, zone))),
    advisories: decision.accepted
      ? decision.advisories.map(({ code, facts }) => ({
          code,
          detail: advisoryTexts[code].detail(inClinicTime(facts, zone)),
        }))
      : [],
  };
}
