import type { LastResponseView, SeriesDecisionsView } from '@lull/contracts';
import { responseTexts } from '@lull/contracts/plain';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconQuestionMark,
  type Icon,
} from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.js';
import notice from '../../ui/notice.module.css';
import { sideWord } from '../../ui/side-word.js';
import { groundsText, lastedText } from './decision-words.js';
import classes from './decision.module.css';

const icons: Readonly<Record<LastResponseView['response'], Icon>> = {
  responder: IconCircleCheck,
  'non-responder': IconCircleX,
  uncertain: IconQuestionMark,
  'not-evaluable': IconCircleDashed,
};

/** What the last injection did: word, icon and border, colour last. */
function ResponseMark({ response }: Pick<LastResponseView, 'response'>) {
  const Symbol = icons[response];
  return (
    <span className={classes['response']} data-response={response}>
      <Symbol size={14} stroke={2} aria-hidden />
      {responseTexts[response]}
    </span>
  );
}

interface LastResponsesProps {
  readonly view: Pick<SeriesDecisionsView, 'last'>;
  readonly zone: string;
  readonly now: number;
}

/** One line for each side that was injected. */
export function LastResponses({ view: { last }, zone, now }: LastResponsesProps) {
  if (last.length === 0)
    return <EmptyState sentence="No injection yet: there is no response to decide about." />;
  return (
    <ul className={classes['lines']} aria-label="Response to the last injection">
      {last.map((each) => (
        <li key={each.side} className={classes['last']}>
          <strong className="tabular">
            #{each.ordinal}
            {last.length > 1 && ` ${sideWord(each.side)}`}
          </strong>
          <ResponseMark response={each.response} />
          <span>{lastedText(each, now, zone)}</span>
          <span className={classes['small']}>{groundsText(each)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What asks for a look before the next injection. None of it decides. */
export function Prompts({ view: { prompts } }: { readonly view: Pick<SeriesDecisionsView, 'prompts'> }) {
  if (prompts.length === 0) return null;
  return (
    <div className={notice['warn']} role="note">
      <IconAlertTriangle size={18} aria-hidden />
      <ul className={`${notice['text']} ${classes['lines']}`} aria-label="Look before the next injection">
        {prompts.map(({ code, detail }) => (
          <li key={`${code} ${detail}`}>{detail}</li>
        ))}
      </ul>
    </div>
  );
}
