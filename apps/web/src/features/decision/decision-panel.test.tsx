import type { SeriesDecisionsView } from '@lull/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, series } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { DecisionPanel } from './decision-panel.js';

const day = 86_400_000;
const now = at('08:00');
const view: SeriesDecisionsView = {
  seriesId: series.id,
  version: 3,
  state: 'active',
  last: [
    {
      side: 'left',
      injectionId: 'third',
      ordinal: 3,
      injectedAt: now - 14 * day,
      response: 'non-responder',
      duration: { lower: 0, upper: 0 },
      judgedFrom: now - 7 * day,
    },
  ],
  definition: 'relief50 1 (2024-01-01)',
  policy: { version: '1', author: 'Lull defaults', effectiveFrom: '2026-11-23' },
  waits: { dueAt: now },
  prompts: [{ code: 'series.non-response-repeated', detail: '2 injections without a response.' }],
  repeat: {
    payer: 'Fern Health',
    rule: { validFrom: '2026-01-01', source: 'Policy 7' },
    criteria: [
      {
        code: 'relief',
        status: 'not-met',
        detail: 'At least 50 % relief for 7 days after the last injection',
      },
      {
        code: 'physical-therapy',
        status: 'not-known',
        detail: 'Physical therapy: Lull keeps no record of it',
      },
    ],
  },
  next: { id: 'fourth', start: now + 14 * day, clinicId: clinic.id, fate: 'confirmed' },
  freed: [
    { id: 'fourth', start: now + 14 * day, clinicId: clinic.id },
    { id: 'fifth', start: now + 28 * day, clinicId: clinic.id },
  ],
  afterStop: { 'no-response': { kind: 'other-treatment', dueInDays: 7 } },
  decisions: [],
  undoUntil: null,
};
const word = {
  id: 'word',
  word: 'stop',
  reason: 'no-response: Tried twice',
  endReason: 'no-response',
  injectionId: 'third',
  responses: [{ side: 'left', ordinal: 3, response: 'non-responder' }],
  definition: view.definition,
  policy: '1',
  changes: {},
  drugs: null,
  sessions: 2,
  decidedBy: 'Dr Ito',
  decidedAt: now,
  takenBack: null,
} satisfies SeriesDecisionsView['decisions'][number];

const path = `/series/${series.id}/decisions`;
const show = (
  answers: Parameters<typeof fakeApi>[0],
  { shown = view, mayDecide = true }: { shown?: SeriesDecisionsView; mayDecide?: boolean } = {},
) => {
  const calls = fakeApi({ [`GET ${path}`]: () => shown, ...answers });
  return {
    calls,
    sent: () => calls.filter(({ method }) => method === 'POST'),
    ...renderInApp(
      <DecisionPanel
        series={series}
        zone={clinic.timeZone}
        zoneOf={() => clinic.timeZone}
        now={now}
        mayDecide={mayDecide}
      />,
    ),
  };
};

