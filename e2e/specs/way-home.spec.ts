import type { AfterCareView, SessionView } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { expect, test } from '../fixtures/test.js';
import { timeOutItems } from '../fixtures/time-out.js';

const steps = [
  'Patient lies prone',
  'Mild sedative by IV',
  'Antiseptic, and the skin numbed',
  'Needle guided by X-ray',
  'Contrast',
  'Local anaesthetic',
] as const;

/** As the room reads it aloud; each person for herself. */
const timeOut = {
  side: 'left',
  levels: ['L3'],
  consentSide: 'left',
  items: timeOutItems,
} as const;

test('a nurse leads a sedated patient from the needle home: steps, recovery, the escort, the after-care', async ({
  as,
  api,
  given,
}) => {
  const nurse = await api('nurse');
  const physician = await api('physician');
  const session = await test.step('given a sedated patient in the room, after the time-out', async () => {
    const booked = await given.sessionToday(await given.series((await given.patient()).id));
    const inRoom = await given.stepped(booked, 'arrived', 'preparing', 'in-room');
    for (const person of [nurse, physician]) await person.post(`/sessions/${inRoom.id}/time-outs`, timeOut);
    return inRoom;
  });
  const page = await as('nurse', { tablet: true, touch: true });
  await page.goto(`/sessions/${session.id}/day`);

  await test.step('when each step is tapped, then it stands there with its time', async () => {
    for (const step of steps) {
      const group = page.getByRole('group', { name: step, exact: true });
      await group.getByRole('button', { name: 'Done', exact: true }).click();
      await expect(group.getByRole('button', { name: 'Done', exact: true })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
    }
    await page
      .getByRole('group', { name: 'Steroid', exact: true })
      .getByRole('button', { name: 'Does not apply' })
      .click();
    await expect(page.getByText('does not apply', { exact: true })).toBeVisible();
    await expectAccessible(page, 'the steps of the procedure');
  });

  await test.step('when the injection is recorded and the patient leaves the room, then a reading is due', async () => {
    await physician.post(`/sessions/${session.id}/injections`, {
      side: 'left',
      status: 'completed',
      levels: ['L3'],
      needleOutAt: new Date().toISOString(),
      contrastUsed: true,
      drugs: [{ role: 'local-anaesthetic', drug: 'bupivacaine', concentrationPercent: 0.25, volumeMl: 12 }],
      temperatures: [],
      complications: [],
    });
    await page.getByRole('button', { name: 'To recovery' }).click();
    await expect(page.getByText('Next reading')).toBeVisible();
  });

  const reading = page.getByRole('form', { name: 'New reading' });
  await test.step('when she reads score, pain, legs and feet, then they stand in the table', async () => {
    for (const words of [
      'moves all four',
      'deep, and coughs',
      'within 20 %',
      'fully awake',
      'over 92 % on air',
    ])
      await reading.getByRole('radio', { name: `2: ${words}` }).check();
    await expect(reading.getByText('Aldrete 10 of 10: reached')).toBeVisible();
    await reading
      .getByRole('group', { name: /^Pain/ })
      .getByRole('radio', { name: '2', exact: true })
      .check();
    for (const leg of ['left', 'right'])
      await reading
        .getByRole('group', { name: new RegExp(`Strength of the ${leg}`, 'i') })
        .getByRole('radio', { name: '5', exact: true })
        .check();
    await reading
      .getByRole('group', { name: /^Stands safely/ })
      .getByRole('radio', { name: 'Yes' })
      .check();
    await reading.getByLabel(/^left foot/i).fill('33.4');
    await reading.getByLabel('Leg feels warm or different').check();
    await expectAccessible(page, 'a reading in recovery');
    await reading.getByRole('button', { name: 'Record reading' }).click();
    await expect(page.getByRole('row', { name: /10 .* 2 .* safely/ })).toBeVisible();
  });

  const discharge = page.getByRole('form', { name: 'Discharge' });
  await test.step('when she lets the patient go alone and at once, then every reason says why not', async () => {
    await discharge.getByRole('button', { name: 'Discharge' }).click();
    const stays = discharge.getByRole('alert').filter({ hasText: 'The patient stays for now' });
    await expect(stays).toContainText('leaves with an escort who stands here');
    await expect(stays).toContainText(/Observed for 0 of 30 minutes, until \d\d:\d\d/);
    await expect(stays).toContainText('reached once');
    await expect(stays).toContainText('after-care has not been told');
    await expect(discharge.getByRole('textbox', { name: /escort/ })).toHaveCount(0);
    await expectAccessible(page, 'a refused discharge');
  });

  await test.step('when the escort is there and the rest has a reason, then the patient goes home', async () => {
    await discharge
      .getByRole('group', { name: 'Is an escort here?' })
      .getByRole('radio', { name: 'Yes' })
      .check();
    await discharge.getByLabel('Name of the escort').fill('Ruth Marlow');
    await discharge.getByLabel('Who is it to the patient?').fill('sister');
    await discharge
      .getByRole('group', { name: 'After-care told and handed over?' })
      .getByRole('radio', { name: 'Yes' })
      .check();
    await discharge
      .getByRole('group', { name: /Said back in the patient’s own words/ })
      .getByRole('radio', { name: 'Yes' })
      .check();
    for (const reason of [/^Observed for/, /^A sedated patient leaves with/])
      await discharge.getByRole('textbox', { name: reason }).fill('Moved to the ward of the hospital');
    await discharge.getByRole('button', { name: 'Discharge' }).click();
    await expect(page.getByText('Ruth Marlow (sister)')).toBeVisible();
    await expect(page.getByText('in the patient’s own words')).toBeVisible();
    const after = await nurse.get<SessionView>(`/sessions/${session.id}`);
    expect(after.state).toBe('discharged');
    const setAside = after.overrides.map(({ code }) => code).filter((code) => code.startsWith('discharge.'));
    expect(setAside.toSorted()).toEqual(['discharge.observed-too-short', 'discharge.score-not-reached']);
  });

  await test.step('then the after-care says until when by the clock, in both languages, and goes onto paper', async () => {
    await page.getByRole('link', { name: 'After-care' }).click();
    const { lines } = await nurse.get<AfterCareView>(`/sessions/${session.id}/after-care`);
    expect(lines.map(({ code }) => code)).toEqual(expect.arrayContaining(['rest-until', 'no-driving-until']));
    for (const { en } of lines) await expect(page.getByText(en)).toBeVisible();
    await expect(page.getByRole('article')).toContainText(
      /until (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4}, \d\d:\d\d \w+/,
    );
    await page.getByText('Español').click();
    for (const { es } of lines) await expect(page.getByText(es)).toBeVisible();
    await expectAccessible(page, 'the after-care');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page, 'the after-care on a phone');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByRole('article')).toBeVisible();
  });
});
