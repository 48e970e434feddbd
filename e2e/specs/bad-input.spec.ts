import { expect, test } from '../fixtures/test.js';
import { PatientPage } from '../pages/patient-page.js';

test('a new patient with faults: each is named at its field, and nothing typed is lost', async ({
  as,
  given,
}) => {
  const known = await test.step('given a patient who is registered already', () => given.patient());
  const page = await as('scheduler');
  const faults = page.getByRole('alert');
  const create = page.getByRole('button', { name: 'Create patient' });

  await test.step('when almost nothing right is entered, then every fault is told at once, in focus', async () => {
    await page.goto('/patients');
    await page.getByRole('link', { name: 'New patient' }).click();
    await page.getByLabel('Family name').fill(known.familyName);
    await page.getByRole('textbox', { name: 'Birth date', exact: true }).fill('2199-01-01');
    await page.getByLabel('Telephone').fill('555 1234');
    await page.getByLabel('E-mail', { exact: true }).fill('iris at home');
    await create.click();
    await expect(faults).toBeFocused();
    await expect(faults).toContainText('Nothing has been saved yet.');
    await expect(faults.getByRole('listitem')).toHaveCount(6);
    await expect(page.getByLabel('Given name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  });

  await test.step('when a fault is pressed, then it leads to its field', async () => {
    await faults.getByRole('button', { name: 'Enter the given name.' }).click();
    await expect(page.getByLabel('Given name')).toBeFocused();
  });

  await test.step('when the page is loaded anew, then what was typed is still there', async () => {
    await page.reload();
    await expect(page.getByLabel('Family name')).toHaveValue(known.familyName);
    await expect(page.getByLabel('Telephone')).toHaveValue('555 1234');
    await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('iris at home');
  });

  await test.step('when it is the name and birth date of somebody known, then the two must be compared first', async () => {
    await page.getByLabel('Given name').fill(known.givenName);
    await page.getByRole('textbox', { name: 'Birth date', exact: true }).fill(known.birthDate);
    await page.getByRole('textbox', { name: 'MRN', exact: true }).fill(`${known.mrn}-2`);
    await page.getByRole('radio', { name: 'female', exact: true }).check();
    await page.getByLabel('Telephone').fill('+1 (555) 123-4567');
    await page.getByLabel('E-mail', { exact: true }).fill('');
    await create.click();
    await expect(faults).toContainText('patients.likely-duplicate');
    await expect(faults.getByRole('link')).toContainText(known.mrn);
  });

  await test.step('when they were compared, then the patient is registered, and the number is kept plain', async () => {
    await page.getByRole('checkbox', { name: 'I compared: this is another person' }).check();
    await create.click();
    await expect(
      page.getByRole('heading', { level: 1, name: `${known.familyName}, ${known.givenName}` }),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: 'Contacts' })).toContainText('+15551234567');
    await page.goto('/patients?new=true');
    await expect(page.getByLabel('Family name')).toHaveValue('');
  });
});

test('a family name that is longer than a telephone is wide breaks no page', async ({ as, given }) => {
  const patient = await test.step('given such a patient', () =>
    given.patient({ familyName: 'Wolfeschlegelsteinhausenbergerdorffwelchevoraltern' }));
  const page = await as('scheduler', { phone: true });

  await test.step('when her page is opened, then nothing of it lies beside the screen', async () => {
    await new PatientPage(page).open(patient.id);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Wolfeschlegel');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test('a series whose plan contradicts itself is refused, field by field', async ({ as, given }) => {
  const patient = await test.step('given a patient', () => given.patient());
  const page = await as('physician');
  const faults = page.getByRole('alert');

  await test.step('when the intervals disagree, one injection is planned and no side is chosen, then each is told', async () => {
    await page.goto(`/patients/${patient.id}`);
    await new PatientPage(page).link('New series').first().click();
    await expect(page.getByRole('radio', { name: 'LEFT', exact: true })).not.toBeChecked();
    await page.getByRole('combobox', { name: 'Condition' }).fill('Complex regional pain syndrome I, leg');
    await page.keyboard.press('Escape');
    await page.getByLabel('ICD-10-CM code').fill('G90.522');
    await page.getByRole('radio', { name: 'Therapeutic' }).check();
    await page.getByLabel('Planned injections').fill('1');
    await page.getByLabel('At least').fill('30');
    await page.getByRole('textbox', { name: 'Target' }).fill('14');
    await page.getByRole('button', { name: 'Begin series' }).click();
    await expect(faults).toBeFocused();
    await expect(faults).toContainText('Choose the side. It is never filled in for you.');
    await expect(faults).toContainText('A series has at least two planned injections.');
    await expect(faults).toContainText('The minimum must not exceed the target, nor the target the maximum.');
    await expect(faults).toContainText('Choose the physician.');
  });

  await test.step('when the side is not the one that the diagnosis names, then it is said at once', async () => {
    await expect(page.getByText('This code names left', { exact: false })).toBeVisible();
    await page.getByRole('radio', { name: 'RIGHT', exact: true }).check();
    await expect(page.getByRole('group', { name: /^Side to treat/ })).toContainText(
      'The diagnosis code names another side than the series.',
    );
    await expect(page.getByLabel('ICD-10-CM code')).toHaveValue('G90.522');
  });

  await test.step('when all is put right, then the series begins, with nothing of it typed twice', async () => {
    await page.getByRole('radio', { name: 'LEFT', exact: true }).check();
    await page.getByLabel('Planned injections').fill('3');
    await page.getByLabel('At least').fill('7');
    await page
      .getByRole('combobox', { name: 'Physician' })
      .or(page.getByRole('textbox', { name: 'Physician' }))
      .click();
    await page.getByRole('option', { name: 'Dr. Ines Halloran' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Begin series' }).click();
    await expect(page.getByRole('region', { name: 'Plan' })).toContainText('0 of 3 planned');
    await expect(page.getByRole('region', { name: 'Plan' })).toContainText('every 14 days (7 to 56)');
  });
});

test('two people change the same patient: the second is told, and keeps what was typed', async ({
  as,
  given,
}) => {
  const patient = await test.step('given a patient whom two members have open to edit', () =>
    given.patient());
  const scheduler = await as('scheduler');
  const nurse = await as('nurse');
  for (const page of [scheduler, nurse]) {
    await page.goto(`/patients/${patient.id}?edit=true`);
    await expect(page.getByLabel('Telephone')).toBeVisible();
  }

  await test.step('when the one saves and then the other', async () => {
    await scheduler.getByLabel('Telephone').fill('+15550000001');
    await scheduler.getByRole('button', { name: 'Save' }).click();
    await expect(scheduler.getByRole('region', { name: 'Contacts' })).toContainText('+15550000001');
    await nurse.getByLabel('E-mail', { exact: true }).fill('iris@example.org');
    await nurse.getByRole('button', { name: 'Save' }).click();
  });

  await test.step('then the other hears of the change, and what they typed is still there', async () => {
    const told = nurse.getByRole('alert');
    await expect(told).toContainText('Somebody changed this patient after you opened it.');
    await expect(told).toContainText('stale');
    await expect(nurse.getByLabel('E-mail', { exact: true })).toHaveValue('iris@example.org');
  });

  await test.step('when the other looks at the new state, then theirs can be entered again and nothing of the first is lost', async () => {
    await nurse.getByRole('button', { name: 'Show the new state' }).click();
    await expect(nurse.getByText('Changed meanwhile, and taken over here: telephone.')).toBeVisible();
    await expect(nurse.getByLabel('Telephone')).toHaveValue('+15550000001');
    await expect(nurse.getByLabel('E-mail', { exact: true })).toHaveValue('iris@example.org');
    await nurse.getByRole('button', { name: 'Save' }).click();
    const contacts = nurse.getByRole('region', { name: 'Contacts' });
    await expect(contacts).toContainText('+15550000001');
    await expect(contacts).toContainText('iris@example.org');
  });
});
