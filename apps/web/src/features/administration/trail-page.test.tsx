import type { AuditChainView, AuditEventView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import type { TrailFilters } from './trail-filters.js';
import { TrailPage } from './trail-page.js';

const zone = 'America/New_York';
const room = '0b7c1f6e-9a51-4d5e-8a35-1f2d3c4b5a69';
const patients = ['11111111-0000', '22222222-0000', '33333333-0000', '44444444-0000'];
const changed: AuditEventView = {
  sequence: 812,
  at: Date.UTC(2026, 11, 1, 13, 30, 5),
  member: { id: 'okoye', name: 'RN Okoye' },
  byPatient: false,
  roles: ['nurse'],
  purpose: 'treatment',
  action: 'update',
  resource: 'clinical-flag',
  resourceId: 'flag',
  patientIds: patients,
  requestId: null,
  change: {
    version: [3, 4],
    state: ['listed', 'ended'],
    ended_at: [null, '2026-12-01T13:30:04+00:00'],
    room_id: [null, room],
  },
};
const bySystem: AuditEventView = {
  ...changed,
  sequence: 811,
  member: null,
  roles: [],
  action: 'read',
  resource: 'day',
  patientIds: [],
  change: {},
};
const whole: AuditChainView = { from: 1, wholeTo: 812, fault: null };

function show({
  filters = {},
  chain = whole,
  events = [changed, bySystem] as unknown,
}: { filters?: TrailFilters; chain?: AuditChainView; events?: unknown } = {}) {
  const calls = fakeApi({
    'GET /audit-events': () =>
      events instanceof Refusal ? events : { rows: events, next: null, names: { [room]: 'Room 2' } },
    'GET /audit-members': () => [
      { id: 'okoye', name: 'RN Okoye', roles: ['nurse'] },
      { id: 'berg', name: 'A. Berg', roles: ['scheduler'] },
    ],
    'GET /audit-chain': () => chain,
    'POST /audit-patients/searches': () => ({ patientId: 'kaya' }),
  });
  const onFilters = vi.fn<() => void>();
  return {
    ...renderInApp(
      <TrailPage
        filters={filters}
        question={{ patientId: 'kaya', resource: 'session' }}
        zone={zone}
        onFilters={onFilters}
        reportLink={null}
      />,
    ),
    calls,
    onFilters,
  };
}

const rows = async () =>
  within(await screen.findByRole('region', { name: 'Audit events' }))
    .getAllByRole('row')
    .slice(1);

describe('The audit trail', () => {
  it('says who did what, when by the clinic’s clock, and to whom', async () => {
    show();
    const [first, second] = await rows();
    expect(first?.textContent).toMatch(
      /81208:30:05Tue 1 Dec 2026RN Okoyenurseclinical flag changedtreatment.*and 1 more/,
    );
    expect(second?.textContent).toContain('the system');
  });

  it('says when it was the patient, on the own page', async () => {
    show({ events: [{ ...bySystem, byPatient: true, resource: 'own-page' }] });
    const [first] = await rows();
    expect(first?.textContent).toMatch(/the patient.*own page read/);
  });

  it('shows before and after of a change side by side, only what changed, in words, and nothing where nothing changed', async () => {
    const { user } = show();
    const [, second] = await rows();
    expect(within(second as HTMLElement).queryByRole('button', { name: /holds/ })).toBeNull();
    const opener = screen.getByRole('button', { name: 'What event 812 holds' });
    expect(opener.getAttribute('aria-expanded')).toBe('false');
    opener.focus();
    await user.keyboard('{Enter}');
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    const change = screen.getByRole('columnheader', { name: 'Before' }).closest('table') as HTMLElement;
    const cells = within(change)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(cells).toEqual([
      ['state', 'listed', 'ended'],
      ['ended', 'nothing', 'Tue 1 Dec 2026, 08:30:04'],
      ['room', 'nothing', 'Room 2'],
      ['version', '3', '4'],
    ]);
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('columnheader', { name: 'Before' })).toBeNull();
  });

  it('narrows to a member, a patient or a day', async () => {
    const { user, onFilters } = show({ filters: { from: '2026-12-01' } });
    await user.click(await screen.findByRole('button', { name: 'RN Okoye' }));
    expect(onFilters).toHaveBeenLastCalledWith({ from: '2026-12-01', by: 'okoye' });
    await user.click(screen.getByRole('button', { name: `Only patient ${patients[1]}` }));
    expect(onFilters).toHaveBeenLastCalledWith({ from: '2026-12-01', patient: patients[1] });
    await user.clear(screen.getByLabelText('From'));
    expect(onFilters).toHaveBeenLastCalledWith({});
  });

  it('finds the trail of one patient by the MRN, which never stands in the address', async () => {
    const { user, calls, onFilters } = show();
    await user.type(await screen.findByLabelText('Patient by MRN'), ' MP101196{Enter}');
    await vi.waitFor(() => expect(onFilters).toHaveBeenLastCalledWith({ patient: 'kaya' }));
    expect(calls.find(({ path }) => path === '/audit-patients/searches')?.body).toEqual({ mrn: 'MP101196' });
  });

  it('narrows to a person and to a noun, chosen by name', async () => {
    const { user, onFilters } = show({ filters: { by: 'okoye' } });
    await user.click(await screen.findByRole('combobox', { name: 'Who' }));
    await user.click(await screen.findByRole('option', { name: 'A. Berg (scheduler)' }));
    expect(onFilters).toHaveBeenLastCalledWith({ by: 'berg' });
    await user.click(screen.getByRole('combobox', { name: 'What' }));
    await user.click(await screen.findByRole('option', { name: 'clinical flag' }));
    expect(onFilters).toHaveBeenLastCalledWith({ by: 'okoye', noun: 'clinical-flag' });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(onFilters).toHaveBeenLastCalledWith({});
  });

  it('asks the server by what the address says, and exports just that', async () => {
    const { calls } = show();
    await rows();
    expect(calls.some(({ path }) => path === '/audit-events?patientId=kaya&resource=session&limit=50')).toBe(
      true,
    );
    expect(screen.getByRole('link', { name: 'Export CSV' }).getAttribute('href')).toBe(
      '/api/v1/audit-events.csv?patientId=kaya&resource=session',
    );
  });

  it('says up to where the chain is whole', async () => {
    show();
    expect(await screen.findByText(/Chain whole from event 1 to 812/)).toBeTruthy();
  });

  it('raises an alarm where the chain is broken', async () => {
    show({ chain: { from: 1, wholeTo: 40, fault: { sequence: 41, at: changed.at, fault: 'deleted' } } });
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Event 41 is missing (Tue 1 Dec 2026, 08:30).',
    );
  });

  it('says so when nothing matches, and when it cannot be read', async () => {
    const { unmount } = show({ events: [] });
    expect(await screen.findByText('Nothing was read or written by these filters.')).toBeTruthy();
    unmount();
    show({
      events: new Refusal({ status: 403, code: 'not-allowed', detail: 'Your role may not read the trail.' }),
    });
    expect(await screen.findByText('Your role may not read the trail.')).toBeTruthy();
  });
});
