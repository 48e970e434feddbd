import type {
  MessageDetailView,
  MessageFiguresView,
  MessagePreviewsQuery,
  MessagePreviewsView,
  MessageView,
  Page,
  SettleMessageRequest,
} from '@lull/contracts';
import type { MessageKind, MessageState } from '@lull/domain';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

/** Which messages are shown; it stands in the address. */
export interface MessageFilters {
  readonly state?: MessageState;
  readonly kind?: MessageKind;
  readonly patient?: string;
  /** Only those that a person has to look after. */
  readonly person?: true;
}

export const messagesQuery = ({ state, kind, patient, person }: MessageFilters) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'page', state, kind, patient, person],
    queryFn: ({ signal, pageParam }) =>
      get<Page<MessageView>>(
        `/messages${query({ state, kind, patientId: patient, needsPerson: person === true ? '1' : null, cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const sessionMessagesQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['messages', 'session', sessionId],
    queryFn: ({ signal }) => get<Page<MessageView>>(`/messages${query({ sessionId })}`, signal),
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'one', id],
    queryFn: ({ signal }) => get<MessageDetailView>(`/messages/${id}`, signal),
  });

export const messageFiguresQuery = queryOptions({
  queryKey: ['messages', 'figures'],
  queryFn: ({ signal }) => get<MessageFiguresView>('/messages/figures', signal),
});

type Versioned = Pick<MessageView, 'id' | 'version'>;

export const sendMessageAgain = ({ id, version }: Versioned, idempotencyKey: string) =>
  post<MessageDetailView>(`/messages/${id}/resends`, {}, { version, idempotencyKey });

export const settleMessage = (
  { id, version }: Versioned,
  body: SettleMessageRequest,
  idempotencyKey: string,
) => post<MessageDetailView>(`/messages/${id}/settlements`, body, { version, idempotencyKey });

export const messagePreviewsQuery = (clinicId: string, { language, sedation }: MessagePreviewsQuery) =>
  queryOptions({
    queryKey: ['message-previews', clinicId, language, sedation],
    queryFn: ({ signal }) =>
      get<MessagePreviewsView>(
        `/clinics/${clinicId}/message-previews${query({ language, sedation })}`,
        signal,
      ),
    staleTime: 0,
  });
