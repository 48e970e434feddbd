import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';

/** 256 random bits for the cookie; the database keeps only their SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** `__Host-` binds the cookie to this host over https; plain http exists on localhost only. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-lull' : 'lull';
}

/** The token that the browser sent, or undefined. */
export function tokenOf(request: Request, secure: boolean): string | undefined {
  const name = `${cookieName(secure)}=`;
  const pair = request.header('cookie')?.split('; ').find((part) => part.startsWith(name));
  const value = pair?.slice(name.length);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}
