import type { DiaryFiguresView, PatientLinkView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { clinic } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { DiaryFigures } from './diary-figures.js';
import { DiaryLinkDialog } from './diary-link-dialog.js';
import { answeredText, linkSentence } from './link-words.js';
import { slipTexts } from './slip-texts.js';

const url = 'https://clinic.example/d/#a-token-of-the-link-0123456789';
const zone = 'America/New_York';
const at = Date.UTC(2099, 11, 1, 15);

const none: PatientLinkView = {
  state: 'none',
  createdAt: null,
  lastUsedAt: null,
  expiresAt: null,
  entries: 0,
  asked: 0,
  answered: 0,
};
const sent: PatientLinkView = { ...none, state: 'sent', createdAt: at, expiresAt: at };

beforeEach(() => void vi.unstubAllGlobals());

function givenPatient(language: string, link = none) {
  const kept = { link };
  return fakeApi({
    'GET /patients/p1': () => ({ id: 'p1', givenName: 'Iris', familyName: 'Marlow', language }),
    'GET /patients/p1/patient-link': () => kept.link,
    'POST /patients/p1/patient-links': () => {
      kept.link = sent;
      return { id: 'l1', url, expiresAt: at, invited: false };
    },
    'POST /patients/p1/patient-link/revoke': () => {
      kept.link = { ...sent, state: 'revoked' };
      return kept.link;
    },
  });
}

const showDialog = () =>
  renderInApp(<DiaryLinkDialog patientId="p1" zone={zone} onClose={() => undefined} />);

describe('the hand-over of the diary', () => {
  it('makes no link by being looked at, and shows the code when asked for it', async () => {
    const calls = givenPatient('en');
    const { user } = showDialog();
    expect(await screen.findByText('This patient has no diary link yet.')).toBeTruthy();
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show the code' }));
    expect(await screen.findByRole('img', { name: 'Code that opens the patient’s diary' })).toBeTruthy();
    expect(screen.getAllByText(url)).toHaveLength(2);
  });

  it.each([
    ['es-MX', slipTexts.es],
    ['en', slipTexts.en],
    ['tr', slipTexts.en],
  ])('prints a slip for a patient who reads %s, with the first name alone', async (language, texts) => {
    givenPatient(language);
    const { user } = showDialog();
    await user.click(await screen.findByRole('button', { name: 'Show the code' }));
    const title = await screen.findByText(texts.title);
    const slip = title.closest('div');
    expect(slip?.lang).toBe(texts === slipTexts.es ? 'es' : 'en');
    expect(slip?.textContent).toContain(texts.greeting('Iris'));
    expect(slip?.textContent).not.toContain('Marlow');
  });

  it('warns that a new code ends the old link, and revokes the one that stands', async () => {
    const calls = givenPatient('en', { ...sent, state: 'opened', lastUsedAt: at });
    const { user } = showDialog();
    expect(await screen.findByRole('button', { name: 'Show a new code (ends the old link)' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Revoke the link' }));
    expect(await screen.findByText(linkSentence({ ...sent, state: 'revoked' }, zone))).toBeTruthy();
    expect(calls.some(({ path }) => path === '/patients/p1/patient-link/revoke')).toBe(true);
  });
});

describe('enrolment and response', () => {
  it('stand with their counts, and a rate only where ten or more are behind it', async () => {
    const figures: DiaryFiguresView = { patients: 40, linked: 20, opened: 9, asked: 100, answered: 73 };
    fakeApi({ [`GET /clinics/${clinic.id}/diary-figures`]: () => figures });
    renderInApp(<DiaryFigures clinic={clinic} />);
    const panel = within(await screen.findByRole('region', { name: 'Patient diary' }));
    expect(await panel.findByText('20 of 40 (50 %)')).toBeTruthy();
    expect(panel.getByText('9 of 20 (45 %)')).toBeTruthy();
    expect(panel.getByText('73 of 100 asked (73 %)')).toBeTruthy();
    expect(answeredText({ asked: 9, answered: 3 })).toBe('3 of 9 asked');
    expect(answeredText({ asked: 0, answered: 0 })).toBe('none asked yet');
  });
});
