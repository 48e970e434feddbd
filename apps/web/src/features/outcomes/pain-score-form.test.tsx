import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { PainScoreForm } from './pain-score-form.js';

const zone = 'America/New_York';
/** 08:30 in New York. */
const now = Date.UTC(2026, 11, 1, 13, 30);

function show(seriesSide: 'left' | 'both' = 'left', answer: () => unknown = () => []) {
  const calls = fakeApi({ 'POST /series/series/pain-scores': answer });
  const onRecorded = vi.fn<() => void>();
  const shown = renderInApp(
    <PainScoreForm
      seriesId="series"
      seriesSide={seriesSide}
      now={now}
      zone={zone}
      onRecorded={onRecorded}
      onCancel={() => undefined}
    />,
  );
  const choose = (name: string) => shown.user.click(screen.getByRole('radio', { name }));
  const record = () => shown.user.click(screen.getByRole('button', { name: 'Record score' }));
  return { ...shown, choose, record, onRecorded, sent: () => calls.map(({ body }) => body) };
}

const faults = () =>
  within(screen.getByRole('alert'))
    .getAllByRole('button')
    .map(({ textContent }) => textContent);

describe('Recording a pain score', () => {
  it('begins without a number, a side or a place, and asks for all of them at once', async () => {
    const { record, sent } = show('both');
    for (const name of ['0', '5', '10', 'LEFT', 'RIGHT', 'in the clinic', 'on the telephone']) {
      expect(screen.getByRole('radio', { name })).toHaveProperty('checked', false);
    }
    await record();
    expect(faults()).toEqual([
      'Choose the side. It is never filled in for you.',
      'Choose the number the patient gave.',
      'Choose where it was said.',
    ]);
    expect(sent()).toEqual([]);
  });

  it('sends pain now, of the side that hurts, at the clinic’s time', async () => {
    const { choose, record, sent, onRecorded } = show('both');
    for (const name of ['RIGHT', '0', 'in the clinic']) await choose(name);
    await record();
    await vi.waitFor(() => expect(onRecorded).toHaveBeenCalled());
    expect(sent()).toEqual([
      {
        scores: [
          {
            kind: 'now',
            source: 'clinic',
            rescue: false,
            side: 'right',
            value: 0,
            at: '2026-12-01T13:30:00.000Z',
          },
        ],
      },
    ]);
  });

  it('sends an average with the rescue analgesic', async () => {
    const { user, choose, record, sent } = show();
    for (const name of ['Average of the last 24 hours', '4', 'on the telephone']) await choose(name);
    await user.click(screen.getByRole('checkbox', { name: /rescue analgesic/ }));
    await record();
    await vi.waitFor(() =>
      expect(sent()).toEqual([
        {
          scores: [
            { kind: 'avg24h', source: 'phone', rescue: true, value: 4, at: '2026-12-01T13:30:00.000Z' },
          ],
        },
      ]),
    );
  });

  it('sends relief in percent, and not the pain that was chosen before', async () => {
    const { user, choose, record, sent } = show();
    for (const name of ['7', 'Relief in percent', 'in the clinic']) await choose(name);
    await record();
    expect(faults()).toEqual(['Choose the number the patient gave.']);
    await user.type(screen.getByRole('textbox', { name: /^Relief/ }), '60');
    await record();
    await vi.waitFor(() => expect(sent()).toMatchObject([{ scores: [{ kind: 'pct-relief', value: 60 }] }]));
  });

  it.each([
    ['The pain came back', 'pain-returned'],
    ['The pain went', 'pain-relieved'],
  ])('sends the day of "%s", without a number', async (said, kind) => {
    const { user, choose, record, sent } = show();
    for (const name of [said, 'on the telephone']) await choose(name);
    await record();
    expect(faults()).toEqual(['Enter the day.']);
    await user.type(screen.getByLabelText(/On which day/), '2026-11-28');
    await record();
    await vi.waitFor(() =>
      expect(sent()).toEqual([{ scores: [{ kind, source: 'phone', rescue: false, on: '2026-11-28' }] }]),
    );
  });

  it('shows a refusal at its field', async () => {
    const refusal = new Refusal({
      status: 422,
      code: 'not-valid',
      detail: 'Not valid.',
      errors: [{ pointer: '/scores/0/on', code: 'not-valid', detail: 'The day lies before the series.' }],
    });
    const { user, choose, record } = show('left', () => refusal);
    for (const name of ['The pain went', 'in the clinic']) await choose(name);
    await user.type(screen.getByLabelText(/On which day/), '2020-01-01');
    await record();
    await user.click(await screen.findByRole('button', { name: 'The day lies before the series.' }));
    expect(document.activeElement).toBe(screen.getByLabelText(/On which day/));
  });
});
