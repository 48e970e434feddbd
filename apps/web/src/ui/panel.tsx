import { useId, type ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** One subject of a page, under its own heading. */
export function Panel({ title, actions, note, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes['panel']} aria-labelledby={id}>
      <div className={classes['head']}>
        <div>
          <h2 id={id} className={classes['title']}>
            {title}
          </h2>
          {note !== undefined && <div className={classes['note']}>{note}</div>}
        </div>
        {actions !== undefined && <div className={`${classes['actions']} no-print`}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
