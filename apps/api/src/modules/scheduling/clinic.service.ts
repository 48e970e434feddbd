import { Injectable } from '@nestjs/common';
import type { ClinicView, CompactDayView, NextDayView } from '@lull/contracts';
import { civilDateAt, civilDay, isCivilDate } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { JsonText } from '../../platform/http/json-text.js';
import { ClinicRepository } from './clinic.repository.js';
import { dayJson } from './clinic.view.js';
import { seesFlags } from './session.view.js';

@Injectable()
export class ClinicService {
  constructor(
    private readonly database: Database,
    private readonly clinics: ClinicRepository,
  ) {}

  all(member: MemberPrincipal): Promise<ClinicView[]> {
    return this.database.run(member, (tx) => this.clinics.clinics(tx));
  }

  /** Everything the board draws of a day. */
  day(member: MemberPrincipal, clinicId: string, date: string): Promise<JsonText<CompactDayView>> {
    if (!isCivilDate(date)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'date' } });
    return this.database.run(member, async (tx) => {
      const week = await this.clinics.week(tx, clinicId, date);
      const day = civilDay(date, week.zone);
      const rows = await this.clinics.day(tx, clinicId, day, seesFlags(member.roles));
      tx.read({ resource: 'session', patientIds: rows.patientIds, detail: { clinicId, date } });
      return dayJson(clinicId, date, day, week, rows, tx.now.epochMilliseconds);
    });
  }

  nextDay(member: MemberPrincipal, clinicId: string, from: string): Promise<NextDayView> {
    return this.database.run(member, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      const start = await this.clinics.firstSessionFrom(tx, clinicId, civilDay(from, zone).start);
      return { date: start === null ? null : civilDateAt(start, zone) };
    });
  }

  /** Another practice's clinic looks like none. */
  mustExist(member: MemberPrincipal, clinicId: string): Promise<void> {
    return this.database.run(member, async (tx) => {
      if (!(await this.clinics.exists(tx, clinicId))) throw notFound('clinic');
    });
  }
}
