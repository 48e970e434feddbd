import { useEffect, type ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  /** The page's one `h1`, and the document's title. */
  readonly title: string;
  /** Beside the title: the page's actions. */
  readonly actions?: ReactNode;
  /** Under the title: what it is about, in a line. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
  /** Fills the window below the header; for the board. */
  readonly full?: boolean;
  /** Whether the heading is printed, too; not over a sheet with one of its own. */
  readonly onPaper?: boolean;
}

/** The frame of every screen: heading, actions, body. */
export function Page({ title, actions, note, children, full = false, onPaper = true }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Lull`;
  }, [title]);
  return (
    <div className={full ? classes['full'] : classes['page']}>
      <div className={`${classes['head']} ${onPaper ? '' : classes['screen']}`}>
        <div>
          <h1 className={classes['title']}>{title}</h1>
          {note !== undefined && <div className={classes['note']}>{note}</div>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
