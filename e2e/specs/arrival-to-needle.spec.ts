import type { InjectionView } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';
import { InjectionForm } from '../pages/injection-form.js';
import { SessionDay } from '../pages/session-day.js';
import { SessionPanel } from '../pages/session-panel.js';

test('H1: from arrival to the needle, two people and one side', async ({ as, api, given }) => {
  const { session, patient, zone } =
    await test.step('given a patient whose left side is treated today', async () => {
      const person = await given.patient();
      const series = await given.series(person.id, { sedation: 'none' });
      const booked = await given.sessionToday(series);
      await given.ready(booked);
      return { session: booked, patient: person, zone: (await given.clinic()).timeZone };
    });
  const name = `${patient.familyName}, ${patient.givenName}`;
  const nursePage = await as('nurse', { tablet: true, touch: true });
  const nurse = new SessionDay(nursePage);

  await test.step('when the nurse comes from the board, then the day of the patient is two presses away', async () => {
    const board = new DayBoard(nursePage);
    await board.open(wallClock(session.start, zone).date);
    await board.card(name).click();
    await new SessionPanel(nursePage, name).dialog.getByRole('link', { name: 'The day' }).click();
  });

  await test.step('H2: then name, birth date and MRN stand in the head and in the title', async () => {
    const head = nursePage.getByRole('heading', { level: 1 });
    await expect(head).toContainText(name);
    await expect(head).toContainText(/born \d{1,2} \w{3} \d{4}/);
    await expect(head).toContainText(patient.mrn);
    await expect(nursePage).toHaveTitle(new RegExp(`${name}.*born.*${patient.mrn}`));
  });

  await test.step('when the patient is here and is asked, then nothing was filled in, and another birth date stops it', async () => {
    await nurse.step('The patient is here');
    await expect(nurse.arrival.getByRole('radio', { checked: true })).toHaveCount(0);
    await expectAccessible(nursePage, 'arrival');
    await expectNoSidewaysScroll(nursePage, 'arrival');
    await nurse.answer(/^“What is your name/, 'Yes');
    await nursePage.getByLabel(/^“When were you born/).fill('2001-02-03');
    await nurse.answer(/^“Which side is treated/, 'LEFT');
    await nurse.taken('Last full meal', 'None since…', 'Yesterday', '18:30');
    await nurse.answer('Is the escort here?', 'No');
    await nurse.answer(/^Any new drug/, 'No');
    await nurse.answer(/^Fever, an infection/, 'No');
    await nurse.step('Record arrival');
    await expect(nurse.arrival.getByRole('alert')).toContainText('this may be another patient');
    await nursePage.getByLabel(/^“When were you born/).fill(patient.birthDate);
    await nurse.step('Record arrival');
    await expect(nurse.arrival).toContainText('none since');
    await expect(nurse.arrival).toContainText('18:30');
    await expect(nurse.arrival).toContainText('not asked');
  });

  await test.step('when the values are taken down, then one that cannot be is refused, and the rest stands with its unit', async () => {
    const type = (label: string | RegExp, text: string) => nurse.vitals.getByLabel(label).fill(text);
    await nurse.answer(/^Pain now, before/, '7');
    await nurse.answer(/^An analgesic for this pain/, 'No');
    await type(/systolic/, '128');
    await type(/diastolic/, '76');
    await type(/^Temperature/, '98.6');
    await nurse.step('Record vital signs');
    await expect(nurse.vitals.getByRole('alert')).toContainText('A temperature of 98.6 °C is not possible');
    await type(/^Temperature/, '38.0');
    await nurse.step('Record vital signs');
    await expect(nurse.vitals.getByRole('alert')).toContainText('can be misread');
    await type(/^Temperature/, '38');
    await nurse.step('Record vital signs');
    await expect(nurse.vitals).toContainText('38 °C');
    await expect(nurse.vitals).toContainText('Fever');
    await expect(nurse.vitals).toContainText('7 of 10');
  });

  await test.step('when the nurse begins the time-out in the room, then no side is shown before one is chosen', async () => {
    await nurse.step('Begin to prepare');
    await nurse.step('Into the room');
    await nurse.step('Begin the time-out');
    await expect(nurse.dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    await nurse.choose('LEFT', 'LEFT', 'L3');
    await expect(nurse.dialog.locator('[aria-live]').getByText('LEFT', { exact: true })).toBeVisible();
    await expectAccessible(nursePage, 'time-out');
    await nurse.confirm();
    await expect(nurse.timeOut).toContainText('Now a second person confirms');
    await expect(nurse.timeOut.getByRole('button', { name: /second person/ })).toHaveCount(0);
  });

  const physicianPage = await as('physician');
  const physician = new SessionDay(physicianPage);
  const recordInjection = async () => {
    await physicianPage.goto(`/series/${session.seriesId}?record=injection&session=${session.id}`);
    const form = new InjectionForm(physicianPage);
    await form.side.getByRole('radio', { name: 'left' }).check();
    await form.write({ level: 'L3', anaesthetic: 'bupivacaine 0.25 %', volumeMl: '12' });
    await form.record();
    return form;
  };

  await test.step('when the physician records the injection after one person’s word, then it is refused', async () => {
    const form = await recordInjection();
    await expect(form.refused).toContainText('outcomes.time-out-missing');
  });

  await test.step('when the second person chooses the wrong side, then every disagreement is named', async () => {
    await physician.open(session.id);
    await expect(physician.timeOut).toContainText('choose for yourself');
    await expect(physician.timeOut).not.toContainText('LEFT');
    await physician.step('Confirm as the second person');
    await physician.choose('RIGHT', 'LEFT', 'L3');
    await physician.confirm();
    const refused = physician.dialog.getByRole('alert');
    for (const place of [
      'the order',
      'the signed consent',
      'the patient said on arrival',
      'the first person',
    ])
      await expect(refused).toContainText(place);
    await expect(refused).toContainText('No needle until this is settled.');
  });

  await test.step('when the side is right, then the time-out is complete, and the nurse sees it without a press', async () => {
    await physician.dialog
      .getByRole('group', { name: /^Which side will the needle/ })
      .getByText('LEFT')
      .click();
    await physician.confirm();
    await expect(physician.timeOut).toContainText('Time-out complete.');
    await expect(nurse.timeOut).toContainText('Time-out complete.');
    await expect(nurse.timeOut).toContainText('LEFT');
  });

  await test.step('then the injection is recorded', async () => {
    await recordInjection();
    await expect(physicianPage.getByRole('region', { name: 'Recorded' })).toBeVisible();
    const records = await (
      await api('physician')
    ).get<readonly InjectionView[]>(`/sessions/${session.id}/injections`);
    expect(records.map(({ side, status }) => `${side} ${status}`)).toEqual(['left completed']);
  });
});
