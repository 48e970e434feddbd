import type { ProblemReason, ProblemView } from '@lull/contracts';
import { problemTexts, type ProblemCode } from '@lull/contracts/plain';
import { PasskeyGivenUp } from './passkey-given-up.js';

/** A call that was refused, with the server's reasons as they came (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly view: ProblemView) {
    super(view.detail);
  }

  get code(): ProblemCode {
    return this.view.code;
  }

  get title(): string {
    return this.view.title;
  }

  get errors(): readonly ProblemReason[] {
    return this.view.errors;
  }
}

/** No answer came at all: the network is away, or the server is. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause: unknown) {
    super('The server cannot be reached. Nothing was changed, and what you typed is kept.', { cause });
  }
}

/** The stream of changes is lost, so nothing is sent: what it was meant for may have changed. */
export class Offline extends Error {
  override readonly name = 'Offline';

  constructor() {
    super('You are offline: read only. Nothing was changed, and what you typed is kept.');
  }
}

export function isProblem(error: unknown, code?: ProblemCode): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

/** The problem of an answer; one without a problem body (a proxy's, say) becomes the nearest of our own. */
export async function problemOfAnswer(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null);
  if (isProblemView(body)) return new Problem(body);
  const code = codeOfStatus(answer.status);
  const { title, detail } = problemTexts[code];
  const sentence = detail({});
  return new Problem({
    type: `/problems/${code}`,
    title,
    status: answer.status,
    detail: sentence,
    code,
    instance: answer.headers.get('x-request-id'),
    errors: [{ code, detail: sentence }],
  });
}

/** The sentence for a person, whatever went wrong. What failed in the browser itself, no server has heard of. */
export function sentenceOf(error: unknown): string {
  if (
    error instanceof Problem ||
    error instanceof Unreachable ||
    error instanceof Offline ||
    error instanceof PasskeyGivenUp
  )
    return error.message;
  return isMissingPart(error)
    ? 'This page could not be fetched: the server cannot be reached, or Lull has been renewed. Nothing was changed.'
    : 'This page failed. What was saved before is safe. Load it again.';
}

/** The code for support; null where nothing but the browser or the network spoke. */
export function codeOf(error: unknown): ProblemCode | null {
  return isProblem(error) ? error.code : null;
}

/** What a notice says of what went wrong. */
export function noticeOf(error: unknown): { readonly sentence: string; readonly code: ProblemCode | null } {
  return { sentence: sentenceOf(error), code: codeOf(error) };
}

/** A page is fetched when it is first opened; the three engines say each in their way that it did not come. */
export function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script failed|unable to preload/i.test(error.message)
  );
}

function isProblemView(body: unknown): body is ProblemView {
  return typeof body === 'object' && body !== null && 'code' in body && 'errors' in body && 'detail' in body;
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return 'sign-in-required';
  if (status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 412) return 'stale';
  if (status === 429) return 'too-many-requests';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}
