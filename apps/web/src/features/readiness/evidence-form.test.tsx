import type { RequirementView } from '@lull/contracts';
import { consentTalk } from '@lull/contracts/plain';
import { screen, waitFor, within } from '@testing-library/react';
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
  fakeApi({ 'GET /sessions/session/preparation-sheet': () => ({ ...givenSheet, language }) });
  return renderInApp(
    <EvidenceForm
      sessionId="session"
      requirement={{ ...requirement, ...changes }}
      onDone={() => undefined}
    />,
  );
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
