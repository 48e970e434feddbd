import type { SeriesView, WaitlistView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { expect, test } from '../fixtures/test.js';
import { DecisionPanel } from '../pages/decision-panel.js';
import { SeriesPage } from '../pages/series-page.js';
import { WorklistsPage } from '../pages/worklists-page.js';

test('before the clinic: a series that does not help is stopped, its three sessions are free at once, and others get the offers', async ({
  as,
  api,
  given,
}) => {
  const physicianApi = await api('physician');
  const { series, name, sessions, waiting } =
    await test.step('given a series with three sessions ahead, and three patients who wait', async () => {
      const { series: found } = await given.seriesWithHistory(3);
      for (let ahead = 0; ahead < 3; ahead += 1) await given.session(await given.seriesAgain(found.id));
      const waits: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const patient = await given.patient();
        const other = await given.series(patient.id, { sedation: 'none' });
        await given.waiting(other);
        waits.push(other.id);
      }
      const { version } = await given.seriesAgain(found.id);
      await physicianApi.patch(`/series/${found.id}`, version, { gated: true, plannedCount: 12 });
      const booked = await given.seriesAgain(found.id);
      return { series: booked, name: booked.patientName, sessions: standing(booked), waiting: waits };
    });
  expect(sessions).toHaveLength(3);
  const page = await as('physician');
  const panel = new DecisionPanel(page);

  await test.step('when the physician opens the list, then who did not respond stands first, and it says so', async () => {
    const lists = new WorklistsPage(page);
    await lists.open('decisions', '2099-12-31');
    await expect(lists.first).toContainText(/#\d+: no response/);
    await expect(lists.first.getByRole('link', { name: /^Decide: / })).toBeVisible();
    await expectAccessible(page, 'the list of decisions');
  });

  await test.step('and the decision stands beside the picture, with what each word would do', async () => {
    await new SeriesPage(page).open(series.id);
    await expect(panel.response).toContainText(/#\d+/);
    await expect(panel.region).toContainText('Stop frees 3 sessions and offers their times to the waitlist.');
    await expect(panel.region.getByRole('region', { name: 'Suggested review' })).toContainText(
      /A review would be well placed|relief has probably ended/,
    );
    const fold = page.viewportSize()?.height ?? 0;
    for (const seen of [new SeriesPage(page).drawing, panel.button('Continue'), panel.button('Stop…')]) {
      const box = await seen.boundingBox();
      expect((box?.y ?? fold) + (box?.height ?? 0), 'on one screen, without scrolling').toBeLessThan(fold);
    }
    await expectAccessible(page, 'the decision');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, 'the decision in the dark', 'colours');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('when it is continued by mistake, then it is taken back from the toast', async () => {
    await panel.button('Continue').click();
    await expect(panel.history).toContainText('Continue');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(panel.history).toContainText('taken back by');
  });

  await test.step('and once more, and its toast is gone, then from the panel', async () => {
    await panel.button('Continue').click();
    await expect(panel.takeBack).toContainText('Continue: decided. It can be taken back for');
    await expectAccessible(page, 'a decision that can be taken back');
    await panel.takeBack.getByRole('button', { name: 'Take back' }).click();
    await expect(panel.takeBack).toHaveCount(0);
    await expect(panel.history.getByText(/taken back by/)).toHaveCount(2);
  });

  await test.step('when it is stopped without a reason, then it says what is missing', async () => {
    await panel.button('Stop…').click();
    await expect(
      panel.dialog.getByRole('list', { name: 'Sessions that are freed' }).getByRole('listitem'),
    ).toHaveCount(3);
    await panel.dialog.getByRole('button', { name: 'Stop the series' }).click();
    await expect(panel.dialog.getByRole('alert')).toContainText(
      'Choose the reason for which the series stops.',
    );
    await expectAccessible(page, 'the dialog of a stop');
  });

  await test.step('and with its reason, then the three sessions are free at once', async () => {
    await panel.dialog.getByLabel('Reason').selectOption('no response');
    await expect(panel.dialog).toContainText('Opens a task: look for another treatment, due in 7 days.');
    await panel.dialog.getByRole('button', { name: 'Stop the series' }).click();
    await expect(panel.history).toContainText('Stop: no response');
    const after = await given.seriesAgain(series.id);
    expect(after.state).toBe('stopped');
    expect(
      sessions
        .map(({ id }) => after.sessions.find((each) => each.id === id))
        .map((each) => each?.cancelReason),
    ).toEqual(['series-stopped', 'series-stopped', 'series-stopped']);
  });

  await test.step('then the waitlist has the offers', async () => {
    const { id } = await given.clinic();
    const scheduler = await api('scheduler');
    await expect
      .poll(async () => {
        const { freedTimes } = await scheduler.get<WaitlistView>(`/clinics/${id}/waitlist`);
        return sessions.filter(({ start }) =>
          freedTimes.some((freed) => freed.start === start && freed.offer !== null),
        ).length;
      })
      .toBe(3);
    expect(waiting).toHaveLength(3);
  });

  await test.step('and a task stands to look for another treatment', async () => {
    await page.goto(`/tasks?kind=other-treatment`);
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toContainText('Other treatment');
  });
});

function standing({ sessions }: SeriesView): SeriesView['sessions'] {
  return sessions
    .filter(({ state }) => ['tentative', 'booked', 'confirmed'].includes(state))
    .toSorted((a, b) => a.start - b.start);
}
