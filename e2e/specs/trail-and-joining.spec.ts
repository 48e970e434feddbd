import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { expect, phone, test } from '../fixtures/test.js';

test('a patient who is in the book twice is joined, and the joining is taken back', async ({ as, given }) => {
  const { kept, double, series } = await test.step('given two records of one person', async () => {
    const one = await given.patient();
    const other = await given.patient({ familyName: one.familyName, comparedWithDuplicates: true });
    return { kept: one, double: other, series: await given.series(other.id) };
  });
  const page = await as('scheduler');

  await test.step('when the likely duplicates are opened, then both stand beside each other', async () => {
    await page.goto('/patients');
    await page.getByRole('link', { name: 'Likely duplicates' }).click();
    await expect(page.getByRole('row').filter({ hasText: double.mrn })).toBeVisible();
    await page
      .getByRole('row')
      .filter({ hasText: double.mrn })
      .getByRole('link', { name: `Compare with ${kept.mrn}` })
      .click();
    await expect(page.getByRole('region', { name: 'The two records' })).toContainText('1, would move');
    await expectAccessible(page, 'two records');
    await page.setViewportSize(phone);
    await expectNoSidewaysScroll(page, 'two records');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('when they are joined, then the series stands at the record that is kept', async () => {
    await page.getByLabel('How you know that this is one person').fill('Both cards were shown');
    await page.getByRole('button', { name: `Join into ${kept.mrn}` }).click();
    await expect(page).toHaveURL(new RegExp(`/patients/${kept.id}$`));
    await expect(page.locator(`a[href*="${series.id}"]`).first()).toBeVisible();
    await page.goto(`/patients/${double.id}`);
    await expect(page.getByRole('note')).toContainText('joined into another one');
    await expect(page.getByRole('link', { name: 'New series' })).toHaveCount(0);
  });

  await test.step('when it is taken back, then each record has its own again', async () => {
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByLabel('Why they are two persons').fill('They are sisters');
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText(/Taken back on/)).toBeVisible();
    await expect(page.locator(`a[href*="${series.id}"]`).first()).toBeVisible();
    await expect(page.getByRole('note')).toHaveCount(0);
  });

  await test.step('then the auditor sees the joining before and after, and hands the patient a report', async () => {
    const auditor = await as('auditor');
    await auditor.goto(`/trail?noun=patient-merge&patient=${kept.id}&action=update`);
    await auditor
      .getByRole('button', { name: /^What event .* holds$/ })
      .first()
      .click();
    await expect(
      auditor.getByRole('row', { name: 'reversal reason nothing They are sisters', exact: true }),
    ).toBeVisible();
    await expectAccessible(auditor, 'an event of the trail');
    await auditor.getByRole('link', { name: 'Access report for a patient' }).click();
    const sheet = auditor.getByRole('article', { name: 'Who used your record' });
    await expect(sheet).toContainText('the joining of two records of you');
    await expectAccessible(auditor, 'access report');
  });
});
