import { Injectable } from '@nestjs/common';
import type {
  HoldView,
  PreviewSedationRequest,
  SedatedVisitView,
  SedationPreviewView,
} from '@lull/contracts';
import {
  clockText,
  holdChanges,
  minuteMs,
  preparationTimes,
  sedationRules,
  stageInterval,
  Temporal,
  type BookingFacts,
} from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { SessionCheckService } from './session-check.service.js';
import { refuseUnmovable } from './session.service.js';
import { SessionRepository } from './session.repository.js';
import { clockOf, sightOf, visitOf, type PatientsClock } from './session.view.js';

/**
 * What another sedation level would change of a session that stands, before it is saved (product rule 3): the same
 * question as a move to the same place asks. The change itself is that move. Asked with the level it has, it says
 * what planning it anew by today's profile would change.
 */
@Injectable()
export class SessionSedationService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly checks: SessionCheckService,
  ) {}

  preview(
    member: MemberPrincipal,
    id: string,
    { sedation, startsAt, roomId, physicianId, overrides }: PreviewSedationRequest,
  ): Promise<SedationPreviewView> {
    return this.database.run(member, async (tx) => {
      const standing = await this.sessions.toMove(tx, id);
      refuseUnmovable(tx, standing);
      const { session } = await this.sessions.shown(tx, id, sightOf(member.roles));
      const { clinicId, seriesId, durationMinutes, start } = standing;
      const { view, facts } = await this.checks.answer(tx, {
        sessionId: id,
        clinicId,
        seriesId,
        roomId: roomId ?? standing.roomId,
        physicianId: physicianId ?? standing.physicianId,
        durationMinutes,
        startsAt: startsAt ?? Temporal.Instant.fromEpochMilliseconds(start).toString(),
        sedation,
        ...(overrides !== undefined && { overrides }),
      });
      return {
        from: standing.sedation,
        to: sedation,
        version: standing.version,
        accepted: view.accepted,
        refusals: view.refusals,
        advisories: view.advisories,
        changes: view.accepted ? holdChanges(session.holds, view.holds) : [],
        before: sedatedVisit(clockOf(facts), visitOf(session), recoveryHeld(session.holds)),
        after: plannedVisit(facts),
        confirmationVoided: standing.state === 'confirmed',
        freeTimes: view.accepted ? [] : view.freeTimes,
      };
    });
  }
}

type Visit = Parameters<typeof preparationTimes>[0];
type Stretch = Pick<HoldView, 'start' | 'end'>;

function sedatedVisit(
  { zone, basis }: PatientsClock,
  visit: Visit,
  recovery: Stretch | null,
): SedatedVisitView {
  const times = preparationTimes(visit, zone, basis);
  const clock = (at: number) => ({ at, text: clockText(at, zone) });
  const leaves = recovery ?? { start: times.leaveFrom, end: times.leaveFrom };
  return {
    arriveAt: clock(times.arriveAt),
    fasting: times.fasting.map(({ intake, lastAt }) => ({ intake, stopAt: clock(lastAt) })),
    escortNeeded: times.escort === 'required',
    ownConsent: sedationRules[visit.sedation].ownConsent,
    recoveryMinutes: (leaves.end - leaves.start) / minuteMs,
    dischargeFrom: clock(leaves.end),
    noDrivingUntil: times.noDrivingUntil === null ? null : clock(times.noDrivingUntil),
  };
}

function recoveryHeld(holds: readonly HoldView[]): Stretch | null {
  return holds.find(({ stage, kind }) => stage === 'recover' && kind === 'patient') ?? null;
}

/** By the profile, so that it is known also where nothing could be held. */
function plannedVisit({
  calendar,
  series,
  profile,
  start,
  durationMinutes,
}: Pick<BookingFacts, 'calendar' | 'series' | 'profile' | 'start' | 'durationMinutes'>): SedatedVisitView {
  const { sedation, stages } = profile;
  const intervals = stages.map((stage) => ({
    ...stageInterval(stage, start, durationMinutes),
    kind: stage.kind,
  }));
  const begins = Math.min(start, ...intervals.map((each) => each.start));
  return sedatedVisit(
    clockOf({ calendar, series }),
    { start, durationMinutes, sedation, prepareMinutes: (start - begins) / minuteMs },
    intervals.find(({ kind }) => kind === 'recover') ?? null,
  );
}
