import type { MergePreviewView, PatientMergeView, PatientView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { JoinedRecords } from './joined-records.js';
import { MergePage } from './merge-page.js';

const patient = (id: string, changes: Partial<PatientView> = {}): PatientView => ({
  id,
  version: 3,
  mergedInto: null,
  mrn: `MP-${id}`,
  familyName: 'Kaya',
  givenName: 'Elif',
  birthDate: '1966-04-11',
  ageYears: 60,
  sexAtBirth: 'female',
  phone: null,
  email: null,
  language: 'en',
  consentToSms: false,
  consentToEmail: false,
  weightKg: null,
  flags: null,
  readiness: [],
  conditions: [],
  ...changes,
});
const plain: MergePreviewView = {
  kept: patient('1'),
  joined: patient('2', { version: 5, phone: '+15551234567' }),
  rows: [
    { table: 'pain_score', kept: 2, joined: 14 },
    { table: 'arrival', kept: 1, joined: 1 },
    { table: 'discharge', kept: 0, joined: 1 },
  ],
  linksThatEnd: 1,
  conflicts: [],
  contradictedKinds: [],
  reasons: [],
};
const merge: PatientMergeView = {
  id: 'merge',
  version: 1,
  keptId: '1',
  keptMrn: 'MP-1',
  joinedId: '2',
  joinedMrn: 'MP-2',
  reason: 'Both cards',
  settled: [],
  rows: 16,
  mergedBy: 'A. Berg',
  mergedAt: Date.UTC(2026, 11, 1, 13, 30),
  reversedBy: null,
  reversedAt: null,
  reversalReason: null,
};

function show(preview: unknown = plain) {
  const calls = fakeApi({
    'GET /patient-merges/preview': () => preview,
    'POST /patient-merges': () => merge,
  });
  const onJoined = vi.fn<() => void>();
  const shown = renderInApp(
    <MergePage keptId="1" joinedId="2" back={null} onSwap={() => undefined} onJoined={onJoined} />,
  );
  return { ...shown, calls, onJoined };
}

describe('Two records side by side', () => {
  it('show every field, what differs, what would move, and what ends', async () => {
    show();
    const rows = within(await screen.findByRole('region', { name: 'The two records' }))
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toContainEqual(['Family name', 'Kaya', 'the same']);
    expect(rows).toContainEqual(['Telephone', '–', '+15551234567']);
    expect(rows).toContainEqual(['Pain scores', '2', '14, would move']);
    expect(rows).toContainEqual(['Other entries of visits', '1', '2, would move']);
    expect(screen.getByText(/The link to the own page of MP-2 ends at once/)).toBeTruthy();
  });

  it('are joined once somebody says how it is known, with the versions that were compared', async () => {
    const { user, calls, onJoined } = show();
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Join into MP-1' });
    expect(button.disabled).toBe(true);
    await user.type(screen.getByLabelText(/How you know/), 'Both cards');
    await user.click(button);
    await vi.waitFor(() => expect(onJoined).toHaveBeenCalled());
    expect(calls.find(({ path }) => path === '/patient-merges')?.body).toEqual({
      keptId: '1',
      joinedId: '2',
      keptVersion: 3,
      joinedVersion: 5,
      reason: 'Both cards',
      settled: [],
    });
  });

  it('cannot be joined before a conflict was looked at', async () => {
    const { user } = show({ ...plain, conflicts: [{ conflict: 'flags-contradict', maySettle: true }] });
    await user.type(await screen.findByLabelText(/How you know/), 'Both cards');
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Join into MP-1' });
    expect(button.disabled).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: /the finding stays .*I have looked at it/ }));
    expect(button.disabled).toBe(false);
  });

  it('cannot be joined by one who may not settle the conflict, nor against a reason; both are said', async () => {
    const { user } = show({
      ...plain,
      conflicts: [{ conflict: 'sides-differ', maySettle: false }],
      reasons: [{ code: 'merge.times-meet', facts: { count: 2 } }],
    });
    await user.type(await screen.findByLabelText(/How you know/), 'Both cards');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Join into MP-1' }).disabled).toBe(true);
    expect(screen.getByText(/Ask a physician to join them/)).toBeTruthy();
    expect(screen.getByText(/Both records hold the same time \(2 times\)/)).toBeTruthy();
  });

  it('say so when they cannot be read', async () => {
    show(new Refusal({ status: 404, code: 'not-found', detail: 'There is no such patient.' }));
    expect(await screen.findByText('There is no such patient.')).toBeTruthy();
  });
});

describe('The joinings of a record', () => {
  it('are taken back with a reason; a refusal is said where it was asked', async () => {
    const calls = fakeApi({
      'GET /patients/1/merges': () => [merge],
      'POST /patient-merges/merge/reversal': () =>
        new Refusal({ status: 409, code: 'merge.rows-since', detail: '2 entries were written since.' }),
    });
    const { user } = renderInApp(
      <JoinedRecords patientId="1" zone="America/New_York" patientLink={(_, name) => name} />,
    );
    expect(
      await screen.findByText(/MP-2 was joined into MP-1 on Tue 1 Dec 2026, 08:30 by A. Berg/),
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    await user.type(screen.getByLabelText('Why they are two persons'), 'Sisters');
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    expect(await screen.findByText('2 entries were written since.')).toBeTruthy();
    const sent = calls.find(({ path }) => path === '/patient-merges/merge/reversal');
    expect(sent?.body).toEqual({ reason: 'Sisters' });
  });
});