describe('the decision after an injection', () => {
  it('says what the last injection did, what asks for a look, and what the payer asks for', async () => {
    show({});
    const response = within(await screen.findByRole('list', { name: 'Response to the last injection' }));
    expect(response.getByRole('listitem').textContent).toBe('#3No responseno relief at any look');
    expect(screen.getByRole('list', { name: 'Look before the next injection' }).textContent).toContain(
      '2 injections without a response.',
    );
    const payer = within(screen.getByRole('region', { name: 'What the payer asks for' }));
    expect(payer.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'At least 50 % relief for 7 days after the last injection: not met',
      'Physical therapy: Lull keeps no record of it: not known',
    ]);
    expect(screen.getByText(/Stop frees 2 sessions and offers their times to the waitlist/)).toBeTruthy();
  });

  it('goes on in one press, about the injection and the version that were seen, and takes it back', async () => {
    const { user, sent } = show({
      [`POST ${path}`]: () => ({
        ...view,
        version: 4,
        waits: null,
        decisions: [{ ...word, word: 'continue', endReason: null, sessions: 1 }],
      }),
      [`POST ${path}/undo`]: () => ({ ...view, version: 5 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    // In the toast, and in what a screen reader is told.
    expect((await screen.findAllByText(/The next session is confirmed/)).length).toBeGreaterThan(0);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent().map(({ headers, body }) => [headers.get('if-match'), body])).toEqual([
      ['"v3"', { word: 'continue', injectionId: 'third' }],
      ['"v4"', {}],
    ]);
  });

  it('stops with a reason, names what is freed, and leads to the reason when it is missing', async () => {
    const { user, sent } = show({
      [`POST ${path}`]: () =>
        new Refusal({
          status: 409,
          code: 'series.end-reason-missing',
          detail: 'Choose the reason for which the series stops.',
          errors: [
            {
              code: 'series.end-reason-missing',
              detail: 'Choose the reason for which the series stops.',
              pointer: '/endReason',
            },
          ],
        }),
    });
    await user.click(await screen.findByRole('button', { name: 'Stop…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      within(dialog.getByRole('list', { name: 'Sessions that are freed' })).getAllByRole('listitem'),
    ).toHaveLength(2);
    await user.click(dialog.getByRole('button', { name: 'Stop the series' }));
    expect(await dialog.findByRole('alert')).toBeTruthy();
    await user.selectOptions(dialog.getByRole('combobox', { name: /Reason/ }), 'no response');
    expect(dialog.getByText('Opens a task: look for another treatment, due in 7 days.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Stop the series' }));
    expect(sent().at(-1)?.body).toEqual({ word: 'stop', endReason: 'no-response', injectionId: 'third' });
  });

  it('sends of a changed plan only what is another', async () => {
    const { user, sent } = show({ [`POST ${path}`]: () => ({ ...view, version: 4 }) });
    await user.click(await screen.findByRole('button', { name: 'Change…' }));
    const dialog = within(await screen.findByRole('dialog'));
    const target = dialog.getByRole('textbox', { name: 'Target' });
    await user.clear(target);
    await user.type(target, '28');
    await user.type(dialog.getByRole('textbox', { name: 'Drugs for the next injection' }), 'Without steroid');
    await user.click(dialog.getByRole('button', { name: 'Change the plan' }));
    expect(sent().at(-1)?.body).toEqual({
      word: 'change',
      injectionId: 'third',
      plan: { targetIntervalDays: 28, drugs: 'Without steroid' },
    });
  });

  it('offers nothing to who may not decide, nor of a series that has ended, and keeps every word', async () => {
    const ended = { ...view, state: 'stopped', waits: null, prompts: [], decisions: [word] } as const;
    show({}, { shown: ended, mayDecide: false });
    const words = within(await screen.findByRole('region', { name: 'Decisions so far' }));
    expect(words.getByRole('listitem').textContent).toContain('Stop: no response');
    expect(words.getByRole('listitem').textContent).toContain('#3 no response · Tried twice · Dr Ito');
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });

  it('says that an injection is too young to be judged, and that nothing was given', async () => {
    const { unmount } = show(
      {},
      {
        shown: {
          ...view,
          last: [
            {
              ...(view.last[0] as (typeof view.last)[number]),
              response: 'not-evaluable',
              duration: null,
              judgedFrom: now + day,
            },
          ],
        },
      },
    );
    expect(await screen.findByText(/too early: it can be judged from/)).toBeTruthy();
    unmount();
    show({}, { shown: { ...view, last: [], next: null } });
    expect(await screen.findByText(/No injection yet/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });

  it('offers another try when it cannot be read', async () => {
    fakeApi({ [`GET ${path}`]: () => new Refusal({ status: 503, code: 'busy', detail: 'Busy.' }) });
    renderInApp(
      <DecisionPanel
        series={series}
        zone={clinic.timeZone}
        zoneOf={() => clinic.timeZone}
        now={now}
        mayDecide
      />,
    );
    expect(await screen.findByRole('button', { name: /again/i })).toBeTruthy();
  });
});
