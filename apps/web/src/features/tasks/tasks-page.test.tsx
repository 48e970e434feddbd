import type { FollowUpTaskView } from '@lull/contracts';
import { symptomEscalationPolicy } from '@lull/domain';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { TasksPage } from './tasks-page.js';
import type { TaskFilters } from './tasks.queries.js';

const today = '2026-12-01';
const review: FollowUpTaskView = {
  id: 'review',
  version: 3,
  kind: 'clinician-review',
  dueOn: '2026-11-27',
  dueAt: null,
  told: null,
  state: 'open',
  patientId: 'kaya',
  patientName: 'Kaya, Aylin',
  died: false,
  sessionId: 'session',
  session: { clinicId: 'clinic', start: 0, state: 'discharged', cancelReason: null, cancelNote: null },
  blockTime: null,
  note: null,
};
const telephone: FollowUpTaskView = {
  ...review,
  id: 'telephone',
  version: 1,
  kind: 'call-patient',
  dueOn: today,
  patientId: 'mills',
  patientName: 'Mills, Joan',
  session: {
    clinicId: 'clinic',
    start: 0,
    state: 'cancelled',
    cancelReason: 'patient-ill',
    cancelNote: 'Flu, calls back',
  },
};

const symptom: FollowUpTaskView = {
  ...telephone,
  id: 'symptom',
  kind: 'symptom-same-day',
  dueAt: Date.UTC(2026, 11, 1, 19, 30),
  told: 'fever of 38 °C or more: Since noon.',
  sessionId: null,
  session: null,
};

const now = Date.UTC(2026, 11, 1, 19);

interface Given {
  readonly now?: number;
  readonly filters?: TaskFilters;
  readonly tasks?: readonly FollowUpTaskView[];
  readonly mayClose?: boolean;
  readonly closing?: (call: FakeCall) => unknown;
}

function show({
  now: at = now,
  filters = {},
  tasks = [review, telephone],
  mayClose = true,
  closing = () => review,
}: Given = {}) {
  const calls = fakeApi({
    'GET /follow-up-tasks': ({ path }) => ({
      rows: path.includes('cursor') ? [telephone] : tasks,
      next: tasks.length === 1 ? 'more' : null,
    }),
    'POST /follow-up-tasks/review/close': closing,
  });
  const onFilters = vi.fn<() => void>();
  const shown = renderInApp(
    <TasksPage
      filters={filters}
      today={today}
      now={at}
      escalation={symptomEscalationPolicy}
      zone="America/New_York"
      mayClose={mayClose}
      onFilters={onFilters}
      reasonWords={() => 'The patient is ill'}
      renderSession={(id) => <a href={`#${id}`}>the session</a>}
      patientLink={(id, name) => <a href={`#${id}`}>{name}</a>}
    />,
  );
  return { ...shown, calls, onFilters };
}

const rowTexts = async (): Promise<string[]> => {
  const [, ...rows] = within(await screen.findByRole('region', { name: 'Follow-up tasks' })).getAllByRole(
    'row',
  );
  return rows.map(({ textContent }) => textContent ?? '');
};

describe('Follow-up tasks', () => {
  it('say what is due, for whom, and what is overdue', async () => {
    show();
    const [first = '', second = ''] = await rowTexts();
    expect(first).toMatch(/Fri 27 Nov 2026overdue.*Clinician review.*Kaya, Aylin/);
    expect(second).toMatch(
      /Tue 1 Dec 2026today.*Call patient.*Mills, Joan.*The patient is ill: Flu, calls back.*the session/,
    );
    expect(screen.getByRole('link', { name: 'Kaya, Aylin' }).getAttribute('href')).toBe('#kaya');
  });

  it('of a symptom from home say the hour, and what the patient told', async () => {
    show({ tasks: [symptom, review] });
    const [first = ''] = await rowTexts();
    expect(first).toMatch(/by 14:30.*Symptom same day.*Mills, Joan.*fever of 38 °C or more: Since noon\./);
  });

  it('H15: of a symptom whose hour has passed say for how long, and who is told', async () => {
    show({ tasks: [symptom, review], now: Date.UTC(2026, 11, 1, 20, 5) });
    const [first = ''] = await rowTexts();
    expect(first).toMatch(/overdue for 35 min.*Told: the nurses, the desk, the physicians.*Symptom same day/);
  });

  it('are closed with how they ended, by the version that was read', async () => {
    const { user, calls } = show();
    await user.click(await screen.findByRole('button', { name: 'Close: Clinician review, Kaya, Aylin' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Clinician review: Kaya, Aylin' }));
    await user.click(dialog.getByRole('radio', { name: 'Not needed any longer' }));
    await user.type(dialog.getByRole('textbox', { name: 'Note' }), ' Seen today ');
    await user.click(dialog.getByRole('button', { name: 'Close the task' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = calls.find(({ method }) => method === 'POST');
    expect(sent?.body).toEqual({ as: 'dismissed', note: 'Seen today' });
    expect(sent?.headers.get('if-match')).toBe('"v3"');
  }, 15_000);

  it('stay open, with the reason, when closing is refused', async () => {
    const { user } = show({
      closing: () => new Refusal({ status: 412, code: 'stale', detail: 'Somebody changed this task.' }),
    });
    await user.click(await screen.findByRole('button', { name: /^Close: Clinician review/ }));
    await user.click(await screen.findByRole('button', { name: 'Close the task' }));
    expect(await screen.findByText('Somebody changed this task.')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  }, 15_000);

  it('offer nothing to somebody who may not close them', async () => {
    show({ mayClose: false });
    await rowTexts();
    expect(screen.queryByRole('button', { name: /^Close/ })).toBeNull();
    expect(screen.queryByRole('columnheader', { name: 'Actions' })).toBeNull();
  });

  it('go on where the page ends', async () => {
    const { user } = show({ tasks: [review] });
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    await vi.waitFor(async () => expect(await rowTexts()).toHaveLength(2));
  });

  it('say so when nothing waits, and lead to those that are done', async () => {
    const { user, onFilters } = show({ tasks: [] });
    expect(await screen.findByText(/Nothing is waiting/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Done' }));
    expect(onFilters).toHaveBeenCalledWith({ state: 'done' });
  });

  it('are asked for by kind, day and patient, and each filter keeps the others', async () => {
    const { user, calls, onFilters } = show({
      filters: { kind: 'call-patient', dueFrom: today, patient: 'mills' },
    });
    await rowTexts();
    expect(calls[0]?.path).toContain('kind=call-patient&dueFrom=2026-12-01&patientId=mills');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Task' }), 'Rebook');
    expect(onFilters).toHaveBeenLastCalledWith({ kind: 'rebook', dueFrom: today, patient: 'mills' });
    await user.click(screen.getByRole('button', { name: 'Only Mills, Joan ×' }));
    expect(onFilters).toHaveBeenLastCalledWith({ kind: 'call-patient', dueFrom: today });
  });
});
