import type { SessionReadinessView, SessionView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import type { Api } from '../fixtures/api.js';
import { wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { expect, test } from '../fixtures/test.js';
import { WorklistsPage } from '../pages/worklists-page.js';

const escort = { name: 'Sam Lee', phone: '+1 555 010 0200' };

/** A sedated session that lacks nothing but the word that the named escort comes. */
async function givenNamedEscort(given: Given, nurse: Api): Promise<{ session: SessionView; name: string }> {
  const patient = await given.patient();
  const session = await given.session(await given.series(patient.id, { sedation: 'moderate' }));
  await given.ready(session);
  await nurse.post(`/sessions/${session.id}/evidence`, {
    kind: 'escort-confirmed',
    outcome: 'requested',
    particulars: escort,
  });
  return { session, name: `${patient.familyName}, ${patient.givenName}` };
}

test('two escorts are confirmed at once, and leave the list', async ({ as, given, api }) => {
  test.slow();
  const nurse = await api('nurse');
  const [first, second] = await test.step('given two sessions whose escorts are named', async () => [
    await givenNamedEscort(given, nurse),
    await givenNamedEscort(given, nurse),
  ]);
  const { timeZone } = await given.clinic();
  const until = wallClock(Math.max(first.session.start, second.session.start), timeZone).date;
  const standing = async ({ id }: SessionView) =>
    (await nurse.get<SessionReadinessView>(`/sessions/${id}/readiness`)).requirements.find(
      ({ kind }) => kind === 'escort-confirmed',
    )?.standing;
  const page = await as('scheduler');
  const lists = new WorklistsPage(page);

  await test.step('when G and L are pressed, then the lists open with how much stands on each', async () => {
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page.getByRole('heading', { level: 1, name: 'Lists' })).toBeVisible();
    await expect(lists.tabs.getByRole('link', { name: /^Escorts\s*\d+$/ })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  await test.step('when both are selected, then one press confirms them, and they leave the list', async () => {
    await lists.open('escorts', until);
    await expect(lists.row(first.name)).toContainText('Sam Lee');
    await lists.select(first.name);
    await lists.select(second.name);
    await expect(lists.bar).toContainText('2 selected');
    // Below, the bar lies over a row that is scrolled by.
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(page, 'worklist with a selection');
    await lists.bar.getByRole('button', { name: 'Confirm 2' }).click();
    await expect(lists.row(first.name)).toHaveCount(0);
    await expect(lists.row(second.name)).toHaveCount(0);
  });

  await test.step('then the escorts are confirmed for the sessions themselves', async () => {
    expect([await standing(first.session), await standing(second.session)]).toEqual(['met', 'met']);
  });

  await test.step('when the session is moved by a colleague, then its row is back without a word', async () => {
    const [free] = await given.nearby(first.session, 90 * 60_000);
    if (free === undefined) throw new Error('No other time is free.');
    await lists.open('escorts', wallClock(Math.max(free.start, second.session.start), timeZone).date);
    await expect(lists.row(first.name)).toHaveCount(0);
    const scheduler = await api('scheduler');
    await scheduler.post(
      `/sessions/${first.session.id}/move`,
      { roomId: free.roomId, physicianId: free.physicianId, startsAt: new Date(free.start).toISOString() },
      first.session.version,
    );
    await expect(lists.row(first.name)).toContainText('Escort home: void, another time');
  });
});
