import type { ReportFigure, ReportView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { ReportPage } from './report-page.js';
import { ReportRows } from './report-rows.js';

const figure = (value: number | null, before: number | null = null, withheld = false): ReportFigure => ({
  value,
  before,
  withheld,
});
const definition = (name: string) => ({ name, version: '1', text: `What ${name} means.` });
const report: ReportView = {
  code: 'cancellations',
  title: 'Cancellations and no-shows',
  from: '2026-01-01',
  to: '2026-02-28',
  before: { from: '2025-11-01', to: '2025-12-31' },
  asOf: Date.UTC(2026, 2, 1, 15),
  leastShown: null,
  groupings: [
    { key: 'cause', label: 'Cause' },
    { key: 'month', label: 'Month' },
  ],
  tables: [
    {
      key: 'losses',
      title: 'What was lost, and why',
      by: 'Cause',
      columns: [
        {
          key: 'lost',
          label: 'Lost',
          unit: 'count',
          definition: definition('Lost'),
          adds: true,
          opens: true,
        },
        {
          key: 'share',
          label: 'Share',
          unit: 'percent',
          definition: definition('Share'),
          adds: false,
          opens: false,
        },
      ],
      rowsOpen: true,
      rows: [
        { key: 'no-show', label: 'No show', figures: [figure(9, 7), figure(75.04)] },
        { key: 'infection', label: 'Infection', figures: [figure(0), figure(null)] },
      ],
      totals: [figure(9, 7), figure(75.04)],
    },
  ],
};
const question = { from: report.from, to: report.to };

async function show(answer: ReportView = report) {
  fakeApi({ 'GET /reports/of/cancellations': () => answer });
  const onQuestion = vi.fn<() => void>();
  const shown = renderInApp(
    <ReportPage
      code="cancellations"
      question={question}
      clinics={[]}
      zone="America/New_York"
      others={null}
      onQuestion={onQuestion}
      renderFigure={(asked, text, label) => (
        <a href={`#${asked.table}/${asked.figure}/${asked.row ?? 'all'}`} aria-label={label}>
          {text}
        </a>
      )}
    />,
  );
  await screen.findByText(/as of Sun 1 Mar 2026, 10:00/);
  return { onQuestion, ...shown };
}

describe('A report', () => {
  it('leads from every figure that opens to its rows, and from a nought or a share nowhere', async () => {
    await show();
    const links = within(screen.getByRole('region', { name: 'What was lost, and why' })).getAllByRole('link');
    expect(links.map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')])).toEqual([
      ['Lost: 9, No show', '#losses/lost/no-show'],
      ['Lost: 9, in total', '#losses/lost/all'],
    ]);
    expect(screen.getAllByText('75')).toHaveLength(2);
  });

  it('says what each figure means and in which version, what was before, and names the file', async () => {
    await show();
    expect(screen.getByText('Lost, version 1')).toBeTruthy();
    expect(screen.getByText('What Lost means.')).toBeTruthy();
    expect(screen.getAllByText('before 7')).toHaveLength(2);
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
      '/api/v1/reports/of/cancellations/table.csv?from=2026-01-01&to=2026-02-28',
    );
  });

  it('shows what is withheld as none, and why', async () => {
    const [table] = report.tables;
    if (table === undefined) throw new Error('The report has a table.');
    await show({
      ...report,
      leastShown: 5,
      tables: [
        {
          ...table,
          rowsOpen: false,
          rows: [{ key: 'x', label: 'X', figures: [figure(null, null, true), figure(null, null, true)] }],
        },
      ],
    });
    expect(within(screen.getByRole('row', { name: /^X/ })).getAllByText('withheld')).toHaveLength(2);
    expect(screen.getByText(/^Fewer than 5 of clinical detail/)).toBeTruthy();
  });

  it('says that nothing was counted', async () => {
    const [table] = report.tables;
    if (table === undefined) throw new Error('The report has a table.');
    await show({ ...report, tables: [{ ...table, rows: [], totals: [figure(0), figure(null)] }] });
    expect(screen.getByText('Nothing was counted in this time.')).toBeTruthy();
  });
});

describe('The rows behind a figure of a report', () => {
  it('come a page at a time, with instants by the clinic’s clock and a way to the patient', async () => {
    const row = { patientId: 'p', timeZone: 'America/New_York' };
    fakeApi({
      'GET /reports/of/cancellations': () => report,
      'GET /reports/of/cancellations/rows': ({ path }) => ({
        columns: [
          { key: 'start', label: 'Start', kind: 'instant' },
          { key: 'patient', label: 'Patient', kind: 'text' },
          { key: 'cause', label: 'Cause', kind: 'text' },
        ],
        rows: path.includes('after=next')
          ? [{ ...row, id: '2', cells: [Date.UTC(2026, 1, 4, 14), 'Roth, Max', null] }]
          : [{ ...row, id: '1', cells: [Date.UTC(2026, 1, 3, 14), 'Kaya, Aylin', 'no-show'] }],
        next: path.includes('after=next') ? null : 'next',
      }),
    });
    const { user } = renderInApp(
      <ReportRows
        code="cancellations"
        question={question}
        figure={{ table: 'losses', figure: 'lost', row: 'no-show' }}
        onClose={() => undefined}
        patientLink={(id, name) => <a href={`#${id}`}>{name}</a>}
      />,
    );
    const rows = await screen.findByRole('dialog', { name: 'Lost, No show' });
    expect((await within(rows).findByRole('link', { name: 'Kaya, Aylin' })).getAttribute('href')).toBe('#p');
    expect(within(rows).getByText('Tue 3 Feb 2026, 09:00')).toBeTruthy();
    expect(within(rows).getByText('no show')).toBeTruthy();
    await user.click(within(rows).getByRole('button', { name: 'Show 50 more' }));
    expect(await within(rows).findByText('Roth, Max')).toBeTruthy();
    expect(within(rows).getByText('2 shown')).toBeTruthy();
  });
});
