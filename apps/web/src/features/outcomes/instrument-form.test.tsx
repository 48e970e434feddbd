import type { TargetSymptom } from '@lull/domain';
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { InstrumentForm } from './instrument-form.js';

const zone = 'America/New_York';
/** 08:30 in New York. */
const now = Date.UTC(2026, 11, 1, 13, 30);

function show(
  targetSymptom: TargetSymptom = 'sweating',
  seriesSide: 'left' | 'both' = 'left',
  answer: () => unknown = () => [],
) {
  const calls = fakeApi({ 'POST /series/series/instrument-scores': answer });
  const onRecorded = vi.fn<() => void>();
  const shown = renderInApp(
    <InstrumentForm
      seriesId="series"
      {...{ seriesSide, targetSymptom, now, zone, onRecorded }}
      onCancel={() => undefined}
    />,
  );
  const choose = (name: string | RegExp) => shown.user.click(screen.getByRole('radio', { name }));
  const record = (name: string) => shown.user.click(screen.getByRole('button', { name: `Record ${name}` }));
  return { ...shown, choose, record, onRecorded, sent: () => calls.map(({ body }) => body) };
}

const faults = () =>
  within(screen.getByRole('alert'))
    .getAllByRole('button')
    .map(({ textContent }) => textContent);

describe('Recording an instrument', () => {
  it('of sweating offers the HDSS first, with nothing filled in, and asks for all that is missing at once', async () => {
    const { record, sent } = show('sweating', 'both');
    expect(screen.getByRole('radio', { name: 'HDSS' })).toHaveProperty('checked', true);
    for (const name of [/^1: /, /^4: /, 'LEFT', 'RIGHT', 'in the clinic'])
      expect(screen.getByRole('radio', { name })).toHaveProperty('checked', false);
    await record('HDSS');
    expect(faults()).toEqual([
      'Choose the side. It is never filled in for you.',
      'Choose the answer that the patient gave.',
      'Choose where it was said.',
    ]);
    expect(sent()).toEqual([]);
  });

  it('sends the step, the leg and where on it, at the clinic’s time', async () => {
    const { choose, record, sent, onRecorded, user } = show('sweating', 'both');
    await choose('RIGHT');
    await choose(/^3: Sweating is barely tolerable/);
    await user.click(screen.getByRole('combobox', { name: 'Where on the leg' }));
    await user.click(await screen.findByRole('option', { name: 'foot' }));
    await choose('in the clinic');
    await record('HDSS');
    await vi.waitFor(() => expect(onRecorded).toHaveBeenCalled());
    expect(sent()).toEqual([
      {
        scores: [
          {
            instrument: 'hdss',
            answers: [{ value: 3 }],
            at: '2026-12-01T13:30:00.000Z',
            source: 'clinic',
            side: 'right',
            region: 'foot',
          },
        ],
      },
    ]);
  });

  it('of pain offers PEG, whose three items are all needed, and no leg', async () => {
    const { choose, record, sent, onRecorded, user } = show('pain', 'both');
    expect(screen.queryByRole('radio', { name: 'LEFT' })).toBeNull();
    const items = screen.getAllByRole('textbox').filter(({ id }) => id.startsWith('field-answer'));
    const [first, second, third] = items;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no three items');
    await user.type(first, '4');
    await user.type(second, '0');
    await choose('on the telephone');
    await record('PEG');
    expect(faults()).toEqual(['Answer at least 3 of 3: fewer are no score.']);
    await user.type(third, '5');
    await record('PEG');
    await vi.waitFor(() => expect(onRecorded).toHaveBeenCalled());
    expect(sent()).toMatchObject([
      {
        scores: [{ instrument: 'peg', answers: [{ value: 4 }, { value: 0 }, { value: 5 }], source: 'phone' }],
      },
    ]);
  });

  it('of blood flow offers distance, ulcers and the impression of change', () => {
    show('perfusion');
    for (const name of ['Walking distance', 'Open ulcers', 'PGIC'])
      expect(screen.getByRole('radio', { name })).toBeTruthy();
    expect(screen.getByText(/nothing is judged from them/)).toBeTruthy();
  });

  it('keeps what was chosen when the server refuses, and says why', async () => {
    const refusal = new Refusal({
      status: 422,
      code: 'not-valid',
      detail: 'Not valid.',
      errors: [{ pointer: '/scores/0/at', code: 'not-valid', detail: 'The day lies before the series.' }],
    });
    const { choose, record, onRecorded } = show('sweating', 'left', () => refusal);
    await choose(/^2: /);
    await choose('in the clinic');
    await record('HDSS');
    expect(await screen.findByRole('button', { name: 'The day lies before the series.' })).toBeTruthy();
    expect(screen.getByRole('radio', { name: /^2: / })).toHaveProperty('checked', true);
    expect(onRecorded).not.toHaveBeenCalled();
  });
});
