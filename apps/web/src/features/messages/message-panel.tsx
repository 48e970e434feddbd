import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { MessageDetailView } from '@lull/contracts';
import { messageChannelWords, messageKindWords } from '@lull/contracts/plain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { MessageState } from './message-state.js';
import { messageQuery, sendMessageAgain, settleMessage } from './messages.queries.js';
import classes from './messages.module.css';

const languageWords: Readonly<Record<string, string>> = { en: 'English', es: 'Spanish' };

interface MessagePanelProps {
  readonly id: string;
  readonly zoneOf: (clinicId: string) => string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  readonly onClose: () => void;
}

/** One message as the patient sees it, and what a person may do about one that did not arrive. */
export function MessagePanel({ id, zoneOf, patientLink, onClose }: MessagePanelProps) {
  const { data: message, error, refetch } = useQuery(messageQuery(id));
  const zone = zoneOf(message?.clinicId ?? '');
  return (
    <SidePanel title={message === undefined ? 'Message' : messageKindWords[message.kind]} onClose={onClose}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {message === undefined && error === null && <Loading heights={[24, 120, 200]} label="the message" />}
      {message !== undefined && (
        <Stack gap="md">
          <MessageState message={message} zone={zone} />
          {message.needsPerson && <ForAPerson key={message.version} message={message} />}
          <AsSeen message={message} />
          <FactList
            facts={[
              { term: 'To', fact: patientLink(message.patientId, message.patientName) },
              {
                term: 'By',
                fact: `${messageChannelWords[message.channel]}${message.transport === 'mailbox' ? ', kept in this mailbox' : ''}`,
              },
              ...(message.language === null
                ? []
                : [{ term: 'Language', fact: languageWords[message.language] ?? message.language }]),
              ...(message.aboutStart === null
                ? []
                : [{ term: 'Tells of', fact: dateTimeText(message.aboutStart, zone) }]),
              { term: 'Owed since', fact: dateTimeText(message.createdAt, zone) },
              { term: 'Tries', fact: String(message.attempts) },
            ]}
          />
        </Stack>
      )}
    </SidePanel>
  );
}

/** The text in the patient's language, which is not the page's. */
function AsSeen({ message: { text, channel, language } }: { readonly message: MessageDetailView }) {
  if (text === null)
    return (
      <p className={classes['nothing']}>Nothing was written yet: what it says is decided when it leaves.</p>
    );
  return (
    <article
      className={classes['letter']}
      data-channel={channel}
      aria-label="As the patient sees it"
      lang={language ?? 'en'}
    >
      <header>
        <span>{text.address}</span>
        {text.subject !== null && <b>{text.subject}</b>}
      </header>
      <div className={classes['body']}>{text.body}</div>
      {text.calendar !== null && (
        <footer>
          <a
            href={`data:text/calendar;charset=utf-8,${encodeURIComponent(text.calendar)}`}
            download="appointment.ics"
            lang="en"
          >
            appointment.ics
          </a>
        </footer>
      )}
    </article>
  );
}

function ForAPerson({ message }: { readonly message: MessageDetailView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [note, setNote] = useState('');
  const done = async (sentence: string): Promise<void> => {
    await readAnew(queryClient, 'message');
    announce(sentence);
  };
  const again = useChange(
    (_: Record<string, never>, key: string) => sendMessageAgain(message, key),
    () => done('It is sent again, by what stands now.'),
  );
  const settle = useChange(
    (body: { note?: string }, key: string) => settleMessage(message, body, key),
    () => done('Settled.'),
  );
  const error = again.error ?? settle.error;
  return (
    <Stack gap="xs">
      {error !== null && <ProblemNotice {...noticeOf(error)} />}
      <Textarea
        label="What was done about it"
        placeholder="Told by telephone"
        autosize
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          loading={settle.isPending}
          onClick={() => settle.mutate({ ...(note.trim() !== '' && { note: note.trim() }) })}
        >
          Settled
        </Button>
        {message.maySendAgain && (
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate({})}>
            Send again
          </Button>
        )}
      </Group>
      {message.state === 'unknown' && (
        <p className={classes['nothing']}>
          The patient may have it already. Send it again only if she has not.
        </p>
      )}
    </Stack>
  );
}
