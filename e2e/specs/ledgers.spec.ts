import { dayMs, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { SlotPanel } from '../pages/slot-panel.js';

test('a booking takes a unit, a cancellation gives it back, and the last unit goes once', async ({
  as,
  given,
}) => {
  const { series, slots } =
    await test.step('given a series for which a payer authorised one unit', async () => {
      const one = await given.series((await given.patient()).id);
      await given.authorised(one, 1);
      return { series: one, slots: await given.slots(one) };
    });
  const free = slots.at(-1);
  if (free === undefined) throw new Error('The clinic is full.');
  const page = await as('scheduler');
  const panel = page.getByRole('region', { name: 'Authorisations', exact: true });

  await test.step('when a colleague books, then the unit is reserved by that session', async () => {
    await page.goto(`/series/${series.id}`);
    await expect(panel.getByText('1 of 1 left')).toBeVisible();
    await given.booked(series, free);
    await page.reload();
    await expect(panel.getByText('0 of 1 left')).toBeVisible();
    await expect(panel.getByText('used up')).toBeVisible();
    await expect(panel.getByRole('row').last()).toContainText(': reserved');
  });

  await test.step('when another is wished for, then it is said that no unit and no legal date is left', async () => {
    const { timeZone } = await given.clinic();
    await page.goto(`/series/${series.id}?book=new`);
    const drawer = new BookingDrawer(page);
    await drawer.choose(wallClock(free.start + 21 * dayMs, timeZone));
    await expect(drawer.reasons.filter({ hasText: 'ledger.authorisation-used-up' })).toBeVisible();
    await expect(drawer.dialog.getByText(/^No legal date: .*no authorised unit is left/)).toBeVisible();
  });

  await test.step('when the session is cancelled, then the unit is there again', async () => {
    await given.cancelled(await given.sessionOf(series));
    await page.goto(`/series/${series.id}`);
    await expect(panel.getByText('1 of 1 left')).toBeVisible();
    await expect(panel.getByRole('row').last()).toContainText(': given back');
  });
});

test('a steroid too soon is asked about, and the session goes ahead without', async ({ as, given }) => {
  const series = await test.step('given a patient who had a steroid elsewhere two days ago', async () => {
    const patient = await given.patient();
    await given.steroidElsewhere(patient.id, 'Orthopaedics, knee');
    return given.series(patient.id);
  });
  const page = await as('physician');
  const finder = new SlotPanel(page);

  await test.step('then the patient’s page shows the sum with its row', async () => {
    await page.goto(`/patients/${series.patientId}`);
    const panel = page.getByRole('region', { name: 'Steroids and radiation' });
    await expect(panel.getByRole('img', { name: /^Steroids of 12 months: 40 mg/ })).toBeVisible();
    await expect(panel.getByRole('row', { name: /Orthopaedics, knee/ })).toContainText('40 mg');
  });

  await test.step('when a slot is chosen, then "without steroid" is offered, and it is booked so', async () => {
    await page.goto(`/series/${series.id}?book=find`);
    await finder.slots.first().click();
    const reasons = finder.dialog.getByRole('list', { name: 'Reasons against it' });
    await expect(reasons).toContainText('The injection may go ahead without steroid');
    await reasons.getByRole('button', { name: 'Without steroid' }).click();
    await expect(finder.dialog.getByText('"Without steroid"')).toBeVisible();
    await finder.button('Book').click();
    await expect(page.getByText('Booked', { exact: true })).toBeVisible();
  });

  await test.step('then the session says that it was booked without steroid', async () => {
    const session = await given.sessionOf(series);
    expect(session.overrides).toMatchObject([{ code: 'ledger.steroid-too-soon', reason: 'Without steroid' }]);
  });
});
