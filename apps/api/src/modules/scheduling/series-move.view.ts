import type { MoveChangeView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { decisionView } from './reasons.view.js';
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
    ...decisionView(decision, zone),
  };
}
