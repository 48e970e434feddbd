import type { ClinicSettingsView, ClosureSettingsView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { civilDate, dayMs, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { SettingsPages } from '../pages/settings-pages.js';

test('an administrator finds the settings, says whom patients call, and takes it back', async ({
  as,
  api,
}) => {
  const page = await as('administrator');
  const settings = new SettingsPages(page);
  const standing = async () =>
    (await (await api('administrator')).get<ClinicSettingsView[]>('/clinic-settings'))[0];
  const before = await standing();

  await test.step('when G and S are pressed, then the settings are there by what they are about', async () => {
    await page.goto('/volume');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await settings.door('Clinics').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Clinics' })).toBeVisible();
  });

  await test.step('when the number is wrong, then it is said at the field; when it is right, the page shows it', async () => {
    await page.getByRole('button', { name: `Change ${before?.name}` }).click();
    const number = settings.panel.getByRole('textbox', { name: 'Patients call' });
    await number.fill('555 1234');
    await settings.button('Save').click();
    await expect(settings.panel.getByRole('alert')).toContainText('country code');
    await expectAccessible(page, 'a clinic with a wrong number');
    await number.fill('+12125550177');
    await settings.button('Save').click();
    await expect(settings.panel).toHaveCount(0);
    await expect(page.getByText('+12125550177')).toBeVisible();
  });

  await test.step('when that is undone, then what stood before stands again', async () => {
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByText('+12125550177')).toHaveCount(0);
    expect((await standing())?.phone ?? null).toBe(before?.phone ?? null);
  });

  await test.step('when hours that overlap are checked, then it says so; those that fit say who would stand outside', async () => {
    await page.getByRole('button', { name: `Opening hours of ${before?.name}` }).click();
    await settings.panel.getByRole('button', { name: 'Add hours on Sat' }).click();
    await settings.panel.getByRole('button', { name: 'Add hours on Sat' }).click();
    const from = settings.panel.getByRole('textbox', { name: 'Sat from' }).last();
    await from.fill('07:00');
    await settings.panel.getByRole('textbox', { name: 'Sat until' }).last().fill('09:00');
    await settings.button('Check them').click();
    await expect(settings.panel.getByText(/^Two stretches of this day share time/).first()).toBeVisible();
    await settings.panel.getByRole('button', { name: 'Take Sat 07:00 to 09:00 away' }).click();
    await settings.button('Check them').click();
    await expect(settings.button('Use these hours')).toBeVisible();
    await expectAccessible(page, 'hours that were checked');
    await settings.button('Cancel').click();
  });
});

test('days off are closed: one by hand, holidays by a file; a day with a session leads to the displacement desk', async ({
  as,
  api,
  given,
}) => {
  const { id, timeZone } = await given.clinic();
  const session = await test.step('given a booked session', async () =>
    given.session(await given.series((await given.patient()).id)));
  const busy = wallClock(session.start, timeZone).date;
  const far = (days: number): string => civilDate(Date.now() + days * dayMs);
  const page = await as('scheduler');
  const settings = new SettingsPages(page);
  const standing = async (from: string) =>
    (
      await (await api('scheduler')).get<ClosureSettingsView[]>(`/clinics/${id}/closures?from=${from}`)
    ).filter((each) => each.reason.startsWith('Journey'));

  await test.step('when the day of the session is closed, then it is refused with the way to the desk', async () => {
    await page.goto('/settings/closures?open=new');
    await settings.close('Journey snow', busy);
    await expect(settings.panel.getByRole('alert')).toContainText(
      'Place them again at the displacement desk',
    );
    await expectAccessible(page, 'a closure with a session in it');
    await settings.panel.getByRole('link', { name: 'To the displacement desk' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Displacement desk' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: session.patientName })).toBeVisible();
  });

  await test.step('when a free day is closed, then it stands in the list; undone, it is gone', async () => {
    await page.goto('/settings/closures?open=new');
    await settings.close('Journey staff day', far(400));
    await expect(settings.closure('Journey staff day')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(settings.closure('Journey staff day')).toHaveCount(0);
  });

  await test.step('when a file of holidays is read, then each day says what stands, and the free ones are closed', async () => {
    await page.goto('/settings/closures?open=holidays');
    const days = [busy, far(401), far(402)];
    await settings.readCalendar(days.map((date, index) => ({ date, name: `Journey day ${index}` })));
    await expect(settings.panel.getByRole('row').filter({ hasText: 'Journey day 0' })).toContainText(
      /session/,
    );
    await expectAccessible(page, 'a calendar before it is used');
    await settings.panel.getByRole('checkbox').last().uncheck();
    await settings.button('Close 1 day').click();
    await expect(settings.closure('Journey day 1')).toBeVisible();
    await expect(settings.closure('Journey day 2')).toHaveCount(0);
  });

  await test.step('when it is opened again, then nothing of it is left', async () => {
    await settings.closure('Journey day 1').getByRole('button').click();
    await expect(settings.closure('Journey day 1')).toHaveCount(0);
    expect(await standing(far(300))).toEqual([]);
  });
});

test('a physician writes a version of the clinical defaults, holds it beside the one before, and brings that back', async ({
  as,
}) => {
  const page = await as('physician');
  const settings = new SettingsPages(page);
  const far = civilDate(Date.now() + 700 * dayMs);
  const versions = page.getByRole('region', { name: 'Versions of the readiness policy' });
  const write = async (source: string): Promise<void> => {
    await settings.panel.getByLabel('Applies to sessions from').fill(far);
    await settings.panel.getByRole('textbox', { name: 'Source' }).fill(source);
    await settings.button('Check it').click();
  };
  await page.goto('/settings/clinical');
  await expect(versions).toBeVisible();
  const first = (await versions.getByRole('rowheader').first().innerText()).trim();

  await test.step('when it is asked to what a version applies, then the booked sessions are listed by their times', async () => {
    await versions
      .getByRole('button', { name: /^Show the booked sessions of version/ })
      .first()
      .click();
    await expect(settings.panel.getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page, 'the sessions of a version');
    await page.keyboard.press('Escape');
  });

  await test.step('when drinking would have to stop before eating, then it is refused at its field', async () => {
    await page.getByRole('button', { name: 'Write a version' }).click();
    await settings.panel.getByRole('textbox', { name: 'Own: after clear liquids, hours' }).fill('9');
    await write('Journey board');
    await expect(settings.panel.getByText(/^The lighter the intake/).first()).toBeVisible();
    await expectAccessible(page, 'a version that is refused');
  });

  await test.step('when it is put right, then it says what changes and for whom, and is used', async () => {
    await settings.panel.getByRole('textbox', { name: 'Own: after clear liquids, hours' }).fill('3');
    await settings.button('Check it').click();
    const means = settings.panel.getByRole('region', { name: 'What it means' });
    await expect(means).toContainText('2 hours before, 3 hours then');
    await expect(means).toContainText('No session is booked for its days yet.');
    await settings.button('Use it').click();
    await expect(settings.panel).toHaveCount(0);
    await expect(versions.getByRole('row').nth(1)).toContainText('to come');
    await expect(versions.getByRole('row').nth(1)).toContainText('Journey board');
  });

  await test.step('when it is held beside the one before, then what differs is said', async () => {
    await versions.getByRole('rowheader').first().getByRole('button').click();
    await page.getByLabel('Beside it').selectOption(first);
    const fasts = page.getByRole('region', { name: /^Fasting before sedation, version/ });
    await expect(fasts.getByRole('row').filter({ hasText: 'after clear liquids' })).toContainText('differs');
    await expectAccessible(page, 'two versions side by side');
  });

  await test.step('when the one before is brought back, then it is a further version, and the other never begins', async () => {
    await versions.getByRole('button', { name: `Show version ${first}`, exact: true }).click();
    await page.getByRole('button', { name: `Bring version ${first} back` }).click();
    await write('Journey: too strict');
    await settings.button('Use it').click();
    await expect(settings.panel).toHaveCount(0);
    await expect(versions.getByRole('row').nth(1)).toContainText(`brings version ${first} back`);
    await expect(versions.getByRole('row').nth(2)).toContainText('replaced before it began');
  });

  await test.step('then an administrator reads it, and finds no way to write', async () => {
    const administrator = await as('administrator');
    await administrator.goto('/settings/clinical');
    await expect(administrator.getByText('Journey: too strict').first()).toBeVisible();
    await expect(administrator.getByRole('button', { name: /^Write|^Bring/ })).toHaveCount(0);
  });
});
