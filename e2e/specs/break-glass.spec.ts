import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { expect, phone, test } from '../fixtures/test.js';

test('a colleague’s record is restricted, opened with a reason, and the opening is reviewed', async ({
  as,
  api,
  given,
}) => {
  const { patient, series } =
    await test.step('given somebody who works here and is treated here', async () => {
      const mine = await given.patient();
      return { patient: mine.id, series: await given.series(mine.id) };
    });
  const administrator = await as('administrator');

  await test.step('when an administrator restricts the record, then it says so', async () => {
    await administrator.goto(`/patients/${patient}`);
    await administrator.getByRole('button', { name: 'Restrict', exact: true }).click();
    await administrator.getByLabel(/^Works here/).check();
    await administrator.getByLabel('Reason', { exact: true }).fill('Works at the desk');
    await expectAccessible(administrator, 'restricting a record');
    await administrator.getByRole('dialog').getByRole('button', { name: 'Restrict' }).click();
    await expect(administrator.getByRole('note', { name: 'Restricted record' })).toBeVisible();
    await expect(administrator.getByRole('button', { name: 'Open the record' })).toHaveCount(0);
  });

  const nurse = await as('nurse');
  await test.step('then a nurse sees what booking needs, and nothing clinical', async () => {
    await nurse.goto(`/series/${series.id}`);
    const note = nurse.getByRole('note', { name: 'Restricted record' });
    await expect(note).toContainText('You see what booking needs');
    await expect(nurse.getByRole('region', { name: 'Plan' })).toContainText('Restricted record');
    await expect(nurse.getByRole('region', { name: 'Sessions' })).toBeVisible();
    await expect(nurse.getByRole('link', { name: 'Record score' })).toHaveCount(0);
    await expect(nurse.getByText(/Relief/)).toHaveCount(0);
    expect(await (await api('nurse')).refusal('GET', `/series/${series.id}/relief`)).toBe(
      '403 record-restricted',
    );
    await nurse.setViewportSize(phone);
    await expectNoSidewaysScroll(nurse, 'a closed record');
    await expectAccessible(nurse, 'a closed record');
    await nurse.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('when she opens it with a reason, then all of it is there, with a banner', async () => {
    await nurse.getByRole('button', { name: 'Open the record' }).click();
    await nurse.getByLabel('Why you need to see it').fill('I treat her today at half past nine');
    await nurse.getByRole('button', { name: 'Open for 60 minutes' }).click();
    const banner = nurse.getByRole('note', { name: 'Opened restricted record' });
    await expect(banner).toContainText('I treat her today at half past nine');
    await expect(nurse.getByRole('link', { name: 'Record score' })).toBeVisible();
    await expectAccessible(nurse, 'an opened record');
    expect(await (await api('physician')).refusal('GET', `/series/${series.id}/relief`)).toBe(
      '403 record-restricted',
    );
  });

  await test.step('when she is done, then she closes it before the hour is over', async () => {
    await nurse.getByRole('button', { name: 'Close the record' }).click();
    await expect(nurse.getByRole('note', { name: 'Restricted record' })).toBeVisible();
    await expect(nurse.getByRole('link', { name: 'Record score' })).toHaveCount(0);
  });

  await test.step('then whoever watches over the trail reads the reason and says whether it was justified', async () => {
    const auditor = await as('auditor');
    await auditor.goto('/trail');
    await auditor.getByRole('link', { name: 'Opened records' }).click();
    const { mrn } = await (await api('scheduler')).get<{ mrn: string }>(`/patients/${patient}`);
    const row = auditor.getByRole('row').filter({ hasText: mrn });
    await expect(row).toContainText('I treat her today at half past nine');
    await row.getByRole('button', { name: /^Review the opening/ }).click();
    await auditor.getByLabel('Justified', { exact: true }).check();
    await auditor.getByLabel('Note').fill('On her list of the day');
    await expectAccessible(auditor, 'a review');
    await auditor.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await expect(row).toHaveCount(0);
    await auditor.getByText('Reviewed', { exact: true }).click();
    await expect(row).toContainText('On her list of the day');
    await row.getByRole('link', { name: /look/ }).click();
    await expect(auditor.getByRole('region', { name: 'Audit events' })).toContainText('break-glass');
  });
});
