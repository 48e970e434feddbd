import { Injectable } from '@nestjs/common';
import type {
  AddToWaitlistRequest,
  ChangeWaitlistEntryRequest,
  WaitlistEntryView,
  WaitlistView,
} from '@lull/contracts';
import { checkWaiting, checkWishes } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicRepository } from './clinic.repository.js';
import { FreedTimeRepository } from './freed-time.repository.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { WaitlistRepository, type EntryWishes } from './waitlist.repository.js';

/** Who waits for a time, and what they wish. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly clinics: ClinicRepository,
    private readonly entries: WaitlistRepository,
    private readonly freedTimes: FreedTimeRepository,
    private readonly heldTimes: HeldTimeRepository,
  ) {}

  all(member: MemberPrincipal, clinicId: string): Promise<WaitlistView> {
    return this.database.run(member, async (tx) => {
      if (!(await this.clinics.exists(tx, clinicId))) throw notFound('clinic');
      const entries = await this.entries.waiting(tx, clinicId);
      const freedTimes = await this.freedTimes.open(tx, clinicId);
      const offered = freedTimes.flatMap(({ offer }) => (offer === null ? [] : [offer.patientId]));
      tx.read({
        resource: 'waitlist',
        patientIds: [...entries.map(({ patientId }) => patientId), ...offered],
        detail: { clinicId },
      });
      return { entries, freedTimes };
    });
  }

  add(member: MemberPrincipal, once: Once, request: AddToWaitlistRequest): Promise<WaitlistEntryView> {
    return this.calls.run(member, once, async (tx) => {
      const id = uuid();
      const wishes = await this.wishes(tx, request);
      await this.entries.add(tx, { ...wishes, id, clinicId: request.clinicId, seriesId: request.seriesId });
      return this.view(tx, id);
    });
  }

  change(
    member: MemberPrincipal,
    id: string,
    version: number,
    request: ChangeWaitlistEntryRequest,
  ): Promise<WaitlistEntryView> {
    return this.database.run(member, async (tx) => {
      const wishes = await this.wishes(tx, request);
      decided(checkWaiting((await this.entries.one(tx, id)).state));
      await this.entries.change(tx, id, version, wishes);
      return this.view(tx, id);
    });
  }

  withdraw(member: MemberPrincipal, once: Once, id: string, version: number): Promise<WaitlistEntryView> {
    return this.calls.run(member, once, async (tx) => {
      const entry = await this.entries.one(tx, id);
      decided(checkWaiting(entry.state));
      if (entry.version !== version) throw stale('waitlist entry', entry.version);
      // The held time first, as whoever ends one does it; it puts the entry back to waiting.
      await this.heldTimes.giveBackOfferTo(tx, id);
      const putBack = entry.state === 'offered' ? 1 : 0;
      await this.entries.step(tx, { id, version: version + putBack }, ['waiting'], 'withdrawn');
      return this.view(tx, id);
    });
  }

  private async wishes(tx: Tx, request: ChangeWaitlistEntryRequest): Promise<EntryWishes> {
    const {
      from,
      until = null,
      weekdays,
      halfOfDay = null,
      physicianId = null,
      noticeHours,
      priority,
      note = null,
    } = request;
    decided(checkWishes({ from, until }));
    if (physicianId !== null && !(await this.entries.physicianExists(tx, physicianId)))
      throw notFound('physician');
    return { from, until, weekdays, halfOfDay, physicianId, noticeHours, priority, note };
  }

  private async view(tx: Tx, id: string): Promise<WaitlistEntryView> {
    const view = await this.entries.one(tx, id);
    tx.read({ resource: 'waitlist', resourceId: id, patientIds: [view.patientId] });
    return view;
  }
}
