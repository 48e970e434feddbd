import { Injectable } from '@nestjs/common';
import {
  may,
  type PatientLedgerView,
  type RecordExternalSteroidRequest,
  type WithdrawSteroidRequest,
} from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { LedgerRepository } from './ledger.repository.js';
import { ledgerView } from './ledger.view.js';

/** What adds up over all of a patient's injections: steroids and radiation. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly ledgers: LedgerRepository,
  ) {}

  ofPatient(member: MemberPrincipal, patientId: string): Promise<PatientLedgerView> {
    return this.database.run(member, async (tx) => {
      const view = await this.view(tx, member, patientId);
      tx.read({ resource: 'ledger', patientIds: [patientId] });
      return view;
    });
  }

  record(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    request: RecordExternalSteroidRequest,
  ): Promise<PatientLedgerView> {
    return this.calls.run(member, once, async (tx) => {
      const records = await this.ledgers.ofPatient(tx, patientId);
      if (records === undefined) throw notFound('patient');
      if (request.givenOn > civilDateAt(tx.now.epochMilliseconds, records.zone))
        throw new Refused({ code: 'ledger.entry-in-future', pointer: '/givenOn' });
      await this.ledgers.record(tx, patientId, request, member.memberId);
      return this.view(tx, member, patientId);
    });
  }

  /** An entry by mistake: it stays to be seen in the trail, and counts no more. */
  withdraw(
    member: MemberPrincipal,
    id: string,
    version: number,
    { reason }: WithdrawSteroidRequest,
  ): Promise<PatientLedgerView> {
    return this.database.run(member, async (tx) => {
      const entry = await this.ledgers.external(tx, id);
      if (entry === undefined) throw notFound('steroid');
      if (entry.withdrawnReason !== null) throw new Refused({ code: 'ledger.entry-withdrawn-already' });
      await this.ledgers.withdraw(tx, id, version, reason.trim());
      return this.view(tx, member, entry.patientId);
    });
  }

  private async view(tx: Tx, { roles }: MemberPrincipal, patientId: string): Promise<PatientLedgerView> {
    const records = await this.ledgers.ofPatient(tx, patientId);
    if (records === undefined) throw notFound('patient');
    return ledgerView(patientId, records, tx.now.epochMilliseconds, may(roles, 'injection', 'read'));
  }
}
