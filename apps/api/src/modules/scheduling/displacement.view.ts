import {
  may,
  type DisplacedSessionView,
  type NeedView,
  type Role,
  type StayingSessionView,
} from '@lull/contracts';
import { minuteMs, type NeedReason, type Refusal } from '@lull/domain';
import type { AffectedSession, Failure } from './displaced-sessions.repository.js';
import type { PlacedAgain } from './displacement-plan.js';
import { reasonView, reasonViews } from './reasons.view.js';

export function displacedView(
  { session, need, proposal }: PlacedAgain,
  { resource }: Failure,
  roles: readonly Role[],
): DisplacedSessionView {
  const { time, daysMoved, sameStart, beyondMaximum } = proposal;
  const sameKind = (time?.planned.holds ?? []).filter(({ resourceKind }) => resourceKind === resource?.kind);
  return {
    ...patientView(session),
    priority: need.priority,
    needs: need.reasons.map((reason) => needView(reason, roles)),
    proposal:
      time === null
        ? null
        : {
            start: time.start,
            roomId: time.room.id,
            roomName: time.room.name,
            physicianId: time.physician.id,
            physicianName: time.physician.name,
            daysMoved,
            sameStart,
            beyondMaximum,
            instead: [...new Set(sameKind.map(({ resourceId }) => resourceId))],
          },
    obstacles: proposal.obstacles.map(({ days, refusal }) => ({
      days,
      reason: reasonView(refusal, session.zone),
    })),
  };
}

export function stayingView(session: AffectedSession, refusals: readonly Refusal[]): StayingSessionView {
  return { ...patientView(session), reasons: reasonViews(refusals, session.zone) };
}

/** That somebody takes an anticoagulant is not for everybody who may see a session (product.md section 3). */
function needView({ code, facts }: NeedReason, roles: readonly Role[]): NeedView {
  if (code === 'anticoagulant-decided' && !may(roles, 'readiness', 'read'))
    return { code: 'preparation-begun', facts: {} };
  return { code, facts };
}

function patientView(session: AffectedSession) {
  const { id, version, state, clinicId, patientId, patientName, birthDate, phone, start } = session;
  const { procedureCode, side, sedation, roomId, roomName, physicianId, physicianName } = session;
  return {
    id,
    version,
    state,
    clinicId,
    patientId,
    patientName,
    birthDate,
    phone,
    start,
    end: start + session.durationMinutes * minuteMs,
    procedureCode,
    side,
    sedation,
    roomId,
    roomName,
    physicianId,
    physicianName,
  };
}
