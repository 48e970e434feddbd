import { Injectable } from '@nestjs/common';
import type {
  AddClosureRequest,
  AddHolidaysRequest,
  ClosureSettingsView,
  ClosuresRemovedView,
  HolidayPreviewView,
  PreviewHolidaysRequest,
  RemoveClosuresRequest,
} from '@lull/contracts';
import {
  addCivilDays,
  checkClosure,
  civilDateAt,
  civilDay,
  holidayDaysAhead,
  holidaysOf,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { reasonsAgainst, refuseAll } from '../../platform/decided.js';
import { notFound, Refused, type Refusal } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicRepository } from './clinic.repository.js';
import { ClosureRepository } from './closure.repository.js';
import { closureView } from './closure.view.js';
import { DisplacedSessionsRepository, type Failure } from './displaced-sessions.repository.js';
import { DisplacementRepository } from './displacement.repository.js';
import { failureOf } from './failure.js';
import { readHolidays } from './holiday-file.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';

/** A leave of a year is the longest that is entered at once. */
const mostDays = 366;
/** So many days of a calendar are shown, and may be closed at once. */
const mostHolidays = 100;

/** Days and hours at which a clinic, or one of its resources, is not to be had. */
@Injectable()
export class ClosureService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly closures: ClosureRepository,
    private readonly displaced: DisplacedSessionsRepository,
    private readonly displacements: DisplacementRepository,
    private readonly locks: ResourceLocks,
  ) {}

  from(member: MemberPrincipal, clinicId: string, date: string): Promise<ClosureSettingsView[]> {
    return this.database.run(member, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      const standing = await this.closures.from(tx, clinicId, civilDay(date, zone).start);
      return standing.map((each) => closureView(each, zone));
    });
  }

  add(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    { reason, ...query }: AddClosureRequest,
  ): Promise<ClosureSettingsView> {
    return this.calls.run(member, once, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      const resource =
        query.resourceId === undefined ? null : await this.displaced.resource(tx, clinicId, query.resourceId);
      const now = tx.now.epochMilliseconds;
      const closing = failureOf({ clinicId, zone, resource, query, now, most: mostDays });
      await this.alone(tx, clinicId, closing.resource?.id ?? null);
      const { refusals, ids } = await this.close(tx, [{ closing, reason: reason.trim() }], () => '');
      refuseAll(refusals);
      const added = (await this.closures.from(tx, clinicId, closing.start)).find(({ id }) => id === ids[0]);
      if (added === undefined) throw new Error('A closure that was added stands.');
      return closureView(added, zone);
    });
  }

  /** Made at the displacement desk, it ends as it does there; nobody who was moved is moved back. */
  remove(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    { closures }: RemoveClosuresRequest,
  ): Promise<ClosuresRemovedView> {
    return this.calls.run(member, once, async (tx) => {
      await this.clinics.zone(tx, clinicId);
      for (const { id, version } of closures.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        if ((await this.closures.lock(tx, id, version)) !== clinicId) throw notFound('closure');
        const desk = await this.closures.deskOf(tx, id);
        if (desk === null) await this.closures.remove(tx, id);
        else await this.displacements.reopen(tx, desk.id, desk.version, member.memberId);
      }
      return { removed: closures.length };
    });
  }

  previewHolidays(
    member: MemberPrincipal,
    clinicId: string,
    { calendar }: PreviewHolidaysRequest,
  ): Promise<HolidayPreviewView> {
    return this.database.run(member, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      const today = civilDateAt(tx.now.epochMilliseconds, zone);
      const read = readHolidays(calendar, { from: today, to: addCivilDays(today, holidayDaysAhead) });
      if (read === null) throw new Refused({ code: 'settings.calendar-unreadable', pointer: '/calendar' });
      const closures = await this.closures.standing(tx, clinicId, null, civilDay(today, zone).start);
      const holidays = holidaysOf(read.days, { today, zone, closures });
      const shown = holidays.slice(0, mostHolidays);
      const sessions = await this.closures.sessionsIn(tx, clinicId, null, shown);
      return {
        days: shown.map(({ from, to, name, state }, index) => ({
          from,
          to,
          name,
          state,
          sessions: sessions[index] ?? 0,
        })),
        more: holidays.length - shown.length,
        leftOut: read.leftOut,
      };
    });
  }

  /** All of the days or none: whoever chose them was shown which have sessions. */
  addHolidays(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    { days }: AddHolidaysRequest,
  ): Promise<ClosureSettingsView[]> {
    return this.calls.run(member, once, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      const now = tx.now.epochMilliseconds;
      const closings = days.map(({ from, to, reason }) => ({
        closing: failureOf({ clinicId, zone, resource: null, query: { from, to }, now, most: mostDays }),
        reason: reason.trim(),
      }));
      await this.alone(tx, clinicId, null);
      const { refusals, ids } = await this.close(tx, closings, (index) => `/days/${index}`);
      refuseAll(refusals);
      const first = Math.min(...closings.map(({ closing }) => closing.start));
      const standing = await this.closures.from(tx, clinicId, first);
      return standing.filter(({ id }) => ids.includes(id)).map((each) => closureView(each, zone));
    });
  }

  /** Nobody books there until we are done. */
  private async alone(tx: Tx, clinicId: string, resourceId: string | null): Promise<void> {
    const clinics = await this.closures.clinicsOf(tx, clinicId, resourceId);
    await this.locks.take(tx, clinics.map(blockTimeLock), []);
  }

  /** Precondition: nobody else books. All refusals at once; with one of them the call is lost. */
  private async close(
    tx: Tx,
    wanted: readonly { readonly closing: Failure; readonly reason: string }[],
    under: (index: number) => string,
  ): Promise<{ readonly refusals: readonly Refusal[]; readonly ids: readonly string[] }> {
    const [one] = wanted;
    if (one === undefined) return { refusals: [], ids: [] };
    const { clinicId, resource } = one.closing;
    const resourceId = resource?.id ?? null;
    const times = wanted.map(({ closing }) => closing);
    const standing = await this.closures.standing(tx, clinicId, resourceId, tx.now.epochMilliseconds);
    const sessions = await this.closures.sessionsIn(tx, clinicId, resourceId, times);
    const refusals = times.flatMap(({ start, end }, index) =>
      reasonsAgainst(checkClosure({ start, end, sessions: sessions[index] ?? 0, standing })).map(
        ({ pointer = '', ...each }) => ({ ...each, pointer: `${under(index)}${pointer}` }),
      ),
    );
    const ids: string[] = [];
    if (refusals.length > 0) return { refusals, ids };
    for (const { closing, reason } of wanted) {
      const id = await this.closures.add(tx, closing, reason);
      if (resourceId !== null) await this.displacements.holdTheRest(tx, id, resourceId, closing);
      ids.push(id);
    }
    return { refusals, ids };
  }
}
