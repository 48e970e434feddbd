import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** What would stand here, and the one thing to do about it. */
export function EmptyState({ sentence, action }: { readonly sentence: string; readonly action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <p>{sentence}</p>
      {action}
    </div>
  );
}
