import { messageChannelWords, messageKindWords } from '@lull/contracts/plain';
import type { MessageView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { MessageState } from './message-state.js';
import { sessionMessagesQuery } from './messages.queries.js';
import classes from './messages.module.css';

interface SessionMessagesProps {
  readonly sessionId: string;
  readonly zone: string;
  /** Leads to the message in the mailbox. */
  readonly renderLink: (message: MessageView, words: ReactNode) => ReactNode;
}

/** What the patient was told of this session, and is about to be told. What a later change replaced is left out. */
export function SessionMessages({ sessionId, zone, renderLink }: SessionMessagesProps) {
  const { data: page, error, refetch } = useQuery(sessionMessagesQuery(sessionId));
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  const messages = page?.rows.filter(({ reason }) => reason !== 'superseded') ?? [];
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="session-messages">
      <h3 id="session-messages" className={classes['title']}>
        Messages to the patient
      </h3>
      <ul className={classes['list']}>
        {messages.map((message) => (
          <li key={message.id}>
            <span>
              {renderLink(
                message,
                `${messageKindWords[message.kind]}, ${messageChannelWords[message.channel]}`,
              )}
            </span>
            <MessageState message={message} zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
