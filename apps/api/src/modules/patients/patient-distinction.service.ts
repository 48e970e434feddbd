import { Injectable } from '@nestjs/common';
import type { PatientDistinctionsView, PatientDistinctionView, TellApartRequest } from '@lull/contracts';
import { checkDistinction, checkDistinctionWithdrawal } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { PatientDistinctionRepository } from './patient-distinction.repository.js';
import { PatientMergeRepository } from './patient-merge.repository.js';

const pageSize = 25;

/** Records that look like one person's and are not: said once, not proposed again, and taken back where it was wrong. */
@Injectable()
export class PatientDistinctionService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly distinctions: PatientDistinctionRepository,
    private readonly merges: PatientMergeRepository,
  ) {}

  tellApart(
    member: MemberPrincipal,
    once: Once,
    { oneId, otherId, reason }: TellApartRequest,
  ): Promise<PatientDistinctionView> {
    return this.calls.run(member, once, async (tx) => {
      await this.merges.lock(tx, [oneId, otherId]);
      const [one, other] = [await this.merges.record(tx, oneId), await this.merges.record(tx, otherId)];
      if (one === undefined || other === undefined) throw notFound('patient');
      decided(
        checkDistinction({
          same: oneId === otherId,
          joined: one.merged || other.merged,
          stands: await this.distinctions.stands(tx, oneId, otherId),
        }),
      );
      const said = { oneId, otherId, reason: reason.trim(), by: member.memberId };
      return this.view(tx, await this.distinctions.add(tx, said));
    });
  }

  withdraw(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    reason: string,
  ): Promise<PatientDistinctionView> {
    return this.calls.run(member, once, async (tx) => {
      const standing = await this.distinctions.lock(tx, id, version);
      decided(checkDistinctionWithdrawal(standing.withdrawnAt !== null));
      await this.distinctions.withdraw(tx, standing, member.memberId, reason.trim());
      return this.view(tx, id);
    });
  }

  page(member: MemberPrincipal, after: string | null): Promise<PatientDistinctionsView> {
    return this.database.run(member, async (tx) => {
      const found = await this.distinctions.page(tx, after, pageSize + 1);
      const rows = found.slice(0, pageSize);
      tx.read({
        resource: 'patient',
        patientIds: rows.flatMap(({ one, other }) => [one.id, other.id]),
        detail: { distinctions: rows.length },
      });
      return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
    });
  }

  private async view(tx: Tx, id: string): Promise<PatientDistinctionView> {
    const view = await this.distinctions.view(tx, id);
    if (view === undefined) throw notFound('distinction');
    return view;
  }
}
