import type { ProcedureTypeSettingsView, SessionView } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';
import { ProceduresPage, SedationDialog } from '../pages/procedures-page.js';
import { SessionPanel } from '../pages/session-panel.js';

const usual = 60;
const longer = 75;
/** Pixels per minute. */
const normalDensity = 1.6;

test('an administrator lengthens a recovery, and a booked session changes to it with its difference shown first', async ({
  as,
  given,
  api,
}) => {
  const { session, name, date } = await test.step('given an unsedated session ahead', async () => {
    const { timeZone } = await given.clinic();
    const patient = await given.patient();
    const series = await given.series(patient.id, { sedation: 'none' });
    const { session: quiet } = await given.onAQuietDay(await given.session(series));
    return {
      session: quiet,
      name: `${patient.familyName}, ${patient.givenName}`,
      date: wallClock(quiet.start, timeZone).date,
    };
  });
  const recoveryOf = ({ holds }: SessionView): number[] =>
    holds
      .filter(({ stage, kind }) => stage === 'recover' && kind === 'recovery-bay')
      .map(({ start, end }) => (end - start) / 60_000);
  const asAdministrator = await as('administrator');
  const procedures = new ProceduresPage(asAdministrator);
  const lengthen = async (minutes: number): Promise<void> => {
    await procedures.endAfter('Recovery', minutes);
    await procedures.button('Check it').click();
  };

  await test.step('when a recovery shorter than anybody is watched is checked, then it is refused at its field', async () => {
    await procedures.open('moderate');
    await procedures.button('Change this profile').click();
    await lengthen(10);
    await expect(procedures.form.getByRole('alert')).toContainText('a patient is watched for at least 30');
    await expectAccessible(asAdministrator, 'a refused profile');
  });

  const watching = await as('nurse');
  await watching.goto('/settings/procedures?level=moderate');
  await expect(watching.getByText(`from the end to ${usual} minutes after the end`)).toBeVisible();

  await test.step(`when recovery is lengthened to ${longer} minutes, then it says from when, and what is booked`, async () => {
    await lengthen(longer);
    await expect(procedures.form.getByRole('region', { name: 'What it means' })).toContainText('From now on');
    await asAdministrator.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(asAdministrator, 'a profile that can be used');
    await procedures.button('Use it from now on: moderate').click();
    await expect(procedures.form).toHaveCount(0);
    await expect(asAdministrator.getByText(`from the end to ${longer} minutes after the end`)).toBeVisible();
  });

  await test.step('then another browser, where it was open already, shows it too', () =>
    expect(watching.getByText(`from the end to ${longer} minutes after the end`)).toBeVisible());

  const page = await as('scheduler');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);
  const sedation = new SedationDialog(page);
  try {
    await test.step('when the session is to be sedated, then the difference is shown and nothing is changed yet', async () => {
      await board.open(date);
      await page.goto(`/day/${date}?session=${session.id}`);
      await panel.button('Change sedation…').click();
      await sedation.dialog.getByRole('radio', { name: 'moderate' }).check();
      await expect(sedation.held('Procedure')).toContainText('added');
      await expect(sedation.held('Recovery').first()).toContainText(`${longer - 30} minutes longer`);
      await expect(sedation.told('Recovery')).toContainText(`${longer} minutes`);
      await expect(sedation.told('Escort')).toContainText('somebody takes the patient home');
      await expectAccessible(page, 'the difference of another sedation');
      const before = await (await api('scheduler')).get<SessionView>(`/sessions/${session.id}`);
      expect(before.sedation).toBe('none');
    });

    await test.step('when it is confirmed, then the session holds the longer recovery and the board draws it', async () => {
      await sedation.dialog.getByRole('button', { name: 'Change to moderate' }).click();
      await expect(sedation.dialog).toHaveCount(0);
      await expect(page.getByText('Sedation changed')).toBeVisible();
      const after = await (await api('scheduler')).get<SessionView>(`/sessions/${session.id}`);
      expect([after.sedation, recoveryOf(after)]).toEqual(['moderate', [longer]]);
      const { timeZone } = await given.clinic();
      const ends = wallClock(after.end + longer * 60_000, timeZone).time;
      await expect(panel.held).toContainText(`to ${ends}`);
      const drawn = await board.bay(name, 'recovery').boundingBox();
      expect(Math.round((drawn?.height ?? 0) / normalDensity)).toBe(longer);
    });

    await test.step('when that is undone, then it holds what it held', async () => {
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('Taken back', { exact: true })).toBeVisible();
      const back = await (await api('scheduler')).get<SessionView>(`/sessions/${session.id}`);
      expect([back.sedation, recoveryOf(back)]).toEqual(['none', [30]]);
    });
  } finally {
    // Other journeys book by the usual recovery.
    const administrator = await api('administrator');
    const types = await administrator.get<ProcedureTypeSettingsView[]>('/procedure-types');
    const profile = types.flatMap(({ profiles }) => profiles).find((each) => each.sedation === 'moderate');
    if (profile !== undefined)
      await administrator.patch(`/resource-profiles/${profile.id}`, profile.version, {
        stages: profile.stages.map((stage) =>
          stage.kind === 'recover' ? { ...stage, to: { anchor: 'end', minutes: usual } } : stage,
        ),
      });
  }
});
