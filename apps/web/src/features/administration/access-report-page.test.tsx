import type { AccessReportView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { AccessReportPage, type ReportFilters } from './access-report-page.js';

const at = Date.UTC(2026, 11, 1, 13, 30);
const report: AccessReportView = {
  patientId: 'kaya',
  mrn: 'MP-900',
  practice: 'Midtown Pain Centre',
  timeZone: 'America/New_York',
  from: at,
  until: at,
  asOf: at,
  truncated: false,
  lines: [
    {
      day: '2026-12-01',
      firstAt: at,
      lastAt: at + 3_600_000,
      times: 3,
      member: 'RN Okoye',
      byPatient: false,
      roles: ['nurse'],
      purpose: 'treatment',
      action: 'read',
      resource: 'pain-score',
    },
    {
      day: '2026-11-30',
      firstAt: at - 86_400_000,
      lastAt: at - 86_400_000,
      times: 1,
      member: null,
      byPatient: true,
      roles: [],
      purpose: 'treatment',
      action: 'create',
      resource: 'diary-entry',
    },
  ],
};
const filters: ReportFilters = { patient: 'kaya', from: '2026-09-03', to: '2026-12-01', language: 'en' };

function show(shown: Partial<ReportFilters> & { patient?: string } = {}, answer: unknown = report) {
  const calls = fakeApi({
    'GET /audit-patients/kaya/access-report': () => answer,
    'POST /audit-patients/searches': () => ({ patientId: 'kaya' }),
  });
  const onFilters = vi.fn<() => void>();
  return {
    calls,
    onFilters,
    ...renderInApp(
      <AccessReportPage
        filters={{ ...filters, ...shown }}
        period={{ from: '2026-09-03T04:00:00Z', until: '2026-12-02T05:00:00Z' }}
        onFilters={onFilters}
        back={null}
      />,
    ),
  };
}

describe('The access report', () => {
  it('says in plain words who saw or changed what, day by day, without a code of the product', async () => {
    show();
    const sheet = await screen.findByRole('article', { name: 'Who used your record' });
    expect(sheet.textContent).toContain('Record number MP-900 · From Thu 3 Sept 2026 to Tue 1 Dec 2026');
    const days = within(sheet).getAllByRole('heading', { level: 3 });
    expect(days.map((day) => day.textContent)).toEqual(['Tue 1 Dec 2026', 'Mon 30 Nov 2026']);
    const rows = within(sheet)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows[1]).toEqual([
      'RN Okoyenurse, for your treatment',
      'looked at your pain scores, 3 times',
      'between 08:30 and 09:30',
    ]);
    expect(rows[3]).toEqual(['You, on your own page', 'entered your pain diary', 'at 08:30']);
  });

  it('says the same in Spanish, and marks the sheet as Spanish', async () => {
    show({ language: 'es' });
    const sheet = await screen.findByRole('article', { name: 'Quién usó su historia clínica' });
    expect(sheet.getAttribute('lang')).toBe('es');
    expect(sheet.textContent).toContain('mar 01/12/2026');
    expect(sheet.textContent).toContain('miró sus valores de dolor, 3 veces');
    expect(sheet.textContent).not.toContain('looked');
  });

  it('asks for a patient first, and asks the server for nothing until there is one', async () => {
    const calls = fakeApi({ 'POST /audit-patients/searches': () => ({ patientId: 'kaya' }) });
    const onFilters = vi.fn<() => void>();
    const { user } = renderInApp(
      <AccessReportPage
        filters={{ from: '2026-09-03', to: '2026-12-01', language: 'en' }}
        period={{ from: '', until: '' }}
        onFilters={onFilters}
        back={null}
      />,
    );
    expect(screen.getByText(/Find the patient by the MRN/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Print' }).disabled).toBe(true);
    expect(calls).toEqual([]);
    await user.type(screen.getByLabelText('Patient by MRN'), 'MP-900{Enter}');
    await vi.waitFor(() => expect(onFilters).toHaveBeenLastCalledWith({ patient: 'kaya' }));
  });

  it('says so when there is nothing, when it is not all, and when it cannot be read', async () => {
    const nothing = show({}, { ...report, lines: [] });
    expect(await screen.findByText('Nobody used your record in this time.')).toBeTruthy();
    nothing.unmount();
    const cut = show({}, { ...report, truncated: true });
    expect(await screen.findByText(/This list is not complete/)).toBeTruthy();
    cut.unmount();
    show({}, new Refusal({ status: 403, code: 'not-allowed', detail: 'Your role may not read the trail.' }));
    expect(await screen.findByText('Your role may not read the trail.')).toBeTruthy();
  });
});
