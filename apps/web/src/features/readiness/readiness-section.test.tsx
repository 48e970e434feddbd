import type { RequirementView, SessionReadinessView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { ReadinessSection } from './readiness-section.js';

const due = { at: 0, text: 'Mon 8 Jun 2026, 12:50 EDT' };
const requirement: RequirementView = {
  kind: 'no-infection',
  reason: 'always',
  why: {},
  standing: 'overdue',
  voidedBy: [],
  owner: 'nurse',
  action: 'screen-for-infection',
  actionText: 'Screen for infection.',
  due,
  last: due,
  stops: null,
  byRecord: false,
  needs: [],
  mayRecord: false,
  evidence: [
    {
      id: 'late',
      outcome: 'met',
      at: { at: 1, text: 'Mon 8 Jun 2026, 13:20 EDT' },
      by: 'Nora',
      source: 'staff',
      reason: null,
      particulars: {},
      counts: false,
      afterEntry: true,
    },
  ],
};
const atTheDoor: SessionReadinessView = {
  sessionId: 'session',
  version: 3,
  verdict: 'at-risk',
  next: {
    kind: 'no-infection',
    action: 'screen-for-infection',
    text: 'Screen for infection.',
    owner: 'nurse',
    due,
  },
  counts: { met: 0, waived: 0, requested: 0, open: 0, overdue: 1, voided: 0, failed: 0 },
  stoodAt: { at: 2, text: 'Mon 8 Jun 2026, 13:00 EDT' },
  requirements: [requirement],
  beforeSedative: [],
  policy: { version: '1', author: 'Lull', effectiveFrom: '2024-01-01' },
};

function show(changes: Partial<SessionReadinessView> = {}) {
  fakeApi({ 'GET /sessions/session/readiness': () => ({ ...atTheDoor, ...changes }) });
  renderInApp(<ReadinessSection sessionId="session" zone="America/New_York" />);
  return screen.findByRole('region', { name: 'Readiness' });
}

describe('READY-53: the readiness of a session whose patient entered the room', () => {
  it('says that it stands as it was then, sends nobody to do it now, and tells what came later', async () => {
    const section = await show();
    expect(section.textContent).toContain(
      'As it stood when the patient entered the room, Mon 8 Jun 2026, 13:00 EDT.',
    );
    expect(within(section).queryByText('Next:')).toBeNull();
    expect(section.textContent).toContain('after the patient had entered the room');
    expect(within(section).queryByRole('button', { name: /^Record/ })).toBeNull();
  });

  it('H5: lets record what keeps a sedative back in the room', async () => {
    const section = await show({
      beforeSedative: [
        { ...requirement, kind: 'escort-confirmed', stops: 'sedative-given', mayRecord: true },
      ],
    });
    const waiting = within(section).getByRole('region', { name: 'Before a sedative' });
    expect(within(waiting).getByRole('button', { name: 'Record: Escort home' })).toBeTruthy();
  });

  it('before that has the next thing to do', async () => {
    const section = await show({ stoodAt: null });
    expect(within(section).getByText('Next:')).toBeTruthy();
    expect(section.textContent).not.toContain('As it stood');
  });
});
