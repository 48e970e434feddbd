import { Injectable } from '@nestjs/common';
import {
  reasonOf,
  type ChangeClinicRequest,
  type ClinicSettingsView,
  type CreateClinicRequest,
  type OpeningHoursPreviewView,
  type SetOpeningHoursRequest,
  type StandingSessionsView,
} from '@lull/contracts';
import {
  checkOpeningHours,
  checkZone,
  visitsLeftOutside,
  type OpeningHours,
  type Weekday,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst } from '../../platform/decided.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicSettingsRepository, type WrittenClinic } from './clinic-settings.repository.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';
import { standingSessions } from './standing-session.view.js';

/** A practice's clinics as settings: name, zone, whom a patient calls, and when they are open. */
@Injectable()
export class ClinicSettingsService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicSettingsRepository,
    private readonly locks: ResourceLocks,
  ) {}

  all(member: MemberPrincipal): Promise<ClinicSettingsView[]> {
    return this.database.run(member, (tx) => this.clinics.all(tx));
  }

  create(member: MemberPrincipal, once: Once, request: CreateClinicRequest): Promise<ClinicSettingsView> {
    const timeZone = decided(checkZone(request.timeZone.trim(), { standing: null, sessions: 0 })).value;
    return this.calls.run(member, once, async (tx) => {
      const id = uuid();
      const nothing = {
        phone: null,
        outOfHoursText: null,
        lipidLocation: null,
        dailyPhysicianSessions: null,
        dailySedations: null,
      };
      await this.clinics.insert(tx, id, {
        ...nothing,
        ...written(request),
        name: request.name.trim(),
        timeZone,
      });
      return this.clinics.one(tx, id);
    });
  }

  change(
    member: MemberPrincipal,
    clinicId: string,
    version: number,
    request: ChangeClinicRequest,
  ): Promise<ClinicSettingsView> {
    return this.database.run(member, async (tx) => {
      await this.clinics.lock(tx, clinicId, version);
      if (request.timeZone !== undefined) {
        const { timeZone: standing } = await this.clinics.one(tx, clinicId);
        // Nobody books the first session meanwhile.
        await this.locks.take(tx, [blockTimeLock(clinicId)], []);
        const sessions = await this.clinics.sessions(tx, clinicId);
        decided(checkZone(request.timeZone.trim(), { standing, sessions }));
      }
      await this.clinics.change(tx, clinicId, version, written(request));
      return this.clinics.one(tx, clinicId);
    });
  }

  /** Everything against it at once; when nothing is, who would stand outside. */
  previewHours(
    member: MemberPrincipal,
    clinicId: string,
    request: SetOpeningHoursRequest,
  ): Promise<OpeningHoursPreviewView> {
    const decision = checkOpeningHours(hoursOf(request));
    return this.database.run(member, async (tx) => {
      const clinic = await this.clinics.one(tx, clinicId);
      const refusals = reasonsAgainst(decision).map(reasonOf);
      if (!decision.accepted) return { accepted: false, refusals, left: { count: 0, sessions: [] } };
      return { accepted: true, refusals, left: await this.left(tx, clinic, decision.value) };
    });
  }

  /** Sessions that stand outside from then on stay where they are: whoever changed the hours was shown them. */
  setHours(
    member: MemberPrincipal,
    clinicId: string,
    version: number,
    request: SetOpeningHoursRequest,
  ): Promise<ClinicSettingsView> {
    const hours = decided(checkOpeningHours(hoursOf(request))).value;
    return this.database.run(member, async (tx) => {
      await this.clinics.lock(tx, clinicId, version);
      await this.clinics.setHours(tx, clinicId, hours);
      await this.clinics.change(tx, clinicId, version, {});
      return this.clinics.one(tx, clinicId);
    });
  }

  private async left(
    tx: Tx,
    { id, timeZone, openingHours }: ClinicSettingsView,
    after: readonly OpeningHours[],
  ): Promise<StandingSessionsView> {
    const before = openingHours.map(({ weekday, opens, closes }) => ({
      weekday: weekday as Weekday,
      from: opens,
      to: closes,
    }));
    const visits = await this.clinics.visitsAhead(tx, id);
    return standingSessions(
      visitsLeftOutside(visits, timeZone, { before, after }).map((visit) => ({
        ...visit,
        clinicId: id,
        zone: timeZone,
      })),
    );
  }
}

function hoursOf({ hours }: SetOpeningHoursRequest): OpeningHours[] {
  return hours.map(({ weekday, from, to }) => ({ weekday: weekday as Weekday, from, to }));
}

/** Texts without the blanks around them; what is absent stays, what is null is cleared. */
function written({ name, timeZone, ...rest }: ChangeClinicRequest): Partial<WrittenClinic> {
  const { phone, outOfHoursText, lipidLocation, dailyPhysicianSessions, dailySedations } = rest;
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(timeZone !== undefined && { timeZone: timeZone.trim() }),
    ...(phone !== undefined && { phone }),
    ...(outOfHoursText !== undefined && { outOfHoursText: outOfHoursText?.trim() ?? null }),
    ...(lipidLocation !== undefined && { lipidLocation: lipidLocation?.trim() ?? null }),
    ...(dailyPhysicianSessions !== undefined && { dailyPhysicianSessions }),
    ...(dailySedations !== undefined && { dailySedations }),
  };
}
