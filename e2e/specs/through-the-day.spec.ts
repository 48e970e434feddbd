import type { SessionView } from '@lull/contracts';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { letGo } from '../fixtures/way-home.js';
import { DayBoard } from '../pages/day-board.js';
import { PatientPage } from '../pages/patient-page.js';
import { SeriesPage } from '../pages/series-page.js';
import { SessionPanel } from '../pages/session-panel.js';

test('a nurse brings a patient from arrival to discharge, and records what a nurse may', async ({
  as,
  api,
  given,
}) => {
  const { session, name, zone } =
    await test.step('given a patient with a booked session, of whom everything was asked', async () => {
      const patient = await given.patient();
      const booked = await given.sessionToday(await given.series(patient.id));
      await given.ready(booked);
      return {
        session: booked,
        name: `${patient.familyName}, ${patient.givenName}`,
        zone: (await given.clinic()).timeZone,
      };
    });
  const page = await as('nurse');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);

  await test.step('when the nurse begins, then the board of the nearest clinic day is there', async () => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/day\/\d{4}-\d\d-\d\d/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} \w{3} \d{4}$/,
    );
    await expect(board.grid).toBeVisible();
    await expect(board.grid.getByRole('columnheader')).toContainText([
      'Time',
      'Fluoro 1',
      'Fluoro 2',
      'Bay 1',
    ]);
  });

  await test.step('then nothing there books, moves or cancels: that is not a nurse’s to do', async () => {
    await board.open(wallClock(session.start, zone).date);
    await expect(page.getByRole('button', { name: 'Book', exact: true })).toHaveCount(0);
    await board.card(name).click();
    await expect(panel.button('Arrived')).toBeVisible();
    for (const notOffered of ['Move', 'Cancel session', 'Confirmed by the patient']) {
      await expect(panel.button(notOffered)).toHaveCount(0);
    }
  });

  const way = [
    ['Arrived', 'arrived'],
    ['Preparing', 'preparing'],
    ['In the room', 'into the room'],
    ['To recovery', 'out of the room'],
    ['Discharged', 'discharged'],
  ] as const;
  for (const [step, stamp] of way) {
    await test.step(`when the patient is taken on by “${step}”, then the time of it stands there`, async () => {
      if (step === 'Discharged') await letGo(await api('nurse'), session);
      await panel.button(step).click();
      await expect(
        panel.happened.getByRole('term').filter({ hasText: new RegExp(`^${stamp}$`) }),
      ).toBeVisible();
      await expect(panel.button(step)).toHaveCount(0);
    });
  }

  await test.step('then the session is over: nothing is offered, and its bays are free', async () => {
    await expect(panel.dialog.getByText('discharged', { exact: true }).first()).toBeVisible();
    const after = await (await api('nurse')).get<SessionView>(`/sessions/${session.id}`);
    expect(after.state).toBe('discharged');
    expect(after.nextSteps).toEqual([]);
    await panel.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(board.card(name)).toHaveAccessibleName(/discharged/);
  });

  await test.step('when the nurse asks about allergies, then the answer is on the patient’s page', async () => {
    // Another patient: of this one it was asked before the session.
    await page.goto(`/patients/${(await given.patient()).id}`);
    const patientPage = new PatientPage(page);
    await expect(patientPage.flags).toContainText('Allergies: not asked');
    await patientPage.flags.getByRole('button', { name: 'Asked: none known' }).click();
    await expect(patientPage.flags).toContainText('Allergies: none known');
  });

  await test.step('when the nurse takes down a pain score, then the series has it', async () => {
    const series = new SeriesPage(page);
    await series.open(session.seriesId);
    await series.recordScore('3');
    const scores = await (
      await api('nurse')
    ).get<readonly { value: number }[]>(`/series/${session.seriesId}/pain-scores`);
    expect(scores.map(({ value }) => value)).toEqual([3]);
  });

  await test.step('then what is the physician’s has no door, and is refused', async () => {
    for (const notOffered of ['Record injection', 'Edit plan', 'Book next']) {
      await expect(page.getByRole('link', { name: notOffered })).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
    const nurse = await api('nurse');
    const record = {
      side: 'left',
      status: 'completed',
      levels: ['L3'],
      drugs: [],
      temperatures: [],
      complications: [],
    };
    expect(await nurse.refusal('POST', `/sessions/${session.id}/injections`, record)).toBe('403 not-allowed');
    expect(await nurse.refusal('POST', `/series/${session.seriesId}/steps`, { to: 'paused' })).toBe(
      '403 not-allowed',
    );
    expect(await nurse.refusal('POST', `/sessions/${session.id}/cancel`, { reason: 'other' })).toBe(
      '403 not-allowed',
    );
  });
});
