import { Injectable } from '@nestjs/common';
import {
  may,
  type LiftRestrictionRequest,
  type OpenRecordRequest,
  type PatientAccessView,
  type RecordAccessView,
  type RecordOpeningsQuery,
  type RecordOpeningsView,
  type RecordOpeningView,
  type RestrictRecordRequest,
  type ReviewOpeningRequest,
} from '@lull/contracts';
import { checkLifting, checkOpening, checkOpeningReview, checkRestriction } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { Proofs } from '../identity/identity.public.js';
import { RestrictedRecordRepository } from './restricted-record.repository.js';

const pageSize = 25;

/** Records that open by a reason alone: restricting them, breaking the glass, and the word about it afterwards. */
@Injectable()
export class RestrictedRecordService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly proofs: Proofs,
    private readonly records: RestrictedRecordRepository,
  ) {}

  restrict(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    { kind, reason }: RestrictRecordRequest,
  ): Promise<PatientAccessView> {
    return this.calls.run(member, once, async (tx) => {
      const { restriction } = await this.access(tx, member, patientId);
      decided(checkRestriction(restriction !== null));
      await this.records.restrict(tx, { patientId, kind, reason: reason.trim(), placedBy: member.memberId });
      return this.accessView(tx, member, patientId);
    });
  }

  /** As grave as an opening: from then on the record opens to everybody who treats. */
  async lift(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { reason }: LiftRestrictionRequest,
  ): Promise<PatientAccessView> {
    await this.proofs.require(member);
    return this.calls.run(member, once, async (tx) => {
      const standing = await this.records.restriction(tx, id, version);
      decided(checkLifting(standing.liftedAt === null));
      await this.records.lift(tx, standing, member.memberId, reason.trim());
      return this.accessView(tx, member, standing.patientId);
    });
  }

  async open(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    { reason }: OpenRecordRequest,
  ): Promise<PatientAccessView> {
    await this.proofs.require(member);
    return this.calls.run(member, once, async (tx) => {
      const { restriction, opening } = await this.access(tx, member, patientId);
      const { minutes } = decided(
        checkOpening({ restricted: restriction !== null, open: opening !== null }),
      ).value;
      if (restriction === null) throw new Error('An opening was allowed of what is not restricted.');
      const { kind } = restriction;
      const opened = { patientId, memberId: member.memberId, kind, reason: reason.trim(), minutes };
      await this.records.open(tx, opened);
      return this.accessView(tx, member, patientId);
    });
  }

  /** Whoever is done closes the record again before its hour is over. */
  end(member: MemberPrincipal, once: Once, id: string, version: number): Promise<PatientAccessView> {
    return this.calls.run(member, once, async (tx) => {
      const opening = await this.records.opening(tx, id, version);
      if (opening.memberId !== member.memberId) throw notFound('opening');
      if (opening.until.epochMilliseconds <= tx.now.epochMilliseconds)
        throw new Refused({ code: 'records.opening-over' });
      await this.records.end(tx, opening);
      return this.accessView(tx, member, opening.patientId);
    });
  }

  page(
    member: MemberPrincipal,
    { state = 'waiting', cursor }: RecordOpeningsQuery,
  ): Promise<RecordOpeningsView> {
    return this.database.run(member, async (tx) => {
      const found = await this.records.page(tx, {
        reviewed: state === 'reviewed',
        after: cursor ?? null,
        limit: pageSize + 1,
        by: member.memberId,
      });
      const rows = found.slice(0, pageSize);
      tx.read({
        resource: 'record-opening',
        patientIds: rows.map(({ patientId }) => patientId),
        detail: { state, rows: rows.length },
      });
      const next = found.length > pageSize ? (rows.at(-1)?.id ?? null) : null;
      return { rows, next, waiting: await this.records.waiting(tx) };
    });
  }

  review(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { verdict, note = '' }: ReviewOpeningRequest,
  ): Promise<RecordOpeningView> {
    return this.calls.run(member, once, async (tx) => {
      const opening = await this.records.opening(tx, id, version);
      decided(
        checkOpeningReview({
          openedBy: opening.memberId,
          reviewer: member.memberId,
          reviewed: opening.verdict !== null,
          verdict,
          note,
        }),
      );
      await this.records.review(tx, opening, {
        verdict,
        reviewNote: note.trim() === '' ? null : note.trim(),
        reviewedBy: member.memberId,
      });
      const view = await this.records.view(tx, id, member.memberId);
      if (view === undefined) throw notFound('opening');
      return view;
    });
  }

  private async access(tx: Tx, member: MemberPrincipal, patientId: string): Promise<RecordAccessView> {
    const access = await this.records.access(tx, patientId, may(member.roles, 'record-restriction', 'place'));
    if (access === undefined) throw notFound('patient');
    return access;
  }

  private async accessView(tx: Tx, member: MemberPrincipal, patientId: string): Promise<PatientAccessView> {
    return { patientId, ...(await this.access(tx, member, patientId)) };
  }
}
