import { Injectable } from '@nestjs/common';
import type { AddResourceRequest, ChangeResourceRequest, ResourceSettingsView } from '@lull/contracts';
import { laneNames } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicRepository } from './clinic.repository.js';
import { profileRefused } from './profile-refusal.js';
import { ResourceRepository } from './resource.repository.js';

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
    { name, skills, active }: ChangeResourceRequest,
  ): Promise<ResourceSettingsView> {
    return this.database.run(member, async (tx) => {
      const standing = await this.resources.one(tx, id);
      await this.resources.lock(tx, id, version);
      const sessions = active === false && standing.active ? await this.resources.sessionsHolding(tx, id) : 0;
      if (sessions > 0)
        throw new Refused({
          code: 'profile.resource-still-held',
          pointer: '/active',
          facts: { resourceName: standing.name, sessions },
        });
      await this.resources.change(tx, id, version, {
        ...(name !== undefined && { name: name.trim() }),
        ...(skills !== undefined && { skills: plain(skills) }),
        ...(active !== undefined && { active }),
      });
      return this.resources.one(tx, id);
    });
  }
}

/** Profiles name skills by their letters, so no two differ by blanks or capitals alone. */
function plain(skills: readonly string[]): string[] {
  return [...new Set(skills.map((skill) => skill.trim().toLowerCase()))];
}
