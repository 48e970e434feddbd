import { useEffect, type ReactNode } from 'react';
import classes from './sign-in.module.css';

interface BrandProps {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}

/** The frame of a page for somebody who is not signed in. */
export function Brand({ title, note, children }: BrandProps) {
  useEffect(() => {
    document.title = `${title} · Lull`;
  }, [title]);
  return (
    <main className={classes['page']}>
      <div className={classes['column']}>
        <div className={classes['brand']}>
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <div>
            <h1>{title}</h1>
            <p>{note}</p>
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
