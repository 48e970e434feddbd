import type { ReactNode } from 'react';
import table from './table.module.css';

/** A table that may be wider than the screen: its frame scrolls, also by keyboard, and has a name. */
export function TableFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={table['frame']} tabIndex={0} aria-label={label}>
      <table className={table['table']}>{children}</table>
    </section>
  );
}
