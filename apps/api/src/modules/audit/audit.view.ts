import { roles, type AuditEventView, type Role } from '@lull/contracts';
import type { AuditEventRead } from './audit.repository.js';

/** `names` holds the members of the page; one who is not among them is shown by id alone. */
export function auditEventView(
  { memberId, role, ...event }: AuditEventRead,
  names: ReadonlyMap<string, string>,
): AuditEventView {
  return {
    ...event,
    byPatient: role === 'patient',
    member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? memberId },
    roles: (role ?? '')
      .split(' ')
      .filter((word): word is Role => (roles as readonly string[]).includes(word)),
  };
}
