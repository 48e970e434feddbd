import type { RecordOpeningView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { OpeningsPage } from './openings-page.js';

const waiting: RecordOpeningView = {
  id: 'opening',
  version: 2,
  patientId: 'kaya',
  mrn: 'MP100007',
  kind: 'staff',
  member: { id: 'okoye', name: 'RN Okoye' },
  reason: 'I treat her today',
  openedAt: Date.UTC(2026, 10, 23, 14, 20),
  until: Date.UTC(2026, 10, 23, 15, 20),
  reads: 12,
  writes: 1,
  mayReview: true,
  review: null,
};

function show(rows: unknown) {
  const calls = fakeApi({
    'GET /record-openings': () => (rows instanceof Refusal ? rows : { rows, next: null, waiting: 1 }),
    'POST /record-openings/opening/review': () => waiting,
  });
  const onState = vi.fn<() => void>();
  return {
    ...renderInApp(
      <OpeningsPage
        state="waiting"
        zone="America/New_York"
        back={null}
        renderTrail={(_, words) => <a href="/trail">{words}</a>}
        onState={onState}
      />,
    ),
    calls,
    onState,
  };
}
const row = async () =>
  within(await screen.findByRole('region', { name: 'Openings of restricted records' })).getByRole('row', {
    name: /RN Okoye/,
  });

describe('Openings of restricted records', () => {
  it('say who opened whose record why, until when, and what was done', async () => {
    show([waiting]);
    const words = (await row()).textContent;
    for (const word of ['MP100007', 'I treat her today', 'until 10:20', '12 looks, 1 change', 'Works here'])
      expect(words).toContain(word);
    expect(screen.getByText('To review (1)')).toBeTruthy();
  });

  it('are reviewed with a verdict; one that was not justified needs words', async () => {
    const { user, calls } = show([waiting]);
    await user.click(within(await row()).getByRole('button', { name: 'Review the opening by RN Okoye' }));
    const deed = await screen.findByRole('button', { name: 'Record' });
    expect(deed).toHaveProperty('disabled', true);
    await user.click(screen.getByLabelText('Not justified'));
    expect(deed).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Note'), 'Not on her list');
    await user.click(deed);
    await vi.waitFor(() =>
      expect(calls.find(({ method }) => method === 'POST')).toMatchObject({
        body: { verdict: 'not-justified', note: 'Not on her list' },
      }),
    );
    expect(calls.find(({ method }) => method === 'POST')?.headers.get('if-match')).toBe('"v2"');
  });

  it('of one’s own offer no review', async () => {
    show([{ ...waiting, mayReview: false }]);
    expect((await row()).textContent).toContain('somebody else reviews it');
    expect(screen.queryByRole('button', { name: /^Review/ })).toBeNull();
  });

  it('that were reviewed say how and by whom', async () => {
    show([
      {
        ...waiting,
        mayReview: false,
        review: { verdict: 'justified', note: 'On her list', by: 'V. Vale', at: waiting.until },
      },
    ]);
    expect((await row()).textContent).toMatch(/Justified.*V\. Vale.*On her list/);
  });

  it('say that none waits, and why they cannot be read', async () => {
    show([]);
    expect(await screen.findByText(/has been reviewed/)).toBeTruthy();
    show(new Refusal({ status: 503, code: 'busy', detail: 'The database was busy.' }));
    expect(await screen.findByText('The database was busy.')).toBeTruthy();
  });
});
