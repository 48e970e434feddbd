import type { ReliefReportView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { civilDate } from '../fixtures/clock.js';
import type { Api } from '../fixtures/api.js';
import { expect, test } from '../fixtures/test.js';
import { ReliefReportPage } from '../pages/relief-report-page.js';

const range = () => `from=${civilDate(Date.now() - 600 * 86_400_000)}&to=${civilDate(Date.now())}`;

/** The figures are made soon after the book was taken over. */
async function figuresMade(api: Api): Promise<ReliefReportView> {
  const read = () => api.get<ReliefReportView>(`/reports/relief?${range()}`);
  await expect.poll(async () => (await read()).pending, { timeout: 60_000 }).toBe(0);
  return read();
}

test('a physician sees how long relief lasts over the clinic, compares, and opens the rows of a figure', async ({
  as,
  api,
}) => {
  const all = await figuresMade(await api('physician'));
  const page = await as('physician');
  const relief = new ReliefReportPage(page);

  await test.step('when the report is opened, then a sentence, a curve and its definition stand there', async () => {
    await relief.open(`?${range()}`);
    await expect(
      page.getByText(/Half of the relief had ended by day .+ evaluable injections of/),
    ).toBeVisible();
    await expect(
      page.getByText(/Re-injecting every 21 days would leave \d+ % .+ of the days relieved/),
    ).toBeVisible();
    await expect(page.getByText(/Definition relief50, version 1/)).toBeVisible();
    await expect(relief.chart.getByText('At risk')).toBeVisible();
    await expect(relief.chart.getByText(/^relief50, version 1; injections from/)).toBeVisible();
    await expect(page.getByRole('img', { name: /^Coverage: .*relief50, version 1/ })).toBeVisible();
    await expectAccessible(page, 'the clinic view of relief');
  });

  await test.step('when another interval is asked for, then the sentence and the address say it', async () => {
    await relief.filters.getByLabel('Re-inject every (days)').fill('10');
    await expect(page.getByText(/Re-injecting every 10 days would leave/)).toBeVisible();
    await expect(page).toHaveURL(/intervalDays=10/);
  });

  await test.step('when ordinals are compared, then the groups are called by who is in them', async () => {
    await relief.choose('Compare by', 'Injection of the series');
    await expect(
      relief.table.getByRole('rowheader', { name: 'Patients who reached injection 2' }),
    ).toBeVisible();
    await expect(page.getByText('other people, not the same people later')).toBeVisible();
    await expect(page).toHaveURL(/compare=ordinal/);
    await expect(relief.table.getByText('fewer than 10').first()).toBeVisible();
  });

  await test.step('when sedation is compared, then each curve has a name and a table of its own under the axis', async () => {
    await relief.choose('Compare by', 'Sedation');
    await expect(relief.chart.getByText('At risk').nth(1)).toBeVisible();
    await expect(relief.chart.getByText('No sedation')).toBeVisible();
  });

  await test.step('when a figure is pressed, then as many rows open as it says, with names', async () => {
    const figure = relief.table
      .getByRole('row', { name: /^Moderate sedation/ })
      .getByRole('link', { name: /: Uncertain responses, / });
    const counted = Number(await figure.innerText());
    await figure.click();
    await expect(page.getByRole('dialog', { name: /^Uncertain responses, / })).toBeVisible();
    expect(await relief.countRows()).toBe(counted);
    await expectAccessible(page, 'the rows behind a figure of relief');
    const lines = await relief.saved(page.getByRole('dialog').getByRole('link', { name: 'CSV of all' }));
    expect(lines.trimEnd().split(/\r?\n/)).toHaveLength(counted + 1);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  await test.step('when a number under the curve is pressed, then as many rows open as it says', async () => {
    const number = relief.chart.getByRole('link', { name: /: At risk, on day 28, Moderate sedation/ });
    const counted = Number(await number.textContent());
    await number.click();
    await expect(page.getByRole('dialog', { name: 'At risk, on day 28, Moderate sedation' })).toBeVisible();
    await expect(page.getByRole('dialog').getByText(/^relief50, version 1/)).toBeVisible();
    expect(await relief.countRows()).toBe(counted);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  await test.step('when the drawing and the table are saved, then both hold what the screen shows', async () => {
    const svg = await relief.saved(page.getByRole('button', { name: 'SVG of the curves' }));
    expect(svg).toContain('relief50, version 1');
    expect(svg).not.toContain('<a ');
    const coverage = await relief.saved(page.getByRole('button', { name: 'SVG of the coverage' }));
    expect(coverage).toContain('days between two injections');
    const steps = await relief.saved(page.getByRole('link', { name: 'CSV of the curves' }));
    expect(steps).toContain('No sedation,relief50,1,kaplan-meier');
    expect(svg).toContain('No sedation');
    expect(svg).not.toContain('var(');
    expect(svg).toContain('stroke="');
    const lines = (await relief.saved(page.getByRole('link', { name: 'CSV', exact: true }))).split(/\r?\n/);
    expect(lines[0]).toContain('definition_version');
    expect(all.groups[0]?.injections).toBeGreaterThan(100);
  });

  await test.step('when one chart is printed, then it stands alone on paper, with its definition', async () => {
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.getByRole('button', { name: 'Print the coverage' }).click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: 'Expected coverage' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'How long relief lasts' })).toBeHidden();
    await expect(page.getByText(/^What share of the days .* relief50, version 1$/)).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(page.getByRole('heading', { name: 'How long relief lasts' })).toBeVisible();
    await page.emulateMedia({ media: null });
  });

  await test.step('when a time without injections is asked for, then it is said, with a way on', async () => {
    await relief.filters.getByLabel('From').fill('2019-01-01');
    await relief.filters.getByLabel('To').fill('2019-01-31');
    await expect(page.getByText('No therapeutic injection of this kind in this time.')).toBeVisible();
  });
});

test('an administrator sees the figures and no names, and a nurse has no way to them', async ({
  as,
  api,
}) => {
  await figuresMade(await api('administrator'));
  const page = await as('administrator');
  const relief = new ReliefReportPage(page);

  await test.step('when rows are opened, then nobody is named', async () => {
    await relief.open(`?${range()}`);
    await relief.table.getByRole('link', { name: /: Responders/ }).click();
    await expect(relief.rows.nth(1)).toContainText('not shown');
    await expect(page.getByRole('dialog').getByRole('link', { name: /,/ })).toHaveCount(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  await test.step('when a nurse asks, then it is refused', async () => {
    expect(await (await api('nurse')).refusal('GET', `/reports/relief?${range()}`)).toBe('403 not-allowed');
    const nurse = await as('nurse');
    await nurse.goto('/day');
    await expect(nurse.getByRole('link', { name: 'Relief' })).toHaveCount(0);
  });
});
