import { expectAccessible } from '../fixtures/accessible.js';
import { civilDate, dayMs } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { SettingsPages } from '../pages/settings-pages.js';

test('a physician sees what another definition of relief would change, writes a rule of decisions, and brings the one before back', async ({
  as,
}) => {
  const page = await as('physician');
  const settings = new SettingsPages(page);
  // So far ahead that no other journey is judged by it.
  const far = civilDate(Date.now() + 700 * dayMs);
  const check = async (source: string): Promise<void> => {
    await settings.panel.getByLabel('Applies from').fill(far);
    await settings.panel.getByRole('textbox', { name: 'Source' }).fill(source);
    await settings.button('Check it').click();
  };
  const versions = (what: string) => page.getByRole('region', { name: `Versions of ${what}` });
  const rulesOf = (name: string) =>
    page.getByRole('radiogroup', { name: 'Rules of' }).getByText(name, { exact: true });
  const means = settings.panel.getByRole('region', { name: 'What it means' });

  await test.step('when a response has to last longer, then it says how many figures become others, and writes nothing', async () => {
    await page.goto('/settings/clinical?kind=relief');
    await expect(versions('the definitions of relief').getByRole('rowheader')).toHaveCount(1);
    await page.getByRole('button', { name: 'Write a version' }).click();
    await settings.panel.getByRole('textbox', { name: 'A response lasts at least, days' }).fill('14');
    await check('Journey board');
    await expect(means).toContainText('7 days before, 14 days then');
    await expect(means).toContainText(/^.*Of \d+ injections of .* \d+ would be judged otherwise/);
    await expectAccessible(page, 'another definition of relief');
    await settings.button('Cancel').click();
    await expect(versions('the definitions of relief').getByRole('rowheader')).toHaveCount(1);
  });

  await test.step('when symptoms would reach the physicians before the nurses, then it is refused at its field', async () => {
    await rulesOf('Symptoms').click();
    await page.getByRole('button', { name: 'Write a version' }).click();
    const emergency = settings.panel.getByRole('group', { name: 'An emergency symptom past its hour' });
    await emergency.getByRole('textbox', { name: 'Nurses are told after, minutes' }).fill('15');
    await check('Journey board');
    await expect(settings.panel.getByText(/^Nurses and the desk are told first/).first()).toBeVisible();
    await settings.button('Cancel').click();
  });

  const rules = versions('the decision rules');
  await rulesOf('Decisions').click();
  const first = (await rules.getByRole('rowheader').first().innerText()).trim();

  await test.step('when the rule of decisions is written, then it stands with its source, beside the one before', async () => {
    await page.getByRole('button', { name: 'Write a version' }).click();
    await settings.panel.getByRole('textbox', { name: 'Injections in a row without a response' }).fill('3');
    await check('Journey board');
    await expect(means).toContainText('2 before, 3 then');
    await settings.button('Use it').click();
    await expect(settings.panel).toHaveCount(0);
    await expect(rules.getByRole('row').nth(1)).toContainText('to come');
    await rules.getByRole('rowheader').first().getByRole('button').click();
    await page.getByLabel('Beside it').selectOption(first);
    await expect(
      page.getByRole('row').filter({ hasText: 'Injections in a row without a response' }),
    ).toContainText('differs');
    await expectAccessible(page, 'two versions of the decision rules');
  });

  await test.step('when the one before is brought back, then it is a further version', async () => {
    await rules.getByRole('button', { name: `Show version ${first}`, exact: true }).click();
    await page.getByRole('button', { name: `Bring version ${first} back` }).click();
    await check('Journey: asked too late');
    await settings.button('Use it').click();
    await expect(settings.panel).toHaveCount(0);
    await expect(rules.getByRole('row').nth(1)).toContainText(`brings version ${first} back`);
    await expect(rules.getByRole('row').nth(2)).toContainText('replaced before it began');
  });

  await test.step('then an administrator reads it, and finds no way to write', async () => {
    const administrator = await as('administrator');
    await administrator.goto('/settings/clinical?kind=decision');
    await expect(administrator.getByText('Journey: asked too late').first()).toBeVisible();
    await expect(administrator.getByRole('button', { name: /^Write|^Bring/ })).toHaveCount(0);
  });
});
