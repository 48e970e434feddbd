import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { HoldChangeView, SedationPreviewView } from '@lull/contracts';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { stageWords } from '../../ui/visit-stages.js';
import notice from '../../ui/notice.module.css';
import {
  changesAnything,
  changeWords,
  holdWords,
  visitDifferences,
  type VisitDifference,
} from './sedation-words.js';
import classes from './sedation-difference.module.css';

interface SedationDifferenceProps {
  readonly preview: SedationPreviewView;
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
  /** Another time than it has was chosen. */
  readonly moved: boolean;
  readonly onTake: (time: SedationPreviewView['freeTimes'][number]) => void;
}

/** Before and after, side by side: what is held, and what the patient is told. */
export function SedationDifference({ preview, zone, nameOf, moved, onTake }: SedationDifferenceProps) {
  const { from, to, refusals, advisories, freeTimes, confirmationVoided } = preview;
  const changed = preview.changes
    .filter(({ change }) => change !== 'same')
    .toSorted((a, b) => beginsAt(a) - beginsAt(b));
  const same = preview.changes.length - changed.length;
  const titles = [`As booked: ${from}`, moved ? `${to}, at the new time` : `With ${to}`] as const;
  if (preview.accepted && !changesAnything(preview))
    return (
      <p className={classes['quiet']}>Nothing would change: it holds what the procedure needs by now.</p>
    );
  return (
    <>
      {refusals.length > 0 && (
        <section aria-label="Why it does not fit" className={classes['reasons']}>
          {refusals.map(({ code, detail }) => (
            <ProblemNotice key={`${code} ${detail}`} sentence={detail} code={code} />
          ))}
          {freeTimes.length > 0 && (
            <>
              <h3>It fits at these times</h3>
              <ul className={classes['times']}>
                {freeTimes.map((time) => (
                  <li key={`${time.start} ${time.roomId}`}>
                    <Button size="compact-sm" variant="default" onClick={() => onTake(time)}>
                      {time.text}, {nameOf(time.roomId)}, {nameOf(time.physicianId)}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      {preview.changes.length > 0 && (
        <section>
          <h3>What is held</h3>
          <BeforeAndAfter
            label="What is held, before and after"
            first="Stage"
            titles={titles}
            rows={changed.map((each) => {
              const hold = each.after ?? each.before;
              return {
                key: `${hold?.stage} ${hold?.kind} ${hold?.resourceId}`,
                term: stageWords[hold?.stage ?? ''] ?? hold?.stage ?? '',
                before: holdWords(each.before, zone, nameOf),
                after: holdWords(each.after, zone, nameOf),
                change: changeWords(each),
              };
            })}
          />
          <p className={classes['quiet']}>{restWords(changed.length, same)}</p>
        </section>
      )}
      <section>
        <h3>What the patient is told</h3>
        <BeforeAndAfter
          label="What the patient is told, before and after"
          first="What"
          titles={titles}
          rows={visitDifferences(preview.before, preview.after).map((row) => ({ ...row, key: row.term }))}
        />
      </section>
      {advisories.map(({ code, detail }) => (
        <div key={code} className={notice['note']}>
          <IconInfoCircle size={18} aria-hidden />
          <div className={notice['text']}>{detail}</div>
        </div>
      ))}
      {confirmationVoided && (
        <div className={notice['warn']}>
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>
            The patient has confirmed. That becomes void: tell the patient what changes and ask again.
          </div>
        </div>
      )}
    </>
  );
}

const beginsAt = ({ before, after }: HoldChangeView): number => (after ?? before)?.start ?? 0;

interface Row extends VisitDifference {
  readonly key: string;
  readonly change?: string;
}

interface BeforeAndAfterProps {
  readonly label: string;
  readonly first: string;
  readonly titles: readonly [before: string, after: string];
  readonly rows: readonly Row[];
}

/** Two columns to compare; on a telephone one, with what was before under it. */
function BeforeAndAfter({ label, first, titles, rows }: BeforeAndAfterProps) {
  const narrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const [beforeTitle, afterTitle] = titles;
  return (
    <div className={classes['difference']}>
      <TableFrame label={label}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {!narrow && <th scope="col">{beforeTitle}</th>}
            <th scope="col">{afterTitle}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, term, before, after, change }) => {
            const same = before === after && change === undefined;
            return (
              <tr key={key}>
                <th scope="row">{term}</th>
                {!narrow && <td className={same ? table['quiet'] : undefined}>{before}</td>}
                <td className={`${classes['cell']} ${same ? table['quiet'] : ''}`}>
                  {same ? narrow ? `the same: ${before}` : 'the same' : <strong>{after}</strong>}
                  {change !== undefined && <span className={classes['change']}>{change}</span>}
                  {narrow && !same && <span className={table['small']}>was: {before}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
    </div>
  );
}

function restWords(changed: number, same: number): string {
  if (changed === 0) return 'Everything stays held as it is.';
  return same === 1 ? '1 more stays as it is.' : `${same} more stay as they are.`;
}
