import type { DecisionView, SeriesDecisionsView } from '@lull/contracts';
import { responseTexts } from '@lull/contracts/plain';
import { dateTimeText } from '../../ui/clock.js';
import { changesText, decisionText } from './decision-words.js';
import classes from './decision.module.css';

interface DecisionHistoryProps {
  readonly view: Pick<SeriesDecisionsView, 'decisions'>;
  readonly zone: string;
}

/** Every word that was said about the series, also those that were taken back: none of them is ever changed. */
export function DecisionHistory({ view: { decisions }, zone }: DecisionHistoryProps) {
  if (decisions.length === 0) return null;
  return (
    <section aria-label="Decisions so far">
      <h3 className={classes['title']}>Decisions so far</h3>
      <ul className={classes['lines']}>
        {decisions.map((each) => (
          <li key={each.id} data-taken-back={each.takenBack !== null} className={classes['decision']}>
            <span className={classes['word']}>{decisionText(each)}</span>
            <span className={classes['small']}>{detailOf(each, zone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function detailOf(decision: DecisionView, zone: string): string {
  const { responses, reason, endReason, takenBack, decidedBy, decidedAt } = decision;
  const said =
    endReason !== null && reason.startsWith(`${endReason}: `) ? reason.slice(endReason.length + 2) : reason;
  return [
    responses
      .map(({ ordinal, response }) => `#${ordinal} ${responseTexts[response].toLowerCase()}`)
      .join(', '),
    said === endReason ? '' : said,
    changesText(decision),
    `${decidedBy}, ${dateTimeText(decidedAt, zone)}`,
    takenBack === null ? '' : `taken back by ${takenBack.by}, ${dateTimeText(takenBack.at, zone)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
