import { vi } from 'vitest';

export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
}

type Answer = (call: FakeCall) => unknown;

/** An answer that is a refusal: its body goes out as a problem with its status. */
export class Refusal {
  constructor(
    readonly body: {
      readonly status: number;
      readonly code: string;
      readonly detail: string;
      readonly [key: string]: unknown;
    },
  ) {}
}

/**
 * Answers the calls of the real client by `METHOD /path` (without /api/v1 and without the query); a call
 * nobody expected is a 404 problem; a whole response goes out as it is, with its headers. Gives back the calls that were made.
 */
export function fakeApi(answers: Readonly<Record<string, Answer>>): readonly FakeCall[] {
  const calls: FakeCall[] = [];
  vi.stubGlobal('fetch', async (url: string, request: RequestInit = {}) => {
    const path = url.replace(/^\/api\/v1/, '');
    const method = request.method ?? 'GET';
    const call: FakeCall = {
      method,
      path,
      body: typeof request.body === 'string' ? (JSON.parse(request.body) as unknown) : undefined,
      headers: new Headers(request.headers),
    };
    calls.push(call);
    const answer = answers[`${method} ${path.replace(/\?.*$/, '')}`];
    const body = answer?.(call) ?? (answer === undefined ? notFound : undefined);
    if (body instanceof Response) return body;
    if (body instanceof Refusal)
      return Response.json(
        { type: '', title: '', errors: [], instance: null, ...body.body },
        { status: body.body.status },
      );
    return body === undefined ? new Response(null, { status: 204 }) : Response.json(body);
  });
  return calls;
}

const notFound = new Refusal({
  status: 404,
  code: 'not-found',
  detail: 'There is no such record in your practice.',
});
