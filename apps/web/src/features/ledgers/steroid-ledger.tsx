import type { SteroidLedgerView, SteroidLineView } from '@lull/contracts';
import { dayText, civilDateAt } from '@lull/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dateText } from '../../ui/clock.js';
import notice from '../../ui/notice.module.css';
import table from '../../ui/table.module.css';
import { TableFrame } from '../../ui/table-frame.js';
import { mg, sourceWords, verdictWords } from './ledger-words.js';
import classes from './ledgers.module.css';

/** The sum of twelve months against the limit: a bar with its words, which say what is unknown. */
export function SteroidSum({
  steroids,
  zone,
}: {
  readonly steroids: SteroidLedgerView;
  readonly zone: string;
}) {
  const { knownMg, limitMg, toldAs, verdict, nextFrom, until, sessions, reviewFromSessions } = steroids;
  const whole = Math.max(knownMg, limitMg) * 1.1;
  const percent = (amount: number): string => `${(amount / whole) * 100}%`;
  const words = `${verdict === 'unknown' ? 'at least ' : ''}${mg(knownMg)}`;
  return (
    <>
      <p className={classes['sum']}>
        <span className={classes['amount']}>{words}</span>
        <span>
          as {toldAs}, in 12 months: {verdictWords(steroids)}
        </span>
      </p>
      <div
        className={classes['bar']}
        data-verdict={verdict}
        role="img"
        aria-label={`Steroids of 12 months: ${words} of ${toldAs}, limit ${limitMg} mg`}
      >
        <div className={classes['known']} style={{ width: percent(knownMg) }} />
        <div className={classes['limit']} style={{ left: percent(limitMg) }} />
      </div>
      <p className={classes['scale']}>
        {sessions === 1 ? '1 session' : `${sessions} sessions`} with a steroid
        {sessions >= reviewFromSessions && ': a review is due'}.{' '}
        {nextFrom !== null && nextFrom > until
          ? `Another steroid keeps its interval from ${dayText(civilDateAt(nextFrom, zone))}; until then an injection may go ahead without steroid.`
          : 'Another steroid would keep its interval today.'}{' '}
        Table and limit: version {steroids.policy.version}, {steroids.policy.author}.
      </p>
    </>
  );
}

interface SteroidRowsProps {
  readonly lines: readonly SteroidLineView[];
  readonly zone: string;
  readonly renderSeries: (seriesId: string) => ReactNode;
  readonly renderWithdraw?: (line: SteroidLineView) => ReactNode;
}

/** The rows behind the sum. */
export function SteroidRows({ lines, zone, renderSeries, renderWithdraw }: SteroidRowsProps) {
  return (
    <TableFrame label="Steroids of 12 months">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Where</th>
          <th scope="col">Drug</th>
          <th scope="col" className={table['number']}>
            Dose
          </th>
          <th scope="col" className={table['number']}>
            Worth
          </th>
          {renderWithdraw !== undefined && <th scope="col">Entry</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className={table['nowrap']}>
              {dateText(line.on ?? civilDateAt(line.at, zone))}
            </th>
            <td>
              {line.seriesId === null ? line.place : renderSeries(line.seriesId)}
              {line.source !== null && <span className={table['small']}>{sourceWords[line.source]}</span>}
            </td>
            <td>{line.drug ?? <Unknown />}</td>
            <td className={table['number']}>{line.doseMg === null ? <Unknown /> : `${line.doseMg} mg`}</td>
            <td className={table['number']}>
              {line.equivalentMg === null ? <Unknown /> : mg(line.equivalentMg)}
            </td>
            {renderWithdraw !== undefined && <td>{line.version !== null && renderWithdraw(line)}</td>}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Unknown() {
  return <span className={classes['unknown']}>unknown</span>;
}

/** One sentence for whoever is about to give, or to plan, a steroid; nothing where nothing stands against it. */
export function SteroidWarning({
  steroids,
  zone,
}: {
  readonly steroids: SteroidLedgerView;
  readonly zone: string;
}) {
  const { knownMg, limitMg, verdict, nextFrom, until, unknownDoses, toldAs } = steroids;
  const reasons = [
    nextFrom !== null && nextFrom > until
      ? `Too soon for a steroid: its interval ends on ${dayText(civilDateAt(nextFrom, zone))}. The injection may go ahead without steroid.`
      : null,
    verdict === 'over'
      ? `${mg(knownMg)} as ${toldAs} in 12 months: above the limit of ${limitMg} mg. The injection may go ahead without steroid.`
      : null,
    unknownDoses > 0
      ? `${unknownDoses === 1 ? 'One steroid' : `${unknownDoses} steroids`} of 12 months cannot be told: the true sum is higher.`
      : null,
  ].filter((each) => each !== null);
  if (reasons.length === 0) return null;
  return (
    <div className={notice['warn']} role="note" aria-label="Steroids of 12 months">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>
        {reasons.map((reason) => (
          <div key={reason}>{reason}</div>
        ))}
      </div>
    </div>
  );
}
