import { Injectable } from '@nestjs/common';
import type {
  AddResourceRequest,
  ChangeResourceRequest,
  PhysicianMemberView,
  ResourceSettingsView,
  StandingSessionsView,
} from '@lull/contracts';
import { laneNames } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicRepository } from './clinic.repository.js';
import { profileRefused } from './profile-refusal.js';
import { ResourceRepository } from './resource.repository.js';
import { standingSessions } from './standing-session.view.js';

/** The pools that profiles draw on, and what each of their members can do. */
@Injectable()
export class ResourceService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly resources: ResourceRepository,
  ) {}

  ofClinic(member: MemberPrincipal, clinicId: string): Promise<ResourceSettingsView[]> {
    return this.database.run(member, async (tx) => {
      if (!(await this.clinics.exists(tx, clinicId))) throw notFound('clinic');
      return this.resources.ofClinic(tx, clinicId);
    });
  }

  /** The coming sessions that hold it: what stands in the way of taking it out of use. */
  bookings(member: MemberPrincipal, id: string): Promise<StandingSessionsView> {
    return this.database.run(member, async (tx) => {
      await this.resources.one(tx, id);
      return standingSessions(await this.resources.sessionsHolding(tx, id));
    });
  }

  physicianMembers(member: MemberPrincipal): Promise<PhysicianMemberView[]> {
    return this.database.run(member, (tx) => this.resources.physicianMembers(tx));
  }

  /** All lanes of a shared nurse at once, or the one that was asked for. */
  add(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    { kind, name, lanes = 1, skills = [] }: AddResourceRequest,
  ): Promise<ResourceSettingsView[]> {
    const names = laneNames(kind, name.trim(), lanes);
    if (!names.accepted) throw profileRefused(names.refusals);
    return this.calls.run(member, once, async (tx) => {
      if (!(await this.clinics.exists(tx, clinicId))) throw notFound('clinic');
      const added = names.value.map((each) => ({ kind, name: each, skills: plain(skills) }));
      const ids = await this.resources.add(tx, clinicId, added);
      return (await this.resources.ofClinic(tx, clinicId)).filter(({ id }) => ids.includes(id));
    });
  }

  /** What holds a coming session is not taken out of use: nobody would see any more where the session is. */
  change(
    member: MemberPrincipal,
    id: string,
    version: number,
    { name, skills, active, memberId }: ChangeResourceRequest,
  ): Promise<ResourceSettingsView> {
    return this.database.run(member, async (tx) => {
      const standing = await this.resources.one(tx, id);
      await this.resources.lock(tx, id, version);
      const retires = active === false && standing.active;
      const sessions = retires ? (await this.resources.sessionsHolding(tx, id)).length : 0;
      if (sessions > 0)
        throw new Refused({
          code: 'profile.resource-still-held',
          pointer: '/active',
          facts: { resourceName: standing.name, sessions },
        });
      if (memberId != null && standing.member?.id !== memberId) {
        const free = await this.resources.physicianMembers(tx);
        if (standing.kind !== 'physician' || free.every((each) => each.id !== memberId))
          throw new Refused(
            fieldInvalid('memberId', 'known', 'Choose a member who is a physician and stands for no other.'),
          );
      }
      await this.resources.change(tx, id, version, {
        ...(name !== undefined && { name: name.trim() }),
        ...(skills !== undefined && { skills: plain(skills) }),
        ...(active !== undefined && { active }),
        ...(memberId !== undefined && { memberId }),
      });
      return this.resources.one(tx, id);
    });
  }
}

/** Profiles name skills by their letters, so no two differ by blanks or capitals alone. */
function plain(skills: readonly string[]): string[] {
  return [...new Set(skills.map((skill) => skill.trim().toLowerCase()))];
}
