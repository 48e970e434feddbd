import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { PatientSearch } from './patient-search.js';

const row = (id: string, familyName: string) => ({
  id,
  mrn: `MP-${id}`,
  familyName,
  givenName: 'Anna',
  birthDate: '1961-04-05',
  sexAtBirth: 'female',
  openSeries: 1,
  nextSessionAt: null,
});

function show(answer: (call: FakeCall) => unknown) {
  const calls = fakeApi({ 'POST /patients/searches': answer });
  const onOpen = vi.fn<(id: string) => void>();
  const shown = renderInApp(
    <PatientSearch
      zone="America/New_York"
      onOpen={onOpen}
      patientLink={(id, line) => <a href={`#${id}`}>{line}</a>}
    />,
  );
  return { calls, onOpen, ...shown };
}

const field = () => screen.getByRole('textbox', { name: /Name, birth date or MRN/ });

describe('Finding a patient', () => {
  it('asks as one types, with two identifiers beside each name', async () => {
    const { user, calls } = show(() => ({ rows: [row('1', 'Meyer')], next: null }));
    expect(document.activeElement).toBe(field());
    await user.type(field(), 'meyer anna');
    expect(await screen.findByRole('link', { name: /Meyer, Anna.*born 5 Apr 1961.*MP-1/ })).toBeTruthy();
    expect(calls.at(-1)).toMatchObject({ path: '/patients/searches', body: { q: 'meyer anna' } });
  });

  it('walks by the arrow keys and opens the first by Enter', async () => {
    const { user, onOpen } = show(() => ({ rows: [row('1', 'Meyer'), row('2', 'Meyers')], next: null }));
    await user.type(field(), 'mey');
    const second = await screen.findByRole('link', { name: /Meyers/ });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(second);
    await user.keyboard('{ArrowUp}{ArrowUp}{Enter}');
    expect(onOpen).toHaveBeenCalledWith('1');
  });

  it('opens nobody by Enter who was found by the words before', async () => {
    const answers = [{ rows: [row('1', 'Meyer')], next: null }, new Promise(() => undefined)];
    const { user, onOpen } = show(() => answers.shift());
    await user.type(field(), 'mey');
    await screen.findByRole('link', { name: /Meyer/ });
    await user.type(field(), 'dani{Enter}');
    expect(onOpen).not.toHaveBeenCalled();
    await user.clear(field());
    await user.type(field(), 'mey{Enter}');
    await vi.waitFor(async () => {
      await user.keyboard('{Enter}');
      expect(onOpen).toHaveBeenCalledWith('1');
    });
  });

  it('says that nobody was found', async () => {
    const { user } = show(() => ({ rows: [], next: null }));
    await user.type(field(), 'zz');
    expect(await screen.findByText(/Nobody found/)).toBeTruthy();
  });

  it('asks which of two days is meant, and does not ask to try again', async () => {
    const { user } = show(({ body }) =>
      JSON.stringify(body).includes('1938-06-12')
        ? { rows: [row('1', 'Meyer')], next: null }
        : new Refusal({ status: 422, code: 'patients.birth-date-unclear', detail: 'Which?' }),
    );
    await user.type(field(), 'meyer 12/06/1938');
    expect(await screen.findByRole('button', { name: '6 Dec 1938' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '12 Jun 1938' }));
    expect(await screen.findByRole('link', { name: /Meyer, Anna/ })).toBeTruthy();
  });

  it('says why a birth date cannot be read', async () => {
    const { user } = show(
      () =>
        new Refusal({
          status: 422,
          code: 'patients.birth-date-unclear',
          detail: 'Write the birth date as 1961-04-05.',
        }),
    );
    await user.type(field(), '31.02.1961');
    expect(await screen.findByText('Write the birth date as 1961-04-05.')).toBeTruthy();
  });
});
