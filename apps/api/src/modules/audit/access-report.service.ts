import { Injectable } from '@nestjs/common';
import type { AccessReportQuery, AccessReportView } from '@lull/contracts';
import { Temporal } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { Principal } from '../../platform/database/principal.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import { memberNames } from '../identity/identity.public.js';
import { AccessReportRepository } from './access-report.repository.js';
import { rolesIn } from './audit.view.js';

const longestDays = 400;
/** As many lines as somebody reads; who asks for more asks for a shorter period. */
const mostLines = 2_000;

/** Who saw or changed what of one patient, as the patient is told. */
@Injectable()
export class AccessReportService {
  constructor(
    private readonly database: Database,
    private readonly reports: AccessReportRepository,
  ) {}

  report(principal: Principal, patientId: string, query: AccessReportQuery): Promise<AccessReportView> {
    const from = Temporal.Instant.from(query.from).epochMilliseconds;
    const until = Temporal.Instant.from(query.until).epochMilliseconds;
    if (until <= from)
      throw new Refused(fieldInvalid('until', 'range', 'The end must be after the beginning.'));
    if (until - from > longestDays * 86_400_000)
      throw new Refused(fieldInvalid('until', 'range', `A report covers at most ${longestDays} days.`));
    return this.database.run(principal, async (tx) => {
      const head = await this.reports.head(tx, patientId);
      if (head === undefined) throw notFound('patient');
      const found = await this.reports.lines(tx, patientId, {
        from: query.from,
        until: query.until,
        timeZone: head.timeZone,
        limit: mostLines + 1,
      });
      const names = await memberNames(
        tx,
        found.flatMap((line) => line.memberId ?? []),
      );
      tx.read({
        resource: 'audit-event',
        patientIds: [patientId],
        detail: { as: 'access-report', from: query.from, until: query.until },
      });
      return {
        patientId,
        ...head,
        from,
        until,
        asOf: tx.now.epochMilliseconds,
        lines: found.slice(0, mostLines).map(({ memberId, role, ...line }) => ({
          ...line,
          member: memberId === null ? null : (names.get(memberId) ?? memberId),
          byPatient: role === 'patient',
          roles: rolesIn(role),
        })),
        truncated: found.length > mostLines,
      };
    });
  }
}
