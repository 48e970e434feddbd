import { Injectable } from '@nestjs/common';
import {
  may,
  type BlockTimePatternView,
  type KeepBlockTimeRequest,
  type ReleaseBlockTimeRequest,
  type ReleasePreviewView,
} from '@lull/contracts';
import {
  blockTimesOn,
  civilDateAt,
  hourMs,
  minuteMs,
  occurrenceRefusal,
  overlaps,
  type BlockTimeOccurrence,
  type CivilDate,
  type ClinicCalendar,
  type RefusalCode,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { BlockTimeRepository } from './block-time.repository.js';
import { ClinicRepository } from './clinic.repository.js';
import { refusedBy } from './clinic-time.js';
import { Rehousing, type Outsider } from './rehousing.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';

/** No visit that an import may bring in lasts longer. */
const longestVisitMs = 12 * hourMs;

interface Asked {
  readonly clinicId: string;
  readonly calendar: ClinicCalendar;
  readonly occurrence: BlockTimeOccurrence;
}

/** Giving one occurrence of block time back, keeping it from the automatic release, and taking it back while it is free. */
@Injectable()
export class BlockTimeReleaseService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly blockTimes: BlockTimeRepository,
    private readonly releases: BlockTimeReleaseRepository,
    private readonly rehousing: Rehousing,
    private readonly locks: ResourceLocks,
  ) {}

  preview(member: MemberPrincipal, id: string, date: CivilDate): Promise<ReleasePreviewView> {
    return this.database.run(member, async (tx) => {
      const { clinicId, calendar, occurrence } = await this.asked(tx, member, id, date);
      refuse(occurrence.released, 'scheduling.block-time-released-already', date);
      const { interval, blockTime } = occurrence;
      const inside = await this.ownersSessions(tx, clinicId, occurrence);
      const minutes = (interval.end - interval.start) / minuteMs;
      const uses = await this.releases.uses(tx, clinicId, interval);
      const byOthers = uses
        .filter((each) => each.roomId === blockTime.roomId && each.physicianId !== blockTime.physicianId)
        .map((each) => Math.min(each.end, interval.end) - Math.max(each.start, interval.start))
        .filter((length) => length > 0)
        .reduce((sum, each) => sum + each, 0);
      const barred = { resourceId: blockTime.roomId, interval, cause: 'closure', sessionId: null } as const;
      return {
        date,
        ...interval,
        minutes,
        freeMinutes: minutes - Math.round(byOthers / minuteMs),
        waitingPatients: await this.releases.waitingPatients(tx),
        sessions: await this.rehousing.views(tx, inside, calendar.zone, [barred]),
      };
    });
  }

  release(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { date, rehousings = [] }: ReleaseBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.deciding(member, once, id, version, date, async (tx, { clinicId, calendar, occurrence }) => {
      refuse(occurrence.released, 'scheduling.block-time-released-already', date);
      const inside = await this.ownersSessions(tx, clinicId, occurrence);
      await this.rehousing.settle(tx, member, inside, rehousings, calendar.zone);
      await this.note(tx, occurrence, member.memberId);
      await this.releases.endWarning(tx, id, date, 'done', member.memberId);
    });
  }

  keep(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { date, reason }: KeepBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.deciding(member, once, id, version, date, async (tx, { occurrence }) => {
      refuse(occurrence.released, 'scheduling.block-time-released-already', date);
      await this.releases.keep(tx, id, date, reason, member.memberId);
      await this.releases.endWarning(tx, id, date, 'done', member.memberId);
    });
  }

  /** Taken back, and kept from the automatic release from now on. */
  reclaim(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { date, reason }: KeepBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.deciding(member, once, id, version, date, async (tx, { clinicId, occurrence }) => {
      refuse(!occurrence.released, 'scheduling.block-time-not-released', date);
      const { blockTime, interval } = occurrence;
      const uses = await this.releases.uses(tx, clinicId, interval);
      const sessions = uses.filter(
        (each) =>
          each.roomId === blockTime.roomId &&
          each.physicianId !== blockTime.physicianId &&
          overlaps(each, interval),
      ).length;
      refuse(sessions > 0, 'scheduling.block-time-refilled', date, { sessions });
      // The lead time may have released it before anybody noted it; then it is noted now, for the reports.
      await this.note(tx, occurrence, null);
      await this.releases.reclaim(tx, id, date, member.memberId);
      await this.releases.keep(tx, id, date, reason, member.memberId);
    });
  }

  /** One decision about one occurrence, alone with the clinic's block time, at the version that was read. */
  private deciding(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    date: CivilDate,
    decide: (tx: Tx, asked: Asked) => Promise<void>,
  ): Promise<BlockTimePatternView> {
    return this.calls.run(member, once, async (tx) => {
      const clinicId = await this.blockTimes.clinicOf(tx, id);
      if (clinicId === undefined) throw notFound('block time');
      // Bookings under way come first or see the release: they share what we have alone.
      await this.locks.take(tx, [blockTimeLock(clinicId)], []);
      await this.blockTimes.lock(tx, id, version);
      await decide(tx, await this.asked(tx, member, id, date));
      await this.blockTimes.touch(tx, id, version);
      const decided = await this.blockTimes.one(tx, id);
      if (decided === undefined) throw notFound('block time');
      return decided;
    });
  }

  private async note(
    tx: Tx,
    { blockTime, date, interval }: BlockTimeOccurrence,
    by: string | null,
  ): Promise<void> {
    await this.releases.release(
      tx,
      { blockTimeId: blockTime.id, date, roomId: blockTime.roomId, interval },
      by,
    );
  }

  private async asked(tx: Tx, member: MemberPrincipal, id: string, date: CivilDate): Promise<Asked> {
    const clinicId = await this.blockTimes.clinicOf(tx, id);
    if (clinicId === undefined) throw notFound('block time');
    const pattern = await this.blockTimes.one(tx, id);
    // A physician releases her own (product.md section 3); the desk and the administrator everybody's.
    const own = (await this.releases.physiciansOf(tx, member.memberId)).includes(pattern?.physicianId ?? '');
    if (!may(member.roles, 'block-time', 'change') && !own) throw new Refused({ code: 'not-allowed' });
    const now = tx.now.epochMilliseconds;
    const today = civilDateAt(now, await this.clinics.zone(tx, clinicId));
    const from = date < today ? date : today;
    const calendar = { ...(await this.clinics.week(tx, clinicId, from)), closures: [] };
    const standing = calendar.blockTimes.find((each) => each.id === id);
    const refusal = standing === undefined ? null : occurrenceRefusal(standing, date, calendar, now);
    if (refusal !== null) throw refusedBy([refusal], calendar.zone);
    const occurrence = blockTimesOn(calendar, date, now).find(({ blockTime }) => blockTime.id === id);
    if (occurrence === undefined)
      throw new Refused({ code: 'scheduling.block-time-not-on-date', facts: { date } });
    return { clinicId, calendar, occurrence };
  }

  private async ownersSessions(
    tx: Tx,
    clinicId: string,
    { blockTime, interval }: BlockTimeOccurrence,
  ): Promise<Outsider[]> {
    const { start, end } = interval;
    const around = { start: start - longestVisitMs, end };
    const bookings = await this.blockTimes.bookings(tx, clinicId, [blockTime.roomId], around);
    return bookings
      .filter((each) => each.physicianId === blockTime.physicianId)
      .filter((each) => overlaps({ start: each.roomFrom, end: each.roomUntil }, interval))
      .map((session) => ({
        session,
        refusals: [
          {
            code: 'scheduling.outside-block-time',
            facts: {
              physicianId: session.physicianId,
              physicianName: session.physicianName,
              roomId: session.roomId,
              roomName: session.roomName,
              wantedFrom: session.roomFrom,
              wantedUntil: session.roomUntil,
            },
            overridable: true,
          },
        ],
      }));
  }
}

function refuse(
  when: boolean,
  code: RefusalCode,
  date: CivilDate,
  facts: Readonly<Record<string, number>> = {},
): void {
  if (when) throw new Refused({ code, facts: { date, ...facts }, overridable: false });
}
