import type { DuplicatePatientView, PatientDistinctionView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { DuplicatesPage } from './duplicates-page.js';

const record = (id: string, toldApartFrom: readonly string[] = []): DuplicatePatientView => ({
  id,
  mrn: `MP-${id}`,
  familyName: 'Kaya',
  givenName: 'Elif',
  birthDate: '1966-04-11',
  phone: null,
  openSeries: 0,
  sessions: 0,
  createdAt: 0,
  toldApartFrom,
});
const told: PatientDistinctionView = {
  id: 'told',
  version: 4,
  one: record('1'),
  other: record('2'),
  reason: 'Twin sisters',
  by: 'A. Berg',
  at: Date.UTC(2026, 11, 1, 13, 30),
};

function show(records: readonly DuplicatePatientView[], distinctions: readonly PatientDistinctionView[]) {
  const calls = fakeApi({
    'GET /patient-duplicates': () => ({ groups: records.length === 0 ? [] : [{ records }], next: null }),
    'GET /patient-distinctions': () => ({ rows: distinctions, next: null }),
    'POST /patient-distinctions/told/withdrawal': () => told,
  });
  return {
    ...renderInApp(
      <DuplicatesPage
        back={null}
        zone="America/New_York"
        patientLink={(_, name) => name}
        compareLink={(kept, joined, words) => <a href={`/${kept}/${joined}`}>{words}</a>}
      />,
    ),
    calls,
  };
}

describe('Likely duplicates', () => {
  it('are compared with the oldest that nobody told apart from them', async () => {
    show([record('1', ['2']), record('2', ['1']), record('3')], [told]);
    const rows = within(await screen.findByRole('region', { name: 'Likely duplicates' }))
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.lastElementChild?.textContent);
    expect(rows).toEqual(['the oldest', 'told apart', 'Compare with MP-1']);
  });

  it('that were told apart stand below, with who said so, and the way back', async () => {
    const { user, calls } = show([], [told]);
    expect(await screen.findByText(/said by A\. Berg.*Twin sisters/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take back: MP-1 and MP-2' }));
    await user.type(screen.getByLabelText('Why they may be one person after all'), 'One card');
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    await vi.waitFor(() =>
      expect(calls.find(({ method }) => method === 'POST')).toMatchObject({ body: { reason: 'One card' } }),
    );
    expect(calls.find(({ method }) => method === 'POST')?.headers.get('if-match')).toBe('"v4"');
  });

  it('are none, and none was told apart', async () => {
    show([], []);
    expect(await screen.findByText(/No two records/)).toBeTruthy();
    expect(screen.queryByText('Not the same person')).toBeNull();
  });
});
