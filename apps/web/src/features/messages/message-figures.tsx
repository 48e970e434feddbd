import type { MessageFiguresView } from '@lull/contracts';
import { messageStateWords } from '@lull/contracts/plain';
import { messageStates } from '@lull/domain';
import { IconInfoCircle } from '@tabler/icons-react';
import notice from '../../ui/notice.module.css';
import classes from './messages.module.css';

/** How many stand in each state; that they add up is checked by the server, and said. */
export function MessageFigures({ figures }: { readonly figures: MessageFiguresView }) {
  const { created, states, nothingLost, needPerson, transports } = figures;
  const stays = transports.email === 'mailbox' || transports.sms === 'mailbox';
  return (
    <>
      {stays && (
        <div className={notice['note']} role="note">
          <IconInfoCircle size={18} aria-hidden />
          <div className={notice['text']}>
            No mail server and no text message gateway is set up: messages stay in this mailbox, and nothing
            leaves this machine.
          </div>
        </div>
      )}
      <dl className={classes['figures']}>
        {messageStates.map((state) => (
          <div key={state}>
            <dt>{messageStateWords[state]}</dt>
            <dd className="tabular">{states[state]}</dd>
          </div>
        ))}
        <div>
          <dt>For a person</dt>
          <dd className="tabular">{needPerson}</dd>
        </div>
        <div className={classes['law']}>
          <dt>Owed in all</dt>
          <dd>
            <span className="tabular">{created}</span>{' '}
            {nothingLost ? 'all accounted for' : 'they do not add up: tell whoever runs the product'}
          </dd>
        </div>
      </dl>
    </>
  );
}
