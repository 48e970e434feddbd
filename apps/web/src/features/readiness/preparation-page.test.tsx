import type { PreparationSheetView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { givenSheet as sheet } from '../../testing/given-sheet.js';
import { renderInApp } from '../../testing/render.js';
import { DayPreparationPage, PreparationPage } from './preparation-page.js';

function show(answer: PreparationSheetView, language: 'en' | 'es' | null = null) {
  fakeApi({ 'GET /sessions/one/preparation-sheet': () => answer });
  const onLanguage = vi.fn<() => void>();
  const shown = renderInApp(
    <PreparationPage sessionId="one" language={language} onLanguage={onLanguage} back={null} />,
  );
  return { ...shown, onLanguage };
}

describe('The preparation sheet', () => {
  it('speaks the patient’s language, under headings, with the clinic’s own number', async () => {
    show(sheet);
    const paper = await screen.findByRole('article', { name: /Aylin Kaya/ });
    expect(paper.getAttribute('lang')).toBe('es');
    expect(paper.textContent).toMatch(/Midtown.*\+15550100.*lun 8 jun 2026, 08:00 EDT/);
    const food = within(paper).getByRole('heading', { name: 'Comida y bebida' }).parentElement;
    expect(food?.textContent).toContain('Nada de comida.');
    expect(within(paper).queryByRole('heading', { name: 'Sus medicinas' })).toBeNull();
  });

  it('can be had in the other language', async () => {
    const { user, onLanguage } = show(sheet, 'en');
    const paper = await screen.findByRole('article', { name: 'How to prepare for your visit: Aylin Kaya' });
    expect(paper.textContent).toContain('No full meal.');
    await user.click(screen.getByRole('radio', { name: 'Español' }));
    expect(onLanguage).toHaveBeenLastCalledWith('es');
    await user.click(screen.getByRole('radio', { name: 'Patient’s language' }));
    expect(onLanguage).toHaveBeenLastCalledWith(null);
  });

  it('tells staff what lacks, outside of the paper', async () => {
    show({ ...sheet, language: null, spokenLanguage: 'vi', clinic: { ...sheet.clinic, phone: null } });
    const paper = await screen.findByRole('article');
    for (const told of [/Nobody is settled who takes/, /speaks Vietnamese/, /no telephone number/])
      expect(paper.contains(screen.getByText(told))).toBe(false);
  });

  it('is none for a session that is over, and says why', async () => {
    show({ ...sheet, asked: false, state: 'cancelled' });
    expect(await screen.findByText(/the session is cancelled/)).toBeTruthy();
    expect(screen.queryByRole('article')).toBeNull();
    expect(screen.getByRole('button', { name: 'Print' }).hasAttribute('disabled')).toBe(true);
  });

  it('is printed for a whole day at once, each in its patient’s language', async () => {
    fakeApi({
      'GET /clinics/clinic/days/2026-06-08/preparation-sheets': () => [
        sheet,
        { ...sheet, sessionId: 'two', patientName: 'Joan Mills', language: 'en' },
      ],
    });
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { user } = renderInApp(
      <DayPreparationPage
        clinicId="clinic"
        date="2026-06-08"
        dateWords="Mon 8 Jun 2026"
        language={null}
        onLanguage={() => undefined}
        back={null}
      />,
    );
    const papers = await screen.findAllByRole('article');
    expect(papers.map((each) => each.getAttribute('lang'))).toEqual(['es', 'en']);
    await user.click(screen.getByRole('button', { name: 'Print 2 sheets' }));
    expect(print).toHaveBeenCalledOnce();
  });
});
