import type {
  AskForChangeRequest,
  ConfirmOwnSessionRequest,
  DiaryEntryRequest,
  DiaryPageView,
  NameEscortRequest,
  OpenDiaryRequest,
  OwnSessionView,
  ReportSymptomsRequest,
  SymptomAnswerView,
} from '@lull/contracts';
import { newKey } from '../../api/new-key.js';

const root = '/api/v1/diary';
/** A network that is there and carries nothing: longer, nobody waits. */
const patienceMs = 15_000;

/** No answer came: the network is away, or the server is. What was sent may be sent again under the same key. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** The server answered no. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    /** As the server says it, which may be newer than this page; null: the answer was not the API's own. */
    readonly code: string | null,
  ) {
    super(`Refused: ${code ?? status}`);
  }
}

/** The 30 minutes are over, or the link is revoked. */
export function isAccessOver(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

export const readPage = () => call<DiaryPageView>('GET', '');

export const openPage = (request: OpenDiaryRequest) => call<DiaryPageView>('POST', '/access', request);

export const endAccess = () => call<void>('POST', '/end', {});

export const sendEntry = (request: DiaryEntryRequest, key: string) =>
  call<DiaryPageView>('POST', '/entries', request, key);

export const sendSymptoms = (request: ReportSymptomsRequest, key: string) =>
  call<SymptomAnswerView>('POST', '/symptoms', request, key);

export const confirmVisit = ({ id, version }: OwnSessionView) =>
  call<DiaryPageView>('POST', `/sessions/${id}/confirm`, { version } satisfies ConfirmOwnSessionRequest);

export const askForChange = ({ id }: OwnSessionView, request: AskForChangeRequest) =>
  call<DiaryPageView>('POST', `/sessions/${id}/change-request`, request);

export const nameEscort = ({ id }: OwnSessionView, request: NameEscortRequest) =>
  call<DiaryPageView>('POST', `/sessions/${id}/escort`, request);

async function call<Answer>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  key: string = newKey(),
): Promise<Answer> {
  const answer = await reach(`${root}${path}`, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      accept: 'application/json, application/problem+json',
      ...(method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(patienceMs) });
    // The clinic's server is away for a moment: as good as no network.
    if (answer.status >= 502 && answer.status <= 504) throw new NotReached();
    return answer;
  } catch (error) {
    throw error instanceof NotReached ? error : new NotReached(undefined, { cause: error });
  }
}

async function refusalOf(answer: Response): Promise<Refused> {
  const body = (await answer.json().catch(() => null)) as { readonly code?: string } | null;
  return new Refused(answer.status, body?.code ?? null);
}
