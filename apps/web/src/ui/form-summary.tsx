import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './notice.module.css';

export interface FormFault {
  /** The field's name; its control has the id `field-<name>`. Null: the form as a whole. */
  readonly field: string | null;
  readonly sentence: string;
}

interface FormSummaryProps {
  readonly faults: readonly FormFault[];
  /** Counts the tries to send: the summary takes the focus at each that failed. */
  readonly attempt: number;
  readonly code?: string | null;
  readonly action?: ReactNode;
}

/** What keeps a form from being saved, in one place and focused, each line leading to its field. */
export function FormSummary({ faults, attempt, code, action }: FormSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const some = faults.length > 0;
  useEffect(() => {
    if (some && attempt > 0) box.current?.focus();
  }, [some, attempt]);
  if (!some) return null;
  return (
    <div ref={box} className={classes['bad']} role="alert" tabIndex={-1}>
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes['text']}>
        <strong>Nothing has been saved yet.</strong>
        {code != null && <code className={classes['code']}>{code}</code>}
        <ul className={classes['faults']}>
          {faults.map(({ field, sentence }) => (
            <li key={`${field ?? ''} ${sentence}`}>
              {field === null ? (
                sentence
              ) : (
                <button type="button" className={classes['fault']} onClick={() => focusField(field)}>
                  {sentence}
                </button>
              )}
            </li>
          ))}
        </ul>
        {action}
      </div>
    </div>
  );
}

function focusField(name: string): void {
  const field = document.getElementById(`field-${name}`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
