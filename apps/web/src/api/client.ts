import { offlineNow } from './connection.js';
import { newKey } from './new-key.js';
import { proofGiven } from './proof.js';
import { Offline, problemOfAnswer, Unreachable } from './problem.js';

const root = '/api/v1';

export interface ChangeOptions {
  /** The version that was read; required where somebody else may have changed the row meanwhile. */
  readonly version?: number;
  /** Kept by the caller over a retry, so that pressing twice has one effect. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface Call extends ChangeOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
}

export function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return call(path, { method: 'GET', ...(signal && { signal }) });
}

/** A question with a body: changes nothing, so it needs no key. */
export function ask<Answer>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  return call(path, { method: 'POST', body, ...(signal && { signal }) });
}

/** Creates or transitions; always under an idempotency key. */
export function post<Answer>(path: string, body: unknown, options: ChangeOptions = {}): Promise<Answer> {
  return call(path, { method: 'POST', body, ...options, idempotencyKey: options.idempotencyKey ?? newKey() });
}

export function put<Answer>(path: string, body: unknown, options: ChangeOptions = {}): Promise<Answer> {
  return call(path, { method: 'PUT', body, ...options });
}

export function patch<Answer>(path: string, body: unknown, options: ChangeOptions = {}): Promise<Answer> {
  return call(path, { method: 'PATCH', body, ...options });
}

export function remove(path: string, options: ChangeOptions = {}): Promise<void> {
  return call(path, { method: 'DELETE', ...options });
}

/** `?a=1&b=2` of what is set; never a name or an MRN: a question about people goes in a body (`ask`). */
export function query(
  parameters: Readonly<Record<string, string | number | boolean | null | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

async function call<Answer>(
  path: string,
  { method, body, version, idempotencyKey, signal }: Call,
): Promise<Answer> {
  const writes = method !== 'GET' && (method !== 'POST' || idempotencyKey !== undefined);
  // Signing in and out is no change of the book.
  if (writes && offlineNow() !== null && !path.startsWith('/sign-ins')) throw new Offline();
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (version !== undefined) headers.set('if-match', `"v${version}"`);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  const answer = await send(`${root}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (!answer.ok) {
    const problem = await problemOfAnswer(answer);
    // Something grave: who can prove again who they are goes on as if nothing had been asked.
    if (problem.code !== 'proof-required' || !(await proofGiven())) throw problem;
    return call(path, {
      method,
      body,
      ...(version !== undefined && { version }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      ...(signal && { signal }),
    });
  }
  if (answer.status === 204) return undefined as Answer;
  return (await answer.json()) as Answer;
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, credentials: 'same-origin' });
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    throw new Unreachable(error);
  }
}
