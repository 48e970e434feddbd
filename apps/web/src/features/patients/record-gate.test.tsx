import type { RecordAccessView } from '@lull/contracts';
import type { Role } from '@lull/contracts/plain';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { RecordGate } from './record-gate.js';

const closed: RecordAccessView = {
  restriction: {
    id: 'restriction',
    version: 1,
    kind: 'staff',
    reason: null,
    by: 'Dr Ito',
    at: Date.UTC(2026, 10, 1, 12),
  },
  opening: null,
  closed: true,
};
const opened: RecordAccessView = {
  ...closed,
  closed: false,
  opening: {
    id: 'opening',
    version: 3,
    reason: 'I treat her today at half past nine',
    until: Date.UTC(2026, 10, 23, 15, 20),
  },
};

function show(access: RecordAccessView, role: Role = 'nurse', answer: unknown = {}) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: 'okoye', name: 'RN Okoye', roles: [role] }),
    'POST /patients/kaya/record-openings': () => answer,
    'POST /record-openings/opening/end': () => ({}),
  });
  return {
    ...renderInApp(
      <RecordGate patientId="kaya" access={access} zone="America/New_York">
        <p>Pain 7</p>
      </RecordGate>,
    ),
    calls,
  };
}
const reason = 'I treat her today at half past nine';

describe('Before a restricted record', () => {
  it('nothing clinical is shown, and whoever treats is asked why', async () => {
    const { user, calls } = show(closed);
    expect((await screen.findByRole('note')).textContent).toContain('Works here');
    expect(screen.queryByText('Pain 7')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Open the record' }));
    const deed = await screen.findByRole('button', { name: 'Open for 60 minutes' });
    expect(deed).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Why you need to see it'), reason);
    await user.click(deed);
    await vi.waitFor(() => expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ reason }));
  });

  it('a refusal is said in the dialog, and the reason is kept', async () => {
    const { user } = show(
      closed,
      'physician',
      new Refusal({
        status: 409,
        code: 'records.not-restricted',
        detail: 'This record is open to everybody.',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Open the record' }));
    await user.type(await screen.findByLabelText('Why you need to see it'), reason);
    await user.click(screen.getByRole('button', { name: 'Open for 60 minutes' }));
    expect((await screen.findByRole('alert')).textContent).toContain('open to everybody');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Why you need to see it').value).toBe(reason);
  });

  it('whoever does not treat is offered no opening', async () => {
    show(closed, 'scheduler');
    expect((await screen.findByRole('note')).textContent).toContain('nothing clinical');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('an open one says until when and why, and is closed before its hour', async () => {
    const { user, calls } = show(opened);
    expect(screen.getByText('Pain 7')).toBeTruthy();
    const banner = screen.getByRole('note').textContent;
    expect(banner).toContain('10:20');
    expect(banner).toContain(reason);
    await user.click(screen.getByRole('button', { name: 'Close the record' }));
    await vi.waitFor(() =>
      expect(calls.find(({ path }) => path.endsWith('/end'))?.headers.get('if-match')).toBe('"v3"'),
    );
  });

  it('a record that nothing restricts has no banner', () => {
    show({ restriction: null, opening: null, closed: false });
    expect(screen.queryByRole('note')).toBeNull();
    expect(screen.getByText('Pain 7')).toBeTruthy();
  });
});
