import type { ClinicView, SessionView, WaitlistView } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { expect, phone, test } from '../fixtures/test.js';
import { DisplacementPage } from '../pages/displacement-page.js';

interface QuietDay {
  readonly clinic: ClinicView;
  readonly first: SessionView;
  readonly second: SessionView;
  readonly date: string;
  readonly nameOf: (kind: 'c-arm' | 'physician') => string;
}

/** Two sessions on a day on which nobody else comes. */
async function givenQuietDay(given: Given): Promise<QuietDay> {
  const clinic = await given.clinic();
  const series = await given.series((await given.patient()).id, { sedation: 'none' });
  const { session, free } = await given.onAQuietDay(await given.session(series));
  const other = await given.series((await given.patient()).id, { sedation: 'none' });
  const second = await given.booked(other, free);
  return {
    clinic,
    first: session,
    second,
    date: wallClock(session.start, clinic.timeZone).date,
    nameOf: (kind) => {
      const held = session.holds.find((hold) => hold.kind === kind);
      return clinic.resources.find(({ id }) => id === held?.resourceId)?.name ?? '';
    },
  };
}

test('a C-arm fails for a day: one waits, one goes on with the other C-arm, and both are called', async ({
  as,
  api,
  given,
}) => {
  const { clinic, first, second, date, nameOf } = await test.step('given two sessions on one C-arm', () =>
    givenQuietDay(given));
  const cArm = nameOf('c-arm');
  const page = await as('scheduler');
  const desk = new DisplacementPage(page);

  await test.step('when the C-arm and the day are chosen, then both are named with a time for each', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Displacement' }).click();
    await expect(page.getByText('Nothing is changed by looking.')).toBeVisible();
    await desk.ask(cArm, date);
    await expect(desk.session(first.patientName)).toContainText('same time');
    await expect(desk.session(second.patientName)).toContainText('same time');
    await expectAccessible(page, 'the displacement desk');
    await page.setViewportSize(phone);
    await expectNoSidewaysScroll(page, 'the displacement desk on a telephone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('when one is put on the waitlist, then a task stands and the C-arm is closed', async () => {
    await desk.button(`Put ${second.patientName} on the waitlist`).click();
    await expect(desk.session(second.patientName)).toHaveCount(0);
    await expect(desk.call(second.patientName)).toContainText('On the waitlist');
    await expect(page.getByText(`${cArm} is closed:`)).toBeVisible();
    const { entries } = await (await api('scheduler')).get<WaitlistView>(`/clinics/${clinic.id}/waitlist`);
    expect(entries.map(({ patientId }) => patientId)).toContain(second.patientId);
  });

  await test.step('when the page is loaded again, then what remains is still there', async () => {
    await page.reload();
    await expect(desk.session(first.patientName)).toBeVisible();
    await expect(desk.call(second.patientName)).toBeVisible();
  });

  await test.step('when the rest is moved together, then everybody has a place or waits', async () => {
    await desk.all.click();
    await expectAccessible(page, 'the question before all are moved');
    await desk.confirmation.getByRole('button', { name: /^Move \d+$/ }).click();
    await expect(page.getByText('Everybody has been placed again')).toBeVisible();
    const moved = await (await api('scheduler')).get<SessionView>(`/sessions/${first.id}`);
    expect(moved.start).toBe(first.start);
    const names = moved.holds
      .filter(({ kind }) => kind === 'c-arm')
      .map(({ resourceId }) => clinic.resources.find(({ id }) => id === resourceId)?.name);
    expect(names).not.toContain(cArm);
  });

  await test.step('then the call list alone is printed', async () => {
    await page.emulateMedia({ media: 'print' });
    await expect(desk.call(first.patientName)).toBeVisible();
    await expect(desk.calls.getByRole('columnheader', { name: 'Told' })).toBeVisible();
    await expect(desk.failed).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('when the C-arm works again, then it is open', async () => {
    await desk.button(`Open ${cArm} again`).click();
    await expect(desk.button(`Only close ${cArm}`)).toBeVisible();
  });
});

test('a physician is ill: by keyboard alone, from the palette to the last word', async ({
  as,
  api,
  given,
}) => {
  const { first, second, date, nameOf } = await test.step('given two sessions of one physician', () =>
    givenQuietDay(given));
  const physician = nameOf('physician');
  const page = await as('scheduler');
  const desk = new DisplacementPage(page);
  const { keyboard } = page;

  await test.step('when G and X are pressed, then the desk opens', async () => {
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1, name: 'Follow-up tasks' })).toBeVisible();
    await keyboard.press('g');
    await keyboard.press('x');
    await expect(page.getByRole('heading', { level: 1, name: 'Displacement desk' })).toBeVisible();
  });

  await test.step('and the physician and the day are typed, then both sessions are named', async () => {
    await desk.failed.getByLabel('What fails').focus();
    await keyboard.type(physician);
    await keyboard.press('Tab');
    const [year, month, day] = date.split('-');
    for (const field of ['First day', 'Last day']) {
      await desk.failed.getByLabel(field).focus();
      await keyboard.type(`${month}${day}${year}`);
    }
    await keyboard.press('Enter');
    await expect(desk.session(first.patientName)).toBeVisible();
    await expect(desk.session(second.patientName)).toBeVisible();
  });

  await test.step('when all together is chosen in the palette and confirmed, then both have another day', async () => {
    await keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'A patient, a page, or what to do' })).toBeFocused();
    await keyboard.type('together');
    await expect(page.getByRole('option', { name: /all together$/ })).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(desk.confirmation.getByRole('button', { name: /^Move \d+$/ })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByText('Everybody has been placed again')).toBeVisible();
    await expect(desk.call(first.patientName)).toBeVisible();
    await expect(desk.call(second.patientName)).toBeVisible();
  });

  await test.step('when that is undone at once, then both stand where they were, and the physician is still away', async () => {
    await keyboard.press('Control+z');
    await expect(
      page.getByRole('alert').filter({ hasText: /\d sessions moved back\. Nothing else was changed\./ }),
    ).toBeVisible();
    for (const { id, patientName, start, physicianId } of [first, second]) {
      await expect(desk.session(patientName)).toBeVisible();
      const now = await (await api('scheduler')).get<SessionView>(`/sessions/${id}`);
      expect([now.start, now.physicianId]).toEqual([start, physicianId]);
    }
    await expect(page.getByText(`${physician} is away:`)).toBeVisible();
    await expectAccessible(page, 'the desk after an undo');
  });
});
