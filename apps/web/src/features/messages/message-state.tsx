import type { MessageView } from '@lull/contracts';
import { messageReasonTexts, messageStateWords } from '@lull/contracts/plain';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconMinus,
  IconQuestionMark,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { dateTimeText } from '../../ui/clock.js';
import classes from './messages.module.css';

const icons: Readonly<Record<MessageView['state'], Icon>> = {
  pending: IconClock,
  leased: IconSend,
  sent: IconCheck,
  skipped: IconMinus,
  failed: IconAlertTriangle,
  unknown: IconQuestionMark,
};

interface MessageStateProps {
  readonly message: MessageView;
  readonly zone: string;
}

/** Where a message stands: an icon, a word, and since when, until when or why. */
export function MessageState({ message, zone }: MessageStateProps) {
  const StateIcon = icons[message.state];
  const { state, needsPerson } = message;
  return (
    <span className={classes['state']} data-state={state} data-person={needsPerson}>
      <StateIcon size={15} aria-hidden />
      <span>
        <b>{messageStateWords[state]}</b>{' '}
        <span className={classes['why']}>
          <Why message={message} zone={zone} />
        </span>
      </span>
    </span>
  );
}

function Why({ message, zone }: MessageStateProps) {
  const { state, reason, sentAt, dueAt, settled } = message;
  const because = reason === null ? '' : messageReasonTexts[reason];
  if (state === 'sent' && sentAt !== null) return <>{dateTimeText(sentAt, zone)}</>;
  if (state === 'pending')
    return (
      <>
        <Leaves at={dueAt} zone={zone} />
        {because === '' ? '' : `: ${because}`}
      </>
    );
  if (settled !== null)
    return (
      <>
        {because}; settled by {settled.by}
        {settled.note === null ? '' : `: ${settled.note}`}
      </>
    );
  return <>{because}</>;
}

/** Longer waits are told by the clock, not counted down. */
const countedMs = 5 * 60_000;

/** `leaves in 42 s`, then `leaves now`; not spoken every second. */
function Leaves({ at, zone }: { readonly at: number; readonly zone: string }) {
  const [now, setNow] = useState(() => Date.now());
  const left = at - now;
  const counts = left > 0 && left <= countedMs;
  useEffect(() => {
    if (!counts) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [counts]);
  if (left <= 0) return <>leaves now</>;
  if (!counts) return <>leaves {dateTimeText(at, zone)}</>;
  return (
    <span className="tabular" role="timer" aria-live="off">
      leaves in {Math.ceil(left / 1_000)} s
    </span>
  );
}
