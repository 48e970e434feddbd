import type { ReactNode } from 'react';
import { Page } from '../../ui/page.js';
import classes from './report-table.module.css';

export interface ListedReport {
  readonly key: string;
  readonly about: string;
  /** The title as a way to the report. */
  readonly link: ReactNode;
}

/** Every report that the role may open. */
export function ReportsPage({ reports }: { readonly reports: readonly ListedReport[] }) {
  return (
    <Page title="Reports" note="Each figure says what it means and opens its rows.">
      <ul className={classes['list']} aria-label="Reports">
        {reports.map(({ key, about, link }) => (
          <li key={key}>
            {link}
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
