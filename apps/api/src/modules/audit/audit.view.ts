import { roles, type AuditEventView, type Role } from '@lull/contracts';
import type { AuditEventRead } from './audit-search.repository.js';

/** The roles among the words of an event. */
export function rolesIn(words: string | null): readonly Role[] {
  return (words ?? '').split(' ').filter((word): word is Role => (roles as readonly string[]).includes(word));
}

/** `names` holds the members of the page; one who is not among them is shown by id alone. */
export function auditEventView(event: AuditEventRead, names: ReadonlyMap<string, string>): AuditEventView {
  const { memberId, role } = event;
  return {
    sequence: event.sequence,
    at: event.at,
    member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? memberId },
    byPatient: role === 'patient',
    roles: rolesIn(role),
    purpose: event.purpose,
    action: event.action,
    resource: event.resource,
    resourceId: event.resourceId,
    patientIds: event.patientIds,
    requestId: event.requestId,
    change: event.change,
  };
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every id that stands anywhere in the changes of these events, and the rows that they are about. */
export function idsIn(events: readonly Pick<AuditEventRead, 'change' | 'resourceId'>[]): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (id.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  for (const { change, resourceId } of events) {
    look(change);
    look(resourceId);
  }
  return [...found];
}
