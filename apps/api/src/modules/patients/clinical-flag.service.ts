import { Injectable } from '@nestjs/common';
import type { ClinicalFlagView, RecordClinicalFlagRequest } from '@lull/contracts';
import { checkClinicalFlag } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { ClinicalFlagRepository } from './clinical-flag.repository.js';

@Injectable()
export class ClinicalFlagService {
  constructor(
    private readonly calls: IdempotentCalls,
    private readonly flags: ClinicalFlagRepository,
  ) {}

  record(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    { kind, state, substance = null, note = null }: RecordClinicalFlagRequest,
  ): Promise<ClinicalFlagView> {
    return this.calls.run(member, once, async (tx) => {
      if (!(await this.flags.lockPatient(tx, patientId))) throw notFound('patient');
      const { replaces } = decided(
        checkClinicalFlag({ kind, state, substance }, await this.flags.active(tx, patientId)),
      ).value;
      await this.flags.replace(tx, replaces);
      return this.view(
        tx,
        await this.flags.add(tx, patientId, { kind, state, substance: substance?.trim() ?? null, note }),
      );
    });
  }

  end(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    id: string,
    version: number,
  ): Promise<ClinicalFlagView> {
    return this.calls.run(member, once, async (tx) => {
      const flag = await this.flags.lock(tx, id, version);
      if (flag.patientId !== patientId) throw notFound('clinical flag');
      if (!flag.active) throw stale('clinical flag', flag.version);
      await this.flags.end(tx, id, version);
      return this.view(tx, id);
    });
  }

  private async view(tx: Tx, id: string): Promise<ClinicalFlagView> {
    const view = await this.flags.view(tx, id);
    if (view === undefined) throw notFound('clinical flag');
    return view;
  }
}
