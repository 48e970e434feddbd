import { Injectable } from '@nestjs/common';
import {
  may,
  type BlockTimeChangedView,
  type BlockTimeOccurrenceView,
  type BlockTimePatternView,
  type BlockTimePreviewView,
  type ChangeBlockTimeRequest,
  type CreateBlockTimeRequest,
} from '@lull/contracts';
import {
  addCivilDays,
  blockTimesOn,
  changeBlockTime,
  checkBlockTime,
  civilDateAt,
  civilDatesBetween,
  civilDay,
  civilDaysBetween,
  overlapRefusal,
  sessionsOutside,
  type BlockTime,
  type BlockTimeChange,
  type CivilDate,
  type ClinicCalendar,
} from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { BlockTimeRepository, type WrittenPattern } from './block-time.repository.js';
import { changedPattern, exceptionAsked, newPattern, refuseIncomplete } from './block-time-request.js';
import { domainPattern, occurrenceKey, occurrenceViews } from './block-time.view.js';
import { ClinicRepository } from './clinic.repository.js';
import { refusedBy } from './clinic-time.js';
import { Rehousing, roomUseOf, type Outsider } from './rehousing.js';
import { blockTimeLock, ResourceLocks } from './resource-locks.repository.js';

const previewDays = 12 * 7;
/** Sessions are looked for so far ahead: nobody books further. */
const bookedAheadDays = 730;

/** What a change made of the calendar, within its transaction. */
interface Enacted {
  readonly from: CivilDate;
  readonly ids: readonly string[];
  readonly calendar: ClinicCalendar;
  readonly outsiders: readonly Outsider[];
}

