import { IconAlertTriangle, IconQuestionMark } from '@tabler/icons-react';
import notice from '../../ui/notice.module.css';
import classes from './day-form.module.css';

interface FindingsProps {
  readonly findings: readonly {
    readonly key: string;
    readonly weight: 'stop' | 'ask';
    readonly sentence: string;
  }[];
}

/** What was found, the grave first; each with what to do about it. */
export function Findings({ findings }: FindingsProps) {
  if (findings.length === 0) return null;
  const graveFirst = findings.toSorted((a, b) => Number(a.weight === 'ask') - Number(b.weight === 'ask'));
  return (
    <div className={classes['findings']} role="status">
      {graveFirst.map(({ key, weight, sentence }) => (
        <div key={key} className={notice[weight === 'stop' ? 'bad' : 'warn']}>
          {weight === 'stop' ? (
            <IconAlertTriangle size={20} aria-hidden />
          ) : (
            <IconQuestionMark size={20} aria-hidden />
          )}
          <div className={notice['text']}>{sentence}</div>
        </div>
      ))}
    </div>
  );
}
