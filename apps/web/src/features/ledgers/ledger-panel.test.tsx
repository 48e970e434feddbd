import type { PatientLedgerView, SteroidLedgerView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { LedgerPanel } from './ledger-panel.js';

const policy = { version: '1', author: 'The clinic', effectiveFrom: '2024-01-01' };
const steroids: SteroidLedgerView = {
  toldAs: 'triamcinolone',
  from: Date.UTC(2025, 10, 23),
  until: Date.UTC(2026, 10, 23),
  knownMg: 120,
  limitMg: 200,
  verdict: 'unknown',
  unknownDoses: 1,
  sessions: 3,
  reviewFromSessions: 4,
  nextFrom: Date.UTC(2026, 11, 3, 12),
  policy,
  lines: [
    {
      id: 'here',
      at: Date.UTC(2026, 10, 5, 12),
      on: null,
      drug: 'triamcinolone',
      doseMg: 40,
      equivalentMg: 40,
      place: null,
      source: null,
      seriesId: 'series',
      sessionId: 'session',
      version: null,
    },
    {
      id: 'elsewhere',
      at: Date.UTC(2026, 8, 1),
      on: '2026-09-01',
      drug: null,
      doseMg: null,
      equivalentMg: null,
      place: 'Orthopaedics',
      source: 'patient',
      seriesId: null,
      sessionId: null,
      version: 1,
    },
  ],
};
const none = { total: null, recorded: 0, followUp: false };
const ledger: PatientLedgerView = {
  patientId: 'p',
  timeZone: 'UTC',
  steroids,
  radiation: {
    policy,
    all: {
      injections: 2,
      aboveLevel: 0,
      fluoroSeconds: { total: 34, recorded: 1, followUp: false },
      airKermaMgy: none,
      kermaAreaGycm2: none,
    },
    bySeries: [],
  },
};

function show(answer = ledger) {
  const calls = fakeApi({
    'GET /patients/p/ledger': () => answer,
    'POST /patients/p/steroids': () => answer,
    'POST /steroids/elsewhere/withdrawal': () => ({ ...ledger, steroids: { ...steroids, lines: [] } }),
  });
  renderInApp(<LedgerPanel patientId="p" mayRecord renderSeries={(id) => <a href={`#${id}`}>LSB left</a>} />);
  return calls;
}

describe('steroids and radiation of a patient (H11, H12)', () => {
  it('says that the sum is a lower bound where something is unknown, and never shows it as zero', async () => {
    show();
    expect(await screen.findByText('at least 120 mg')).not.toBeNull();
    expect(screen.getByText(/1 dose not known/)).not.toBeNull();
    const row = screen.getByRole('row', { name: /Orthopaedics/ });
    expect(within(row).getAllByText('unknown')).toHaveLength(3);
  });

  it('says until when an injection goes ahead without steroid', async () => {
    show();
    expect(await screen.findByText(/keeps its interval from Thu 3 Dec; until then/)).not.toBeNull();
  });

  it('shows what was not recorded as not recorded, with the number that is', async () => {
    show();
    const all = await screen.findByRole('row', { name: /All series/ });
    expect(within(all).getByText('34 s')).not.toBeNull();
    expect(within(all).getByText('1 of 2 recorded')).not.toBeNull();
    expect(within(all).getAllByText('not recorded')).toHaveLength(2);
  });

  it('leaves an unknown drug and dose out of what is sent', async () => {
    const calls = show();
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Add steroid given elsewhere' }));
    await user.type(screen.getByLabelText(/Given on/), '2026-10-01');
    await user.type(screen.getByLabelText(/Where/), 'Knee, Harbour');
    await user.selectOptions(screen.getByLabelText(/Known from/), 'patient');
    await user.click(screen.getByRole('button', { name: 'Add the steroid' }));
    expect(await screen.findByRole('button', { name: 'Add steroid given elsewhere' })).not.toBeNull();
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      givenOn: '2026-10-01',
      place: 'Knee, Harbour',
      drug: null,
      doseMg: null,
      source: 'patient',
    });
  });

  it('withdraws an entry only with a reason', async () => {
    show();
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    expect(screen.getByRole('button', { name: 'Withdraw' })).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Why it is withdrawn'), 'Another patient.');
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText(/at least 120 mg/)).not.toBeNull();
    expect(screen.queryByRole('row', { name: /Orthopaedics/ })).toBeNull();
  });
});
