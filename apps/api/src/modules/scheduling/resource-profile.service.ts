import { Injectable } from '@nestjs/common';
import {
  advisoryOf,
  reasonOf,
  type ChangeProcedureTypeRequest,
  type ChangeResourceProfileRequest,
  type CreateProcedureTypeRequest,
  type CreateResourceProfileRequest,
  type PreviewResourceProfileRequest,
  type ProcedureTypeSettingsView,
  type ProfileBookingsView,
  type ProfilePreviewView,
  type ResourceProfileView,
  type Sedation,
} from '@lull/contracts';
import {
  areHoldsOf,
  checkProfile,
  civilDateAt,
  clockText,
  type Decision,
  type ResourceProfile,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import type { Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Booking } from './booking.js';
import { refusalInClinicTime } from './clinic-time.js';
import { profileRefusal, profileRefused } from './profile-refusal.js';
import { ResourceProfileRepository, type StandingBooking } from './resource-profile.repository.js';

/** Of so many sessions that hold otherwise it is asked whether they would fit; the rest is counted. */
const mostLooked = 50;

type PlannedStages = Pick<ResourceProfileView, 'procedureTypeId' | 'sedation' | 'stages'>;

/**
 * What visits hold, as settings. A profile decides about bookings and moves from the moment it is saved; a session
 * that stands keeps its holds until somebody moves it or plans it anew, one by one.
 */
@Injectable()
export class ResourceProfileService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly profiles: ResourceProfileRepository,
    private readonly booking: Booking,
  ) {}

  types(member: MemberPrincipal): Promise<ProcedureTypeSettingsView[]> {
    return this.database.run(member, (tx) => this.profiles.types(tx));
  }

  createType(
    member: MemberPrincipal,
    once: Once,
    { code, name, durationMinutes, usesXRay, usesContrast }: CreateProcedureTypeRequest,
  ): Promise<ProcedureTypeSettingsView> {
    return this.calls.run(member, once, async (tx) => {
      const id = uuid();
      await this.profiles.insertType(tx, id, {
        code: code.trim(),
        name: name.trim(),
        durationMinutes,
        usesXRay,
        usesContrast,
      });
      return this.profiles.type(tx, id);
    });
  }

  changeType(
    member: MemberPrincipal,
    id: string,
    version: number,
    { name, durationMinutes, usesXRay, usesContrast }: ChangeProcedureTypeRequest,
  ): Promise<ProcedureTypeSettingsView> {
    return this.database.run(member, async (tx) => {
      await this.profiles.changeType(tx, id, version, {
        ...(name !== undefined && { name: name.trim() }),
        ...(durationMinutes !== undefined && { durationMinutes }),
        ...(usesXRay !== undefined && { usesXRay }),
        ...(usesContrast !== undefined && { usesContrast }),
      });
      return this.profiles.type(tx, id);
    });
  }

  /** Everything against it at once; when nothing is, what it means for the sessions that stand. */
  preview(
    member: MemberPrincipal,
    procedureTypeId: string,
    { sedation, stages }: PreviewResourceProfileRequest,
  ): Promise<ProfilePreviewView> {
    return this.database.run(member, async (tx) => {
      const planned = { procedureTypeId, sedation, stages };
      const decision = await this.judge(tx, planned);
      if (!decision.accepted)
        return {
          accepted: false,
          refusals: decision.refusals.map((refusal) => reasonOf(profileRefusal(refusal))),
          advisories: [],
          booked: null,
        };
      return {
        accepted: true,
        refusals: [],
        advisories: decision.advisories.map(advisoryOf),
        booked: await this.booked(tx, planned),
      };
    });
  }

  create(
    member: MemberPrincipal,
    once: Once,
    procedureTypeId: string,
    { sedation, stages }: CreateResourceProfileRequest,
  ): Promise<ResourceProfileView> {
    return this.calls.run(member, once, async (tx) => {
      const planned = { procedureTypeId, sedation, stages };
      await this.mustStand(tx, planned);
      const id = uuid();
      await this.profiles.insert(tx, { id, ...planned });
      return this.profiles.profile(tx, id);
    });
  }

  change(
    member: MemberPrincipal,
    id: string,
    version: number,
    { stages }: ChangeResourceProfileRequest,
  ): Promise<ResourceProfileView> {
    return this.database.run(member, async (tx) => {
      const standing = await this.profiles.lock(tx, id, version);
      await this.mustStand(tx, { ...standing, stages });
      await this.profiles.change(tx, id, version, stages);
      return this.profiles.profile(tx, id);
    });
  }

  /** The coming sessions that hold otherwise than the profile says by now. */
  bookings(member: MemberPrincipal, id: string): Promise<ProfileBookingsView> {
    return this.database.run(member, async (tx) => this.booked(tx, await this.profiles.profile(tx, id)));
  }

  private async judge(
    tx: Tx,
    { procedureTypeId, sedation, stages }: PlannedStages,
  ): Promise<Decision<ResourceProfile>> {
    const { code, usesXRay } = await this.profiles.type(tx, procedureTypeId);
    const clinics = await this.profiles.resources(tx);
    return checkProfile({ profile: { procedureType: code, sedation, stages }, usesXRay, clinics });
  }

  private async mustStand(tx: Tx, planned: PlannedStages): Promise<void> {
    const decision = await this.judge(tx, planned);
    if (!decision.accepted) throw profileRefused(decision.refusals);
  }

  private async booked(tx: Tx, planned: PlannedStages): Promise<ProfileBookingsView> {
    const { procedureTypeId, sedation, stages } = planned;
    const upcoming = await this.profiles.upcoming(tx, procedureTypeId, sedation);
    const otherwise = upcoming.filter((session) => !areHoldsOf({ stages }, session, session.holds));
    const asked = otherwise.slice(0, mostLooked);
    const before = await this.refusalsOf(tx, asked, sedation);
    const after = await this.profiles.supposing(tx, async () => {
      await this.profiles.suppose(tx, procedureTypeId, sedation, stages);
      return this.refusalsOf(tx, asked, sedation);
    });
    return {
      upcoming: upcoming.length,
      holdOtherwise: otherwise.length,
      looked: asked.map(({ id, clinicId, zone, start }, index) => ({
        sessionId: id,
        clinicId,
        date: civilDateAt(start, zone),
        start: { at: start, text: clockText(start, zone) },
        refusals: [...newOf(before[index] ?? [], after[index] ?? [])].map(reasonOf),
      })),
    };
  }

  /** Why each would be refused where it stands, by the profile of the moment, what was overridden aside. */
  private async refusalsOf(
    tx: Tx,
    sessions: readonly StandingBooking[],
    sedation: Sedation,
  ): Promise<Refusal[][]> {
    const all: Refusal[][] = [];
    for (const { id, zone, holds: _holds, ...session } of sessions) {
      const { decision } = await this.booking.judge(tx, { ...session, sedation }, id);
      all.push(
        decision.accepted ? [] : decision.refusals.map((refusal) => refusalInClinicTime(refusal, zone)),
      );
    }
    return all;
  }
}

/** What stands against a session already is no consequence of the profile, if nothing else of its kind comes. */
function newOf(before: readonly Refusal[], after: readonly Refusal[]): readonly Refusal[] {
  const known = new Set(before.map(written));
  return after.filter((each) => !known.has(written(each)));
}

const written = ({ code, facts }: Refusal): string => `${code} ${JSON.stringify(facts)}`;
