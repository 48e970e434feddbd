import type { ReportView } from '@lull/contracts';
import { civilDate } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';

test('at the end of the month an administrator goes from the list of reports to the rows behind a figure', async ({
  as,
}) => {
  const page = await as('administrator');

  await test.step('when the list is opened, then every report stands there with what it is about', async () => {
    await page.goto('/reports');
    const list = page.getByRole('list', { name: 'Reports' });
    await expect(list.getByRole('link')).toHaveText([
      'Volume',
      'Relief',
      'Use of block time',
      'Cancellations and no-shows',
      'Access',
      'Series: funnel and length',
      'Sedation mix',
      'Load of the recovery bays',
      'Complications',
      'Diary response',
      'Rules set aside',
    ]);
    await list.getByRole('link', { name: 'Cancellations and no-shows' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Cancellations and no-shows' })).toBeVisible();
  });

  await test.step('when it is told apart by notice, then the address says so and the definitions stand beside the figures', async () => {
    await page.getByRole('combobox', { name: 'By', exact: true }).click();
    await page.getByRole('option', { name: 'Notice given', exact: true }).click();
    await expect(page).toHaveURL(/by=notice/);
    await expect(page.getByText('Lost, version 1')).toBeVisible();
  });

  const table = page.getByRole('region', { name: 'What was lost, and why' });
  const total = table.getByRole('link', { name: /^Lost: \d+, in total$/ });
  const counted = Number((await total.innerText()).replaceAll(',', ''));

  await test.step('when the total is pressed, then as many rows open as it says', async () => {
    expect(counted).toBeGreaterThan(0);
    await total.click();
    const rows = page.getByRole('dialog', { name: 'Lost' });
    const more = rows.getByRole('button', { name: 'Show 50 more' });
    await expect(rows.getByRole('row').nth(1)).toBeVisible();
    while (await more.isVisible()) {
      const shown = await rows.getByRole('row').count();
      await more.click();
      await expect.poll(() => rows.getByRole('row').count()).toBeGreaterThan(shown);
    }
    expect((await rows.getByRole('row').count()) - 1).toBe(counted);
    // No clinical reason is read by who sees no clinical detail of a person.
    await expect(rows).not.toContainText(/infection|anticoagulant|pregnancy|glucose/);
    await rows.getByRole('button', { name: 'Close' }).click();
    await expect(total).toBeFocused();
  });
});

test('volume keeps its address', async ({ as }) => {
  const page = await as('physician');
  await page.goto('/reports/volume?by=physician&compare=before');
  await expect(page).toHaveURL(/\/volume\?.*by=physician/);
  await expect(page.getByRole('columnheader', { name: 'Before' })).toBeVisible();
});

test('a scheduler is offered no complications, and is refused them', async ({ as, api }) => {
  const page = await as('scheduler');
  await page.goto('/reports');
  await expect(page.getByRole('link', { name: 'Sedation mix' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Complications' })).toHaveCount(0);
  const scheduler = await api('scheduler');
  const now = Date.now();
  const range = `from=${civilDate(now - 90 * 86_400_000)}&to=${civilDate(now)}`;
  expect(await scheduler.refusal('GET', `/reports/of/complications?${range}`)).toBe('403 not-allowed');
  const { tables } = await scheduler.get<ReportView>(`/reports/of/sedation?${range}`);
  expect(tables).toHaveLength(1);
});
