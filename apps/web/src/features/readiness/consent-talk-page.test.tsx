import type { PreparationSheetView } from '@lull/contracts';
import { consentTalk } from '@lull/contracts/plain';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { givenSheet } from '../../testing/given-sheet.js';
import { renderInApp } from '../../testing/render.js';
import { ConsentTalkPage } from './consent-talk-page.js';

function show(sheet: PreparationSheetView, language: 'en' | 'es' | null = null) {
  fakeApi({ 'GET /sessions/one/preparation-sheet': () => sheet });
  const onLanguage = vi.fn<() => void>();
  const shown = renderInApp(
    <ConsentTalkPage sessionId="one" language={language} onLanguage={onLanguage} back={null} />,
  );
  return { ...shown, onLanguage };
}
const itemsOf = (paper: HTMLElement) =>
  within(paper)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('The talk before consent on paper', () => {
  it('S31: is one page in the patient’s language, with the patient’s two identifiers', async () => {
    show(givenSheet);
    const paper = await screen.findByRole('article', { name: `${consentTalk.title.es}: Aylin Kaya` });
    expect(paper.getAttribute('lang')).toBe('es');
    expect(itemsOf(paper)).toEqual(Object.values(consentTalk.items).map(({ es }) => es));
    expect(paper.textContent).toContain('1961-02-03');
  });

  it('S31: can be had in the other language, and printed', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { user, onLanguage } = show(givenSheet, 'en');
    const paper = await screen.findByRole('article', { name: `${consentTalk.title.en}: Aylin Kaya` });
    expect(itemsOf(paper)).toEqual(Object.values(consentTalk.items).map(({ en }) => en));
    await user.click(screen.getByRole('radio', { name: 'Patient’s language' }));
    expect(onLanguage).toHaveBeenLastCalledWith(null);
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
  });

  it('S31: says that it is no form, and has no place to sign', async () => {
    show(givenSheet, 'en');
    const paper = await screen.findByRole('article');
    expect(paper.textContent).toContain(consentTalk.noForm.en);
    expect(paper.textContent).not.toMatch(/signature|signed by|_{3}/i);
  });

  it('tells staff, outside of the paper, when the patient speaks neither language', async () => {
    show({ ...givenSheet, language: null, spokenLanguage: 'vi' });
    const paper = await screen.findByRole('article');
    expect(paper.getAttribute('lang')).toBe('en');
    expect(paper.contains(screen.getByText(/speaks Vietnamese/))).toBe(false);
  });
});
