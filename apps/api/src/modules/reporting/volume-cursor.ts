import { validate as isUuid } from 'uuid';
import type { VolumePlace } from './volume.repository.js';

/** A place in the rows as an opaque text: it says where to go on, and grants nothing. */
export function cursorOf({ at, id }: VolumePlace): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Null when it is none of ours. */
export function placeOf(cursor: string): VolumePlace | null {
  const [at, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (at === undefined || id === undefined || rest.length > 0) return null;
  return /^-?\d{1,15}$/.test(at) && isUuid(id) ? { at: Number(at), id } : null;
}
