import type { PatientView, VolumePageView, VolumeView } from '@lull/contracts';
import { civilDate, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { VolumePage } from '../pages/volume-page.js';

test('an administrator sees volume by month and physician, and every figure opens its rows', async ({
  as,
  api,
}) => {
  const page = await as('administrator');
  const volume = new VolumePage(page);

  await test.step('when volume is asked for by month and physician, then what is counted is said beside it', async () => {
    await volume.open();
    await expect(page.getByRole('heading', { level: 1, name: 'Volume' })).toBeVisible();
    await expect(page.getByText('What is counted')).toBeVisible();
    await volume.splitBy('Physician');
    await expect(volume.table.getByRole('columnheader')).toContainText(['Month', 'Dr.', 'Total']);
  });

  const figure = volume.figures.filter({ hasText: /^\d+$/ }).first();
  const counted = Number(await figure.innerText());

  await test.step('when a figure is pressed, then as many rows open as it says', async () => {
    await expect(figure).toHaveAccessibleName(new RegExp(`^${counted} sessions, .+, Dr\\. `));
    await figure.click();
    await expect(page.getByRole('dialog', { name: /^Sessions, .+, Dr\. / })).toBeVisible();
    expect(await volume.countRows()).toBe(counted);
    await expect(page.getByRole('dialog')).toContainText(`${counted} of ${counted} shown`);
  });

  await test.step('when the rows are downloaded, then the file has the same rows, one line each', async () => {
    const lines = await volume.download(page.getByRole('dialog').getByRole('link', { name: 'CSV of all' }));
    expect(lines).toHaveLength(counted + 1);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  await test.step('when the table is downloaded, then its totals are those of the screen', async () => {
    const lines = await volume.download(page.getByRole('link', { name: 'CSV', exact: true }));
    const total = await volume.table.getByRole('row').last().getByRole('cell').last().innerText();
    expect(lines.at(-1)).toMatch(new RegExp(`^"?Total"?,.*,${total}$`));
    const now = Date.now();
    const answer = await (
      await api('administrator')
    ).get<VolumeView>(
      `/reports/volume?measure=sessions&by=month&from=${civilDate(now - 30 * 86_400_000)}&to=${civilDate(now)}`,
    );
    expect(answer.rows.reduce((sum, row) => sum + (row.total ?? NaN), 0)).toBe(answer.total);
  });
});

test('a name that a spreadsheet would execute is text in the file', async ({ as, given }) => {
  const { day } = await test.step('given a patient whose name begins as a formula does', async () => {
    const patient = await given.patient({
      familyName: '=HYPERLINK("http://127.0.0.1","pay")',
      givenName: '+1',
    });
    const { start } = await given.session(await given.series(patient.id));
    return { day: wallClock(start, (await given.clinic()).timeZone).date };
  });
  const page = await as('administrator');
  const volume = new VolumePage(page);

  await test.step('when the rows of that day are downloaded, then the name begins with an apostrophe', async () => {
    await volume.open(`?from=${day}&to=${day}&open=true`);
    const lines = await volume.download(page.getByRole('dialog').getByRole('link', { name: 'CSV of all' }));
    const line = lines.find((each) => each.includes('HYPERLINK'));
    expect(line).toContain(`"'=HYPERLINK(""http://127.0.0.1"",""pay""), +1"`);
    expect(lines.filter((each) => /(^|,)"?[=+\-@\t]/.test(each))).toEqual([]);
  });
});

test('an administrator sees no clinical detail of a person', async ({ as, api, given }) => {
  const administrator = await api('administrator');
  const series = await test.step('given a patient with a series and a session', async () => {
    const planned = await given.series((await given.patient()).id);
    await given.session(planned);
    return planned;
  });

  await test.step('when the rows of a report are read, then no side and no purpose is in them', async () => {
    const now = Date.now();
    const { sessions } = await administrator.get<VolumePageView>(
      `/reports/volume/sessions?measure=sessions&by=month&from=${civilDate(now - 60 * 86_400_000)}&to=${civilDate(now)}&limit=100`,
    );
    expect(sessions.length).toBeGreaterThan(0);
    expect(sessions.filter(({ side, purpose }) => side !== null || purpose !== null)).toEqual([]);
  });

  await test.step('when the patient’s page is opened, then it has no flags, no series and no way to them', async () => {
    const page = await as('administrator');
    await page.goto(`/patients/${series.patientId}`);
    await expect(page.getByRole('heading', { name: 'Contacts' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /Clinical flags|Series|Lumbar/ })).toHaveCount(0);
    const patient = await administrator.get<PatientView>(`/patients/${series.patientId}`);
    expect([patient.flags, patient.readiness, patient.conditions]).toEqual([null, [], []]);
    expect(await administrator.refusal('GET', `/patients/${series.patientId}/series`)).toBe(
      '403 not-allowed',
    );
    expect(await administrator.refusal('GET', `/series/${series.id}`)).toBe('403 not-allowed');
    expect(await administrator.refusal('GET', `/series/${series.id}/relief`)).toBe('403 not-allowed');
  });
});
