import type { ClinicView, NextAvailableRow, NextAvailableView } from '@lull/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../../api/client.js';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import classes from './report-table.module.css';
import { codeWords } from './report-words.js';

const nextAvailableQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['reports', 'next-available', clinicId],
    queryFn: ({ signal }) => get<NextAvailableView>(`/clinics/${clinicId}/next-available`, signal),
  });

/** How long somebody new would wait at a clinic, as the book stands now: no range of the page changes it. */
export function NextAvailablePanel({
  clinic: { id, name },
}: {
  readonly clinic: Pick<ClinicView, 'id' | 'name'>;
}) {
  const { data: view, error, refetch } = useQuery(nextAvailableQuery(id));
  return (
    <Panel
      title={`Third next available, ${name}`}
      note={view !== undefined && `As of ${dateTimeText(view.asOf, view.timeZone)}`}
    >
      {error !== null ? (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      ) : view === undefined ? (
        <Loading heights={[34, 34, 34]} label="free times" />
      ) : (
        <>
          {view.rows.length === 0 ? (
            <EmptyState sentence="Nothing was planned here lately of which a free time could be sought." />
          ) : (
            <TableFrame label={`Free times of ${name}`}>
              <thead>
                <tr>
                  <th scope="col">Procedure</th>
                  <th scope="col">Sedation</th>
                  <th scope="col">Next</th>
                  <th scope="col">Third next</th>
                  <th scope="col" className={table['number']}>
                    Days
                  </th>
                </tr>
              </thead>
              <tbody>
                {view.rows.map((row) => (
                  <tr key={`${row.procedureTypeId} ${row.sedation}`}>
                    <th scope="row">{row.procedureName}</th>
                    <td>{codeWords(row.sedation)}</td>
                    <td className={table['nowrap']}>{timeText(row, 'first', view)}</td>
                    <td className={table['nowrap']}>{timeText(row, 'third', view)}</td>
                    <td className={table['number']}>{row.days ?? `more than ${view.searchedDays}`}</td>
                  </tr>
                ))}
              </tbody>
            </TableFrame>
          )}
          <details className={classes['definitions']} open>
            <summary>What is counted</summary>
            <dl>
              <dt>
                {view.definition.name}, version {view.definition.version}
              </dt>
              <dd>{view.definition.text}</dd>
            </dl>
          </details>
        </>
      )}
    </Panel>
  );
}

function timeText(row: NextAvailableRow, which: 'first' | 'third', view: NextAvailableView): string {
  const at = row[which];
  return at === null ? `none in ${view.searchedDays} days` : dateTimeText(at, view.timeZone);
}
