import { isCivilDate } from '@lull/domain';
import type { ReportPlace } from './report.repository.js';

/** A place in the rows as an opaque text: it says where to go on, and grants nothing. */
export function cursorOf({ day, id }: ReportPlace): string {
  return Buffer.from(`${day} ${id}`).toString('base64url');
}

/** Null when it is none of ours. */
export function placeOf(cursor: string): ReportPlace | null {
  const [day, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (day === undefined || id === undefined || rest.length > 0) return null;
  return isCivilDate(day) && /^[0-9a-f-]{36}(:[0-9-]{10})?$/.test(id) ? { day, id } : null;
}
