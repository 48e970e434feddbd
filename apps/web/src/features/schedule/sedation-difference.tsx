import { Button } from '@mantine/core';
import type { SedationPreviewView } from '@lull/contracts';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { stageWords } from '../../ui/visit-stages.js';
import notice from '../../ui/notice.module.css';
import { changesAnything, changeWords, holdWords, visitDifferences } from './sedation-words.js';
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
  const changed = preview.changes.filter(({ change }) => change !== 'same');
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
          <TableFrame label="What is held, before and after">
            <thead>
              <tr>
                <th scope="col">Stage</th>
                <th scope="col">{titles[0]}</th>
                <th scope="col">{titles[1]}</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((each) => {
                const hold = each.after ?? each.before;
                return (
                  <tr key={`${hold?.stage} ${hold?.kind} ${hold?.resourceId}`}>
                    <th scope="row">{stageWords[hold?.stage ?? ''] ?? hold?.stage}</th>
                    <td>{holdWords(each.before, zone, nameOf)}</td>
                    <td>{holdWords(each.after, zone, nameOf)}</td>
                    <td>
                      <strong>{changeWords(each)}</strong>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </TableFrame>
          <p className={classes['quiet']}>
            {changed.length === 0 ? 'Everything stays held as it is' : `${same} more stay as they are`}.
          </p>
        </section>
      )}
      <section>
        <h3>What the patient is told</h3>
        <TableFrame label="What the patient is told, before and after">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">{titles[0]}</th>
              <th scope="col">{titles[1]}</th>
            </tr>
          </thead>
          <tbody>
            {visitDifferences(preview.before, preview.after).map(({ term, before, after }) => (
              <tr key={term}>
                <th scope="row">{term}</th>
                <td className={before === after ? table['quiet'] : undefined}>{before}</td>
                <td className={before === after ? table['quiet'] : undefined}>
                  {before === after ? 'the same' : <strong>{after}</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
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
