import type { NextAvailableView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { NextAvailablePanel } from './next-available-panel.js';

const clinic = { id: '0190aaaa-0000-7000-8000-000000000001', name: 'Midtown' };
const view: NextAvailableView = {
  timeZone: 'America/New_York',
  asOf: Date.UTC(2026, 2, 2, 15),
  searchedDays: 56,
  definition: { name: 'Third next available', version: '1', text: 'What it means.' },
  rows: [
    {
      procedureTypeId: 'lsb',
      procedureName: 'Lumbar sympathetic block',
      sedation: 'none',
      first: Date.UTC(2026, 2, 2, 18),
      third: Date.UTC(2026, 2, 5, 14, 30),
      days: 3,
    },
    {
      procedureTypeId: 'lsb',
      procedureName: 'Lumbar sympathetic block',
      sedation: 'deep',
      first: null,
      third: null,
      days: null,
    },
  ],
};

const show = (answer: NextAvailableView) => {
  fakeApi({ [`GET /clinics/${clinic.id}/next-available`]: () => answer });
  renderInApp(<NextAvailablePanel clinic={clinic} />);
};

describe('the third next available time on the page', () => {
  it('stands with its days, by the clinic’s clock, and with what it means', async () => {
    show(view);
    const row = await screen.findByRole('row', { name: /Lumbar sympathetic block none/ });
    expect(row.textContent).toContain('Mon 2 Mar 2026, 13:00Thu 5 Mar 2026, 09:303');
    expect(screen.getByText('As of Mon 2 Mar 2026, 10:00')).toBeTruthy();
    expect(screen.getByText('Third next available, version 1')).toBeTruthy();
  });

  it('says how far was looked where there is none, instead of a number', async () => {
    show(view);
    const row = await screen.findByRole('row', { name: /Lumbar sympathetic block deep/ });
    expect(row.textContent).toContain('none in 56 daysnone in 56 daysmore than 56');
  });

  it('says so where nothing was planned', async () => {
    show({ ...view, rows: [] });
    expect(await screen.findByText(/Nothing was planned here lately/)).toBeTruthy();
  });
});
