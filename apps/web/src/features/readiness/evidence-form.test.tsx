import type { RequirementView } from '@lull/contracts';
import { consentTalk } from '@lull/contracts/plain';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { givenSheet } from '../../testing/given-sheet.js';
import { renderInApp } from '../../testing/render.js';
import { EvidenceForm } from './evidence-form.js';

const due = { at: 0, text: 'Thu 1 Jan 1970, 00:00 UTC' };
const requirement: RequirementView = {
  kind: 'consent-for-side',
  reason: 'always',
  why: {},
  standing: 'open',
  voidedBy: [],
  owner: 'physician',
  action: 'obtain-consent',
  actionText: 'Obtain consent.',
  due,
  last: due,
  stops: 'in-room',
  byRecord: false,
  needs: ['side'],
  mayRecord: true,
  evidence: [],
};
const show = (changes: Partial<RequirementView> = {}, language: 'en' | 'es' | null = null) => {
  const calls = fakeApi({
    'GET /sessions/session/preparation-sheet': () => ({ ...givenSheet, language }),
    'POST /sessions/session/evidence': () => ({}),
  });
  const rendered = renderInApp(
    <EvidenceForm
      sessionId="session"
      zone="America/New_York"
      requirement={{ ...requirement, ...changes }}
      onDone={() => undefined}
    />,
  );
  return { ...rendered, recorded: () => calls.filter(({ method }) => method === 'POST') };
};
const talk = () =>
  within(screen.getByRole('list', { name: 'What the talk before consent covers' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('The record of consent', () => {
  it('S31: says what the talk before it covers, benefits and limits', () => {
    show();
    expect(talk()).toEqual(Object.values(consentTalk.items).map(({ en }) => en));
  });

  it('S31: says it in the patient’s own language, and in the other one for who asks', async () => {
    const { user } = show({}, 'es');
    await waitFor(() => expect(talk()).toEqual(Object.values(consentTalk.items).map(({ es }) => es)));
    await user.click(screen.getByRole('radio', { name: 'English' }));
    expect(talk()).toEqual(Object.values(consentTalk.items).map(({ en }) => en));
  });

  it('H1: begins without a side, whatever the order says', () => {
    show();
    for (const name of ['LEFT', 'RIGHT', 'BOTH SIDES'])
      expect(screen.getByRole('radio', { name })).toHaveProperty('checked', false);
  });

  it('H18: can be waived only where nothing is stopped by it', () => {
    show();
    expect(screen.queryByRole('radio', { name: /Waived/ })).toBeNull();
  });

  it('is no talk before another requirement', () => {
    show({ kind: 'escort-confirmed', stops: null, needs: [] });
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.getByRole('radio', { name: /Waived/ })).toBeTruthy();
  });
});

describe('The record of the prescriber’s decision', () => {
  const decided = {
    kind: 'anticoagulant-decision',
    action: 'ask-the-prescriber',
    needs: ['prescriber', 'decision'],
  } as const;

  it('H7: keeps the last dose and the next one in the clinic’s hours, whatever the browser’s are', async () => {
    const { user, recorded } = show(decided);
    await user.type(screen.getByRole('textbox', { name: 'Prescriber' }), 'Dr Osei');
    await user.type(screen.getByRole('textbox', { name: 'Decision' }), 'As in the letter');
    const next = within(screen.getByRole('group', { name: /^Next dose, as the prescriber said/ }));
    fireEvent.change(next.getByLabelText('Day'), { target: { value: '2026-12-08' } });
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(await screen.findByText('Enter the day and the time, or neither.')).toBeTruthy();
    expect(recorded()).toEqual([]);
    await user.type(next.getByLabelText(/^Time/), '20:00');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await expect.poll(() => recorded().length).toBe(1);
    expect(recorded()[0]?.body).toMatchObject({
      particulars: { prescriber: 'Dr Osei', restartAt: '2026-12-09T01:00:00.000Z' },
    });
    expect(JSON.stringify(recorded()[0]?.body)).not.toContain('lastDoseAt');
  }, 15_000);

  it('H23: of the fasting times keeps that the patient said them back', async () => {
    const { user, recorded } = show({ kind: 'fasting-told', stops: null, needs: [] });
    await user.click(screen.getByRole('checkbox', { name: 'Said back in the patient’s own words' }));
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await expect.poll(() => recorded()[0]?.body).toMatchObject({ particulars: { saidBack: true } });
  });
});
