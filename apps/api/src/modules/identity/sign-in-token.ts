import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';

/** 256 random bits for the cookie; the database keeps only their SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Of a right password that waits for its second factor: it opens nothing but that step. */
export function attemptCookieName(secure: boolean): string {
  return secure ? '__Host-lull-step' : 'lull-step';
}

/** `__Host-` binds the cookie to this host over https; plain http exists on localhost only. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-lull' : 'lull';
}

export function tokenOf(request: Pick<Request, 'header'>, secure: boolean): string | undefined {
  return tokenIn(request, cookieName(secure));
}

/**
 * The token that the browser sent in this cookie, or undefined. Two different cookies of our name mean that somebody
 * else planted one, and neither is believed.
 */
export function tokenIn(request: Pick<Request, 'header'>, name: string): string | undefined {
  const values = new Set<string>();
  for (const pair of (request.header('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) values.add(pair.slice(at + 1).trim());
  }
  const [value, ...others] = values;
  return value !== undefined && others.length === 0 && /^[\w-]{43}$/.test(value) ? value : undefined;
}