/** Block time as patterns: read, made and changed. Nothing is applied that leaves a session without a word. */
@Injectable()
export class BlockTimeService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly blockTimes: BlockTimeRepository,
    private readonly releases: BlockTimeReleaseRepository,
    private readonly rehousing: Rehousing,
    private readonly locks: ResourceLocks,
  ) {}

  patterns(member: MemberPrincipal, clinicId: string): Promise<BlockTimePatternView[]> {
    return this.database.run(member, async (tx) => {
      const zone = await this.clinics.zone(tx, clinicId);
      return this.blockTimes.patterns(tx, clinicId, civilDateAt(tx.now.epochMilliseconds, zone));
    });
  }

  occurrences(
    member: MemberPrincipal,
    clinicId: string,
    from: CivilDate,
    to: CivilDate,
  ): Promise<BlockTimeOccurrenceView[]> {
    const days = civilDaysBetween(from, to);
    if (days < 0 || days >= previewDays)
      throw new Refused({ code: 'parameter-malformed', facts: { name: 'to' } });
    return this.database.run(member, async (tx) => {
      const calendar = await this.calendar(tx, clinicId, from);
      const stretch = { start: civilDay(from, calendar.zone).start, end: civilDay(to, calendar.zone).end };
      const patterns = await this.blockTimes.patterns(tx, clinicId, from);
      const standing = await this.releases.standing(tx, clinicId, from, to);
      return occurrenceViews(from, to, {
        calendar,
        now: tx.now.epochMilliseconds,
        versions: new Map(patterns.map(({ id, version }) => [id, version])),
        uses: await this.releases.uses(tx, clinicId, stretch),
        mayRelease: may(member.roles, 'block-time', 'change')
          ? 'all'
          : new Set(await this.releases.physiciansOf(tx, member.memberId)),
        how: new Map(standing.map(({ blockTimeId, date, how }) => [occurrenceKey(blockTimeId, date), how])),
      });
    });
  }

  previewNew(
    member: MemberPrincipal,
    clinicId: string,
    request: CreateBlockTimeRequest,
  ): Promise<BlockTimePreviewView> {
    return this.database.run(member, (tx) =>
      this.blockTimes.supposing(tx, async () => this.preview(tx, await this.make(tx, clinicId, request))),
    );
  }

  create(
    member: MemberPrincipal,
    once: Once,
    clinicId: string,
    request: CreateBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.calls.run(member, once, async (tx) => {
      await this.locks.take(tx, [blockTimeLock(clinicId)], []);
      const enacted = await this.make(tx, clinicId, request);
      await this.settle(tx, member, enacted, request);
      const [id] = enacted.ids;
      const made = id === undefined ? undefined : await this.blockTimes.one(tx, id);
      if (made === undefined) throw new Error('Block time that was just made cannot be found.');
      return made;
    });
  }

  previewChange(
    member: MemberPrincipal,
    id: string,
    version: number,
    request: ChangeBlockTimeRequest,
  ): Promise<BlockTimePreviewView> {
    return this.database.run(member, (tx) =>
      this.blockTimes.supposing(tx, async () =>
        this.preview(tx, await this.enact(tx, member, await this.clinicOf(tx, id), id, version, request)),
      ),
    );
  }

  change(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    request: ChangeBlockTimeRequest,
  ): Promise<BlockTimeChangedView> {
    return this.calls.run(member, once, async (tx) => {
      const clinicId = await this.clinicOf(tx, id);
      // Bookings under way come first or see the change: they share what we have alone.
      await this.locks.take(tx, [blockTimeLock(clinicId)], []);
      const enacted = await this.enact(tx, member, clinicId, id, version, request);
      await this.settle(tx, member, enacted, request);
      const parts: BlockTimePatternView[] = [];
      for (const each of enacted.ids) {
        const part = await this.blockTimes.one(tx, each);
        if (part !== undefined) parts.push(part);
      }
      return { parts };
    });
  }

  private async make(tx: Tx, clinicId: string, request: CreateBlockTimeRequest): Promise<Enacted> {
    const now = tx.now.epochMilliseconds;
    const today = civilDateAt(now, await this.clinics.zone(tx, clinicId));
    const before = await this.calendar(tx, clinicId, today);
    const pattern = newPattern(request);
    await this.refuseUnfit(tx, clinicId, pattern, before.zone);
    const id = uuid();
    await this.blockTimes.insert(tx, id, clinicId, pattern);
    const from = pattern.validFrom > today ? pattern.validFrom : today;
    return this.outcome(tx, clinicId, before, from, [id]);
  }

  /** Writes the change, and says which sessions newly stand outside. */
  private async enact(
    tx: Tx,
    member: MemberPrincipal,
    clinicId: string,
    id: string,
    version: number,
    request: ChangeBlockTimeRequest,
  ): Promise<Enacted> {
    const now = tx.now.epochMilliseconds;
    const today = civilDateAt(now, await this.clinics.zone(tx, clinicId));
    const written = await this.blockTimes.lock(tx, id, version);
    const before = await this.calendar(tx, clinicId, today);
    const standing: BlockTime = before.blockTimes.find((each) => each.id === id) ?? {
      // Over before today: the rule says so.
      ...domainPattern(written),
      id,
      physicianName: '',
      exceptions: [],
      releasedOn: [],
      keptOn: [],
    };
    const pattern = changedPattern(written, request);
    const asked = this.asked(standing, pattern, request);
    if (asked.scope === 'this-week-only') {
      const instead = asked.instead === null ? {} : asked.instead;
      await this.refuseUnfit(tx, clinicId, { ...written, ...instead }, before.zone);
    } else if (request.ends !== true) await this.refuseUnfit(tx, clinicId, pattern, before.zone);

    const decision = changeBlockTime(standing, asked, before, now, uuid());
    if (!decision.accepted) throw refusedBy(decision.refusals, before.zone);
    const { from, earlier, later } = decision.value;
    if (asked.scope === 'this-week-only') {
      const exception = later?.exceptions.find(({ date }) => date === asked.date);
      await this.blockTimes.except(tx, id, asked.date, exception, member.memberId);
      await this.blockTimes.touch(tx, id, version);
      return this.outcome(tx, clinicId, before, from, [id], 1);
    }
    if (later !== null && later.id === id) {
      await this.blockTimes.change(tx, id, version, { ...pattern, validFrom: later.validFrom });
      return this.outcome(tx, clinicId, before, from, [id]);
    }
    const begins = earlier === null ? written.validFrom : from;
    await this.blockTimes.change(tx, id, version, { validTo: addCivilDays(begins, -1) });
    if (later === null) return this.outcome(tx, clinicId, before, from, [id]);
    await this.blockTimes.insert(tx, later.id, clinicId, { ...pattern, validFrom: later.validFrom });
    await this.blockTimes.carryDates(tx, id, later.id, from);
    return this.outcome(tx, clinicId, before, from, [id, later.id]);
  }

  private asked(
    standing: BlockTime,
    pattern: WrittenPattern,
    request: ChangeBlockTimeRequest,
  ): BlockTimeChange {
    const { scope, date = '', ends } = request;
    refuseIncomplete(request);
    if (scope === 'this-week-only') return { scope, date, instead: exceptionAsked(standing, request) };
    const changed = ends === true ? null : domainPattern(pattern);
    return scope === 'following' ? { scope, date, pattern: changed } : { scope, pattern: changed };
  }

  /** `days`: how many may be otherwise; all that follow unless it is said. */
  private async outcome(
    tx: Tx,
    clinicId: string,
    before: ClinicCalendar,
    from: CivilDate,
    ids: readonly string[],
    days?: number,
  ): Promise<Enacted> {
    const now = tx.now.epochMilliseconds;
    const calendar = await this.calendar(tx, clinicId, civilDateAt(now, before.zone));
    const changed = calendar.blockTimes.filter(({ id }) => ids.includes(id));
    const overlap = changed
      .map((each) => overlapRefusal(calendar, each, from, now, days === undefined ? undefined : days - 1))
      .find((each) => each !== null);
    if (overlap != null) throw refusedBy([overlap], before.zone);

    const rooms = [...before.blockTimes, ...changed]
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ roomId, exceptions }) => [
        roomId,
        ...exceptions.flatMap(({ instead }) => instead?.roomId ?? []),
      ]);
    const bookings = await this.blockTimes.bookings(tx, clinicId, [...new Set(rooms)], {
      start: Math.max(now, civilDay(from, before.zone).start),
      end: civilDay(addCivilDays(from, days ?? bookedAheadDays), before.zone).end,
    });
    const uses = bookings.map((each) => roomUseOf(each, before.zone));
    const outsiders = sessionsOutside(before, calendar, uses, now).map(({ session, refusals }) => ({
      session: session.booking,
      refusals,
    }));
    return { from, ids, calendar, outsiders };
  }

  private async preview(tx: Tx, { from, ids, calendar, outsiders }: Enacted): Promise<BlockTimePreviewView> {
    const { zone } = calendar;
    const blockTimes = calendar.blockTimes.filter(({ id }) => ids.includes(id));
    const outside = (date: CivilDate): number =>
      outsiders.filter(({ session }) => civilDateAt(session.start, zone) === date).length;
    const occurrences = civilDatesBetween(from, addCivilDays(from, previewDays - 1)).flatMap((date) =>
      blockTimesOn({ ...calendar, blockTimes }, date, tx.now.epochMilliseconds).map(
        ({ blockTime, interval }) => ({
          date,
          ...interval,
          roomId: blockTime.roomId,
          sessionsOutside: outside(date),
        }),
      ),
    );
    return { from, occurrences, sessions: await this.rehousing.views(tx, outsiders, zone) };
  }

  private settle(
    tx: Tx,
    member: MemberPrincipal,
    { outsiders, calendar }: Enacted,
    { rehousings = [] }: Pick<CreateBlockTimeRequest, 'rehousings'>,
  ): Promise<void> {
    return this.rehousing.settle(tx, member, outsiders, rehousings, calendar.zone);
  }

  private async refuseUnfit(tx: Tx, clinicId: string, pattern: WrittenPattern, zone: string): Promise<void> {
    const possible = checkBlockTime(pattern);
    if (!possible.accepted) throw refusedBy(possible.refusals, zone);
    const { room, physician, procedureTypes } = await this.blockTimes.places(tx, clinicId, pattern);
    if (!room) throw notFound('room');
    if (!physician) throw notFound('physician');
    if (!procedureTypes) throw notFound('procedure type');
  }

  private async calendar(tx: Tx, clinicId: string, from: CivilDate): Promise<ClinicCalendar> {
    return { ...(await this.clinics.week(tx, clinicId, from)), closures: [] };
  }

  private async clinicOf(tx: Tx, id: string): Promise<string> {
    const clinicId = await this.blockTimes.clinicOf(tx, id);
    if (clinicId === undefined) throw notFound('block time');
    return clinicId;
  }
}
