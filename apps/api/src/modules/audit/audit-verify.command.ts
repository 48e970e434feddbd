import { auditFaultTexts, type AuditChainView } from '@lull/contracts';
import { Temporal } from '@lull/domain';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';

/** Judges the trail of every practice, prints a line for each, and answers whether all are whole. */
export async function verifyTrails(
  doors: { readonly database: Database; readonly auth: AuthDatabase },
  print: (line: string) => void,
): Promise<boolean> {
  const service = new AuditService(doors.database, new AuditRepository());
  const practices = await doors.auth.rows<{ practice_id: string; name: string }>(
    `SELECT practice_id, name FROM practice ORDER BY name, practice_id`,
  );
  let whole = true;
  for (const { practice_id: practiceId, name } of practices) {
    const chain = await service.chain({ kind: 'system', practiceId, purpose: 'maintenance' });
    print(`${name}: ${verdict(chain)}`);
    whole &&= chain.fault === null;
  }
  return whole;
}

function verdict({ fault, wholeTo }: AuditChainView): string {
  if (fault === null) return wholeTo === 0 ? 'the trail is empty' : `whole to #${wholeTo}`;
  const at =
    fault.at === null
      ? ''
      : ` (${fault.fault === 'deleted' ? 'before ' : ''}${Temporal.Instant.fromEpochMilliseconds(fault.at).toString()})`;
  return `BROKEN at #${fault.sequence}${at}: ${fault.fault}. Event ${fault.sequence} ${auditFaultTexts[fault.fault]}.`;
}
