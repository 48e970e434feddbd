import type { SymptomEscalationsView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { EscalationNotice } from './escalation-notice.js';

const waiting: SymptomEscalationsView['rows'][number] = {
  kind: 'symptom-emergency',
  dueAt: Date.UTC(2026, 11, 1, 19),
  minutesPastDue: 25,
  told: ['nurse', 'scheduler', 'physician', 'administrator'],
};

function show(rows: SymptomEscalationsView['rows'], toTasks: string | null = null) {
  const calls = fakeApi({ 'GET /follow-up-tasks/escalations': () => ({ policyVersion: '1', rows }) });
  return { calls, ...renderInApp(<EscalationNotice toTasks={toTasks} />) };
}

describe('The notice of a symptom past its hour', () => {
  it('H15: says how many and for how long, who was told, and what to do where the tasks are not one’s own', async () => {
    const { user } = show([waiting]);
    await user.click(await screen.findByRole('button', { name: '1 symptom overdue for 25 min' }));
    expect(await screen.findByText(/^An emergency symptom is overdue for 25 min\. Told: /)).toBeTruthy();
    expect(screen.getByText(/the physicians, the administrators\.$/)).toBeTruthy();
    expect(screen.getByText('Ask a nurse or a physician to answer now.')).toBeTruthy();
  });

  it('leads to the tasks whoever may read them', async () => {
    const { user } = show([waiting, waiting], 'the way to the tasks');
    await user.click(await screen.findByRole('button', { name: '2 symptoms overdue for 25 min' }));
    expect(await screen.findByText('the way to the tasks')).toBeTruthy();
    expect(screen.queryByText(/^Ask a nurse/)).toBeNull();
  });

  it('is not there while nothing waits', async () => {
    const { calls } = show([]);
    await expect.poll(() => calls.length).toBe(1);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
