import { Button, SegmentedControl } from '@mantine/core';
import type { MessageView } from '@lull/contracts';
import { messageChannelWords, messageKindWords } from '@lull/contracts/plain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { MessageFigures } from './message-figures.js';
import { MessageFilterFields } from './message-filters.js';
import { MessageState } from './message-state.js';
import { messageFiguresQuery, messagesQuery, type MessageFilters } from './messages.queries.js';

interface MailboxPageProps {
  readonly filters: MessageFilters;
  readonly open: string | null;
  /** An administrator sees how many, and not whom. */
  readonly mayRead: boolean;
  readonly zoneOf: (clinicId: string) => string;
  readonly onFilters: (filters: MessageFilters) => void;
  readonly onOpen: (id: string) => void;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** What patients were told and are about to be told, and what a person has to see to. */
export function MailboxPage(props: MailboxPageProps) {
  const { filters, mayRead, onFilters } = props;
  const { data: figures, error, refetch } = useQuery(messageFiguresQuery);
  const { person, ...narrowing } = filters;
  const waiting = figures?.needPerson ?? 0;
  return (
    <Page
      title="Mailbox"
      actions={
        mayRead && (
          <SegmentedControl
            aria-label="Messages that are shown"
            data={[
              { value: 'all', label: 'All' },
              { value: 'person', label: waiting === 0 ? 'For a person' : `For a person (${waiting})` },
            ]}
            value={person === true ? 'person' : 'all'}
            onChange={(value) => onFilters({ ...narrowing, ...(value === 'person' && { person: true }) })}
          />
        )
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {figures === undefined && error === null && <Loading heights={[48]} label="the figures" />}
      {figures !== undefined && <MessageFigures figures={figures} />}
      {mayRead ? (
        <MessageList {...props} />
      ) : (
        <EmptyState sentence="Whom these messages are to, only those who care for the patients see." />
      )}
    </Page>
  );
}

function MessageList({ filters, open, zoneOf, onFilters, onOpen, patientLink }: MailboxPageProps) {
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(messagesQuery(filters));
  const messages = pages?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <MessageFilterFields
        filters={filters}
        patientName={messages.find(({ patientId }) => patientId === filters.patient)?.patientName}
        onFilters={onFilters}
      />
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && <Loading heights={[36, 36, 36, 36, 36]} label="messages" />}
      {pages !== undefined && messages.length === 0 && <EmptyState sentence={nothingOf(filters)} />}
      {messages.length > 0 && (
        <TableFrame label="Messages">
          <thead>
            <tr>
              <th scope="col">Message</th>
              <th scope="col">To</th>
              <th scope="col">State</th>
              <th scope="col">Tells of</th>
              <th scope="col" className={table['act']}>
                Actions
              </th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <tr key={message.id} data-chosen={message.id === open}>
                <th scope="row" className={table['narrow']}>
                  {messageKindWords[message.kind]}
                  <span className={table['small']}>{messageChannelWords[message.channel]}</span>
                </th>
                <td className={table['narrow']}>{patientLink(message.patientId, message.patientName)}</td>
                <td>
                  <MessageState message={message} zone={zoneOf(message.clinicId)} />
                </td>
                <td className={table['nowrap']}>
                  {message.aboutStart === null
                    ? ''
                    : dateTimeText(message.aboutStart, zoneOf(message.clinicId))}
                </td>
                <td className={table['act']}>
                  <OpenButton message={message} onOpen={onOpen} />
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function OpenButton({
  message,
  onOpen,
}: {
  readonly message: MessageView;
  readonly onOpen: (id: string) => void;
}) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Open: ${messageKindWords[message.kind]} to ${message.patientName} by ${messageChannelWords[message.channel]}`}
      onClick={() => onOpen(message.id)}
    >
      Open
    </Button>
  );
}

function nothingOf({ person, ...narrowing }: MessageFilters): string {
  if (person === true) return 'No message waits for a person: each arrived, or needs nobody.';
  if (Object.keys(narrowing).length > 0) return 'No message by these filters.';
  return 'No message yet. A booking, a move and a cancellation put one here, and it leaves after the grace.';
}
