import type { MessageFiguresView, MessageView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { MailboxPage } from './mailbox-page.js';
import { MessagePanel } from './message-panel.js';
import type { MessageFilters } from './messages.queries.js';

const start = Date.parse('2026-12-01T14:00:00Z');
const sent: MessageView = {
  id: 'sent',
  version: 3,
  kind: 'confirmation',
  channel: 'email',
  state: 'sent',
  reason: null,
  patientId: 'kaya',
  patientName: 'Kaya, Aylin',
  clinicId: 'clinic',
  sessionId: 'session',
  aboutStart: start,
  language: 'en',
  createdAt: start - 9e8,
  dueAt: start - 9e8,
  sentAt: start - 9e8,
  transport: 'mailbox',
  attempts: 1,
  needsPerson: false,
  maySendAgain: false,
  settled: null,
};
const unknown: MessageView = {
  ...sent,
  id: 'unknown',
  version: 7,
  kind: 'moved',
  channel: 'sms',
  state: 'unknown',
  reason: 'lease-lost',
  sentAt: null,
  transport: null,
  needsPerson: true,
  maySendAgain: true,
};
const figures: MessageFiguresView = {
  created: 2,
  states: { pending: 0, leased: 0, sent: 1, skipped: 0, failed: 0, unknown: 1 },
  nothingLost: true,
  needPerson: 1,
  overdueSeconds: null,
  transports: { email: 'mailbox', sms: 'mailbox' },
};
const zone = () => 'America/New_York';

function show(messages: readonly MessageView[], filters: MessageFilters = {}, mayRead = true) {
  const calls = fakeApi({
    'GET /messages/figures': () => figures,
    'GET /messages': () => ({ rows: messages, next: null }),
  });
  const onFilters = vi.fn<(filters: MessageFilters) => void>();
  const onOpen = vi.fn<(id: string) => void>();
  const page = renderInApp(
    <MailboxPage
      filters={filters}
      open={null}
      mayRead={mayRead}
      zoneOf={zone}
      onFilters={onFilters}
      onOpen={onOpen}
      patientLink={(_, name) => name}
    />,
  );
  return { calls, onFilters, onOpen, ...page };
}

describe('the mailbox', () => {
  it('tells of each message to whom it is, of what, where it stands and why', async () => {
    show([unknown, sent]);
    const rows = within(await screen.findByRole('region', { name: 'Messages' })).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('State'),
      expect.stringMatching(
        /New timetext message.*Not known the process that sent it stopped; it may have left/,
      ),
      expect.stringMatching(/Confirmatione-mailKaya, Aylin.*Sent .*Tue 1 Dec 2026, 09:00/),
    ]);
    expect(screen.getByText('nothing leaves this machine', { exact: false })).toBeTruthy();
    expect(screen.getByText(/all accounted for/)).toBeTruthy();
  });

  it('asks for those that wait for a person, and says how many', async () => {
    const { onFilters, user } = show([sent], { kind: 'confirmation' });
    await user.click(await screen.findByText('For a person (1)'));
    expect(onFilters).toHaveBeenCalledWith({ kind: 'confirmation', person: true });
  });

  it('shows an administrator how many, and asks for no name', async () => {
    const { calls } = show([sent], {}, false);
    expect(await screen.findByText(/all accounted for/)).toBeTruthy();
    expect(calls.map(({ path }) => path)).toEqual(['/messages/figures']);
  });
});

describe('a message of which nobody knows whether it left', () => {
  it('is sent again by a person, once, as it was seen', async () => {
    const resent: FakeCall[] = [];
    fakeApi({
      'GET /messages/unknown': () => ({ ...unknown, text: null }),
      'POST /messages/unknown/resends': (call) => {
        resent.push(call);
        return { ...unknown, state: 'pending', text: null };
      },
    });
    const { user } = renderInApp(
      <MessagePanel id="unknown" zoneOf={zone} patientLink={(_, name) => name} onClose={() => undefined} />,
    );
    expect(await screen.findByText(/may have it already/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await vi.waitFor(() => expect(resent).toHaveLength(1));
    expect(resent[0]?.headers.get('if-match')).toBe('"v7"');
    expect(resent[0]?.headers.get('idempotency-key')).not.toBeNull();
  });
});
