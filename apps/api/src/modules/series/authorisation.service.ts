import { Injectable } from '@nestjs/common';
import type { AddAuthorisationRequest, AuthorisationsView } from '@lull/contracts';
import { checkAuthorisation } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { AuthorisationRepository } from './authorisation.repository.js';

/** What payers authorised for a series, and what became of it. */
@Injectable()
export class AuthorisationService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly authorisations: AuthorisationRepository,
  ) {}

  ofSeries(member: MemberPrincipal, seriesId: string): Promise<AuthorisationsView> {
    return this.database.run(member, async (tx) => {
      const series = await this.authorisations.series(tx, seriesId);
      if (series === undefined) throw notFound('series');
      tx.read({ resource: 'authorisation', patientIds: [series.patientId], detail: { seriesId } });
      return this.authorisations.ofSeries(tx, seriesId);
    });
  }

  add(
    member: MemberPrincipal,
    once: Once,
    seriesId: string,
    request: AddAuthorisationRequest,
  ): Promise<AuthorisationsView> {
    return this.calls.run(member, once, async (tx) => {
      const series = await this.authorisations.series(tx, seriesId);
      if (series === undefined) throw notFound('series');
      decided(checkAuthorisation(request, series));
      await this.authorisations.add(tx, { seriesId, patientId: series.patientId }, request);
      return this.authorisations.ofSeries(tx, seriesId);
    });
  }
}
