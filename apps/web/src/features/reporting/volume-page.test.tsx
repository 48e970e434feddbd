import type { VolumeView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { VolumePage } from './volume-page.js';
import { VolumeRows } from './volume-rows.js';
import type { VolumeQuestion } from './volume.queries.js';

const volume: VolumeView = {
  measure: 'sessions',
  by: 'month',
  split: 'status',
  from: '2026-01-01',
  to: '2026-02-28',
  asOf: Date.UTC(2026, 2, 1, 15),
  definition: { name: 'Sessions', version: '1', text: 'Sessions whose start lies in the range.' },
  leastShown: null,
  before: null,
  columns: [
    { key: 'discharged', label: 'Discharged' },
    { key: 'no-show', label: 'No show' },
  ],
  rows: [
    { key: '2026-01', label: 'Jan 2026', counts: [9, 0], total: 9, before: null },
    { key: '2026-02', label: 'Feb 2026', counts: [7, 3], total: 10, before: null },
  ],
  columnTotals: [16, 3],
  total: 19,
};
const question: VolumeQuestion = {
  measure: 'sessions',
  by: 'month',
  split: 'status',
  from: volume.from,
  to: volume.to,
};

async function show(answer: VolumeView = volume) {
  const calls = fakeApi({ 'GET /reports/volume': () => answer });
  const onQuestion = vi.fn<() => void>();
  const shown = renderInApp(
    <VolumePage
      question={question}
      clinics={[]}
      zone="America/New_York"
      onQuestion={onQuestion}
      renderFigure={(figure, count, label) => (
        <a href={`#${figure.row ?? 'all'}/${figure.column ?? 'all'}`} aria-label={label}>
          {count}
        </a>
      )}
    />,
  );
  await screen.findByText(answer.definition.text);
  return { calls, onQuestion, ...shown };
}

describe('Volume', () => {
  it('leads from every figure to its rows, totals too, and from a zero nowhere', async () => {
    await show();
    const table = within(screen.getByRole('region', { name: 'Volume as a table' }));
    const links = table
      .getAllByRole('link')
      .map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')]);
    expect(links).toEqual([
      ['9 sessions, Jan 2026, Discharged', '#2026-01/discharged'],
      ['9 sessions, Jan 2026', '#2026-01/all'],
      ['7 sessions, Feb 2026, Discharged', '#2026-02/discharged'],
      ['3 sessions, Feb 2026, No show', '#2026-02/no-show'],
      ['10 sessions, Feb 2026', '#2026-02/all'],
      ['16 sessions, Discharged', '#all/discharged'],
      ['3 sessions, No show', '#all/no-show'],
      ['19 sessions', '#all/all'],
    ]);
  });

  it('names the definition, the moment and the file', async () => {
    await show();
    expect(screen.getByText('as of Sun 1 Mar 2026, 10:00')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
      '/api/v1/reports/volume.csv?measure=sessions&by=month&split=status&from=2026-01-01&to=2026-02-28',
    );
  });

  it('shows a figure that is withheld as none, and leads nowhere from it', async () => {
    await show({
      ...volume,
      leastShown: 5,
      rows: [{ key: '2026-01', label: 'Jan 2026', counts: [null, null], total: 19, before: null }],
    });
    const row = screen.getByRole('row', { name: /Jan 2026/ });
    expect(within(row).getAllByText('withheld')).toHaveLength(2);
    expect(
      within(row)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['19']);
    expect(screen.getByText(/^Fewer than 5 of clinical detail/)).toBeTruthy();
  });

  it('stands beside the period before when that is asked for', async () => {
    await show({
      ...volume,
      before: { from: '2025-11-01', to: '2025-12-31', total: 20 },
      rows: volume.rows.map((row) => ({ ...row, before: 10 })),
    });
    expect(screen.getByText(/: 20 \(−5 %\)$/)).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Before' })).toBeTruthy();
  });

  it('asks anew by the filters', async () => {
    const { user, onQuestion } = await show();
    await user.click(screen.getByRole('radio', { name: 'Injections' }));
    expect(onQuestion).toHaveBeenCalledWith({ ...question, measure: 'injections' });
  });

  it('says that nothing was counted', async () => {
    await show({ ...volume, rows: [], columnTotals: [0, 0], total: 0 });
    expect(screen.getByText('Nothing was counted in this time.')).toBeTruthy();
  });
});

describe('The rows behind a figure', () => {
  it('come a page at a time and lead to the patient where the role may', async () => {
    const row = {
      injectionId: null,
      start: Date.UTC(2026, 1, 3, 14),
      patientId: 'p',
      mrn: 'MP1',
      physicianName: 'Dr Ito',
      roomName: 'Room 1',
      procedureCode: 'LSB',
      side: 'left',
      purpose: null,
      sedation: 'none',
      state: 'no-show',
      cancelReason: null,
    };
    const calls = fakeApi({
      'GET /reports/volume': () => volume,
      'GET /reports/volume/sessions': ({ path }) =>
        path.includes('after=next')
          ? { sessions: [{ ...row, sessionId: '2', patientName: 'Roth, Max' }], next: null }
          : { sessions: [{ ...row, sessionId: '1', patientName: 'Kaya, Aylin' }], next: 'next' },
    });
    const { user } = renderInApp(
      <VolumeRows
        question={question}
        figure={{ row: '2026-02', column: 'no-show' }}
        zone="America/New_York"
        onClose={() => undefined}
        patientLink={(id, name) => <a href={`#${id}`}>{name}</a>}
      />,
    );
    const rows = await screen.findByRole('dialog', { name: 'Sessions, Feb 2026, No show' });
    expect((await within(rows).findByRole('link', { name: 'Kaya, Aylin' })).getAttribute('href')).toBe('#p');
    expect(within(rows).getByText('1 of 3 shown')).toBeTruthy();
    await user.click(within(rows).getByRole('button', { name: 'Show 50 more' }));
    expect(await within(rows).findByText('Roth, Max')).toBeTruthy();
    expect(within(rows).queryByRole('button', { name: 'Show 50 more' })).toBeNull();
    expect(calls.some(({ path }) => path.includes('row=2026-02') && path.includes('column=no-show'))).toBe(
      true,
    );
  });
});
