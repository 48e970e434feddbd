import type { SeriesDecisionsView } from '@lull/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
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
      baseline: { value: 7, source: 'check-in' },
      quality: 'A',
      unjudged: null,
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
  {
    shown = view,
    mayDecide = true,
    suggestedReview,
  }: { shown?: SeriesDecisionsView; mayDecide?: boolean; suggestedReview?: ReactNode } = {},
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
        suggestedReview={suggestedReview}
      />,
    ),
  };
};

describe('the decision after an injection', () => {
  it('says what the last injection did, what asks for a look, and what the payer asks for', async () => {
    show({});
    const response = within(await screen.findByRole('list', { name: 'Response to the last injection' }));
    expect(response.getByRole('listitem').textContent).toBe(
      '#3No responseno relief at any lookBaseline 7 (check-in) · quality A',
    );
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

  it('offers the way back in the panel for as long as it stands, also of a series that was stopped', async () => {
    const stopped = {
      ...view,
      state: 'stopped',
      waits: null,
      decisions: [word],
      undoUntil: Date.now() + 55_000,
    } as const;
    let stands: SeriesDecisionsView = stopped;
    const { user, sent } = show({
      [`GET ${path}`]: () => stands,
      [`POST ${path}/undo`]: () => (stands = { ...view, version: 5 }),
    });
    const back = within(await screen.findByRole('group', { name: 'Take the decision back' }));
    expect(back.getByText(/^Stop: no response: decided\. It can be taken back for/)).toBeTruthy();
    await user.click(back.getByRole('button', { name: 'Take back' }));
    await waitFor(() =>
      expect(sent().map(({ headers, body }) => [headers.get('if-match'), body])).toEqual([['"v3"', {}]]),
    );
    expect(await screen.findByRole('button', { name: 'Continue' })).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'Take the decision back' })).toBeNull();
  });

  it.each([
    ['its minute is over', { undoUntil: Date.now() - 1 }, true],
    ['the server says so', { undoUntil: null }, true],
    ['the member may not decide', { undoUntil: Date.now() + 55_000 }, false],
  ])('offers no way back when %s', async (_story, more, mayDecide) => {
    show({}, { shown: { ...view, decisions: [word], ...more }, mayDecide });
    expect(await screen.findByRole('region', { name: 'Decisions so far' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull();
  });

  it('has the suggested review beside the words, and of an ended series none', async () => {
    const suggestedReview = <p>A review would be well placed</p>;
    const { unmount } = show({}, { suggestedReview });
    expect(await screen.findByText('A review would be well placed')).toBeTruthy();
    unmount();
    show({}, { shown: { ...view, state: 'completed', waits: null }, suggestedReview });
    await screen.findByRole('list', { name: 'Response to the last injection' });
    expect(screen.queryByText('A review would be well placed')).toBeNull();
  });

  it('after a death says that nothing is sent, and which task is opened', async () => {
    const { user } = show(
      {},
      { shown: { ...view, afterStop: { deceased: { kind: 'after-death', dueInDays: 1 } } } },
    );
    await user.click(await screen.findByRole('button', { name: 'Stop…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByRole('combobox', { name: /Reason/ }), 'deceased');
    expect(
      dialog.getByText(
        'Nothing is sent to the patient any more, and tasks to call the patient are closed. Opens a task: see to what is left, due in 1 day.',
      ),
    ).toBeTruthy();
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
