import type {
  CompactDayView,
  FollowUpTaskView,
  InjectionView,
  Page as PageOf,
  SessionReadinessView,
  SessionView,
  TimeOutStateView,
} from '@lull/contracts';
import type { Api } from '../fixtures/api.js';
import { wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { addSpareResources, retireSpareResources } from '../fixtures/spare-resources.js';
import { expect, test, type Page } from '../fixtures/test.js';
import { isSettled, leadHome } from '../fixtures/whole-visit.js';
import { DayBoard } from '../pages/day-board.js';
import { InjectionForm } from '../pages/injection-form.js';
import { RecoveryPage } from '../pages/recovery-page.js';
import { SessionDay } from '../pages/session-day.js';
import { CancelDialog, SessionPanel } from '../pages/session-panel.js';

const ends = ['discharged', 'cancelled', 'no-show'];
/** What keeps a patient in recovery for longer than a journey runs; it is set aside with a reason. */
const takesHalfAnHour = ['discharge.observed-too-short', 'discharge.score-not-reached'];

/** Every session of the clinic's day that has not ended yet. */
async function stillToCome(given: Given, nurse: Api): Promise<readonly SessionView[]> {
  const { id, timeZone } = await given.clinic();
  const { date } = wallClock(Date.now(), timeZone);
  const { sessions } = await nurse.get<CompactDayView>(`/clinics/${id}/days/${date}`);
  const ids = sessions.filter(({ state }) => !ends.includes(state)).map((each) => each.id);
  return Promise.all(ids.map((each) => nurse.get<SessionView>(`/sessions/${each}`)));
}

/** Whoever said beforehand that it cannot be: the session is cancelled for that reason, and somebody follows it up. */
async function cancelledFor(
  scheduler: Api,
  session: SessionView,
  { requirements }: SessionReadinessView,
): Promise<boolean> {
  const failed = requirements.find(({ standing }) => standing === 'failed')?.kind;
  if (failed === undefined || !['booked', 'confirmed'].includes(session.state)) return false;
  const reason = failed === 'escort-confirmed' ? 'no-escort' : 'infection';
  await scheduler.post(`/sessions/${session.id}/cancel`, { reason }, session.version);
  return true;
}

/** One patient whom nobody could make ready at the door: the reason is the clinic's to say. */
async function endedAtTheDoor(scheduler: Api, session: SessionView): Promise<void> {
  if (ends.includes(session.state)) return;
  await scheduler.post(
    `/sessions/${session.id}/cancel`,
    { reason: 'other', note: 'Not ready at the door' },
    session.version,
  );
}

test('a full day: every session ends discharged, or cancelled or missed with somebody to follow it up, and no requirement is skipped', async ({
  as,
  api,
  given,
}) => {
  // The one who stays away is waited for: up to two minutes.
  test.setTimeout(180_000);
  const doors = new Map<string, SessionReadinessView>();
  const begun = Date.now();
  const [nurse, physician, scheduler] = [await api('nurse'), await api('physician'), await api('scheduler')];
  const administrator = await api('administrator');
  const treated = async () => given.sessionToday(await given.series((await given.patient()).id));
  // In an hour in which every room is taken, the one who stays away could not be waited for.
  const spare = await addSpareResources(administrator, (await given.clinic()).id);
  const byHand = await test.step('given the day of the clinic, with three more who come today', async () => ({
    stays: await treated(),
    comes: await treated(),
    feverish: await treated(),
  }));
  const day = await stillToCome(given, nurse);
  // Whoever was in the room before the journey began went past a door that it has not seen.
  const begunBefore = day
    .filter(({ state }) => ['in-room', 'recovering'].includes(state))
    .map(({ id }) => id);
  const { timeZone } = await given.clinic();
  const today = wallClock(byHand.comes.start, timeZone).date;
  const nursePage = await as('nurse', { tablet: true, touch: true });
  const physicianPage = await as('physician');

  await test.step('when one patient is led from the door home by two people in two browsers', async () => {
    await given.ready(byHand.comes);
    doors.set(byHand.comes.id, await leadByHand(nursePage, physicianPage, nurse, byHand.comes, today));
  });

  await test.step('when one has a fever at the door, then the physician cancels, and says why', async () => {
    await new DayBoard(physicianPage).open(today);
    await physicianPage.goto(`/day/${today}?session=${byHand.feverish.id}`);
    await new SessionPanel(physicianPage, byHand.feverish.patientName).button('Cancel session').click();
    await new CancelDialog(physicianPage).cancel('Infection', 'Fever at the door');
  });

  await test.step('when everybody else is led through the day, or cannot be', async () => {
    const others = Object.values(byHand).map(({ id }) => id);
    for (const session of day.filter(({ id }) => !others.includes(id))) {
      const before = await nurse.get<SessionReadinessView>(`/sessions/${session.id}/readiness`);
      if (await cancelledFor(scheduler, session, before)) continue;
      const led = await leadHome({ nurse, physician }, session);
      if (led.atTheDoor !== null) doors.set(session.id, led.atTheDoor);
      await endedAtTheDoor(scheduler, led.session);
    }
  });

  await test.step('when the last one has not come by the time, then the nurse says so', async () => {
    await expect
      .poll(() => Date.now(), { timeout: 130_000, intervals: [500] })
      .toBeGreaterThan(byHand.stays.start);
    await nursePage.goto(`/day/${today}?session=${byHand.stays.id}`);
    const missed = new SessionPanel(nursePage, byHand.stays.patientName).button('Did not come');
    // It gives the time away, so it is asked for once more.
    await missed.click();
    await missed.last().click();
    await expect
      .poll(async () => (await nurse.get<SessionView>(`/sessions/${byHand.stays.id}`)).state)
      .toBe('no-show');
  });

  const figures = { sessions: day.length, discharged: 0, cancelled: 0, 'no-show': 0, met: 0, waived: 0 };
  const ended: SessionView[] = [];
  await test.step('then each of them has ended, and who was not treated is somebody’s task', async () => {
    for (const { id, patientId } of day) {
      const session = await nurse.get<SessionView>(`/sessions/${id}`);
      expect(ends, `${session.patientName} is ${session.state}`).toContain(session.state);
      ended.push(session);
      figures[session.state as 'discharged'] += 1;
      if (session.state === 'discharged') continue;
      const { rows } = await nurse.get<PageOf<FollowUpTaskView>>(
        `/follow-up-tasks?state=open&patientId=${patientId}`,
      );
      expect(rows.map(({ sessionId }) => sessionId)).toContain(id);
    }
    expect(figures['no-show'] * figures.cancelled * figures.discharged).toBeGreaterThan(0);
  });

  await test.step('then no requirement of a treated patient was skipped: it was met, or waived for a reason', async () => {
    for (const { id, patientName } of ended.filter(({ state }) => state === 'discharged')) {
      expect(doors.has(id) || begunBefore.includes(id)).toBe(true);
      const history = await nurse.get<SessionReadinessView>(`/sessions/${id}/readiness`);
      for (const { kind, standing, evidence, stops, byRecord } of doors.get(id)?.requirements ?? []) {
        // What was given no longer asks for everything that was planned; what it still asks for has its history.
        const kept = history.requirements.find((each) => each.kind === kind)?.evidence ?? evidence;
        expect(kept.map((one) => one.id)).toEqual(expect.arrayContaining(evidence.map((one) => one.id)));
        expect(isSettled(standing), `${patientName}: ${kind} is ${standing}`).toBe(true);
        figures[standing as 'met' | 'waived'] += 1;
        if (standing === 'met')
          expect(byRecord || evidence.some(({ outcome }) => outcome === 'met')).toBe(true);
        else expect([stops, evidence[0]?.reason ?? '']).toEqual([null, expect.stringMatching(/\S/)]);
      }
    }
  });

  await test.step('then each injection had its time-out of two people, and only what takes half an hour was set aside', async () => {
    for (const { id, overrides } of ended.filter(({ state }) => state === 'discharged')) {
      const setAside = overrides.filter(({ code }) => code.startsWith('discharge.'));
      for (const { code, reason } of setAside) {
        if (!begunBefore.includes(id)) expect(takesHalfAnHour).toContain(code);
        expect(reason).toMatch(/\S/);
      }
      if (begunBefore.includes(id)) continue;
      const injections = await physician.get<readonly InjectionView[]>(`/sessions/${id}/injections`);
      const { rounds, missing } = await nurse.get<TimeOutStateView>(`/sessions/${id}/time-outs`);
      expect(missing).toBe(0);
      for (const { side } of injections) {
        const people = rounds.find(
          (round) => round.side === side && round.state === 'completed',
        )?.confirmations;
        expect(new Set(people?.map(({ by }) => by)).size).toBe(2);
      }
      expect(injections.length).toBeGreaterThan(0);
    }
  });

  await test.step('then the board says so, and the same in both browsers', async () => {
    const shown = ended.filter(({ state }) => state !== 'cancelled');
    for (const page of [nursePage, physicianPage]) {
      const board = new DayBoard(page);
      await board.open(today);
      for (const { patientName, state } of shown)
        await expect(board.cards(patientName, state)).not.toHaveCount(0);
      for (const { patientName } of ended.filter(({ state }) => state === 'cancelled'))
        await expect(board.cards(patientName, 'booked')).toHaveCount(0);
    }
    expect(await new DayBoard(nursePage).names()).toEqual(await new DayBoard(physicianPage).names());
  });

  await retireSpareResources(administrator, spare);

  test.info().annotations.push({
    type: 'a full day',
    description: JSON.stringify({ ...figures, seconds: Math.round((Date.now() - begun) / 1_000) }),
  });
});

/** From the board to the way home: the nurse on a tablet, the physician at a desk. Answers the readiness before the room. */
async function leadByHand(
  nursePage: Page,
  physicianPage: Page,
  nurseApi: Api,
  session: SessionView,
  today: string,
): Promise<SessionReadinessView> {
  const [nurse, physician] = [new SessionDay(nursePage), new SessionDay(physicianPage)];
  const recovery = new RecoveryPage(nursePage);
  await nursePage.goto(`/day/${today}?session=${session.id}`);
  await new SessionPanel(nursePage, session.patientName).dialog
    .getByRole('link', { name: 'The day' })
    .click();

  await nurse.step('The patient is here');
  await nurse.answer(/^“What is your name/, 'Yes');
  await nursePage.getByLabel(/^“When were you born/).fill(session.birthDate);
  await nurse.answer(/^“Which side is treated/, 'LEFT');
  await nurse.taken('Last full meal', 'None since…', 'Yesterday', '18:30');
  await nurse.answer('Is the escort here?', 'No');
  await nurse.answer(/^Any new drug/, 'No');
  await nurse.answer(/^Fever, an infection/, 'No');
  await nurse.step('Record arrival');
  await expect(nurse.arrival).toContainText('none since');

  await nurse.answer(/^Pain now, before/, '7');
  await nurse.answer(/^An analgesic for this pain/, 'No');
  await nurse.vitals.getByLabel(/systolic/).fill('128');
  await nurse.vitals.getByLabel(/diastolic/).fill('76');
  await nurse.step('Record vital signs');
  await expect(nurse.vitals).toContainText('7 of 10');

  const atTheDoor = await nurseApi.get<SessionReadinessView>(`/sessions/${session.id}/readiness`);
  await nurse.step('Begin to prepare');
  await nurse.step('Into the room');
  await nurse.step('Begin the time-out');
  await nurse.choose('LEFT', 'LEFT', 'L3');
  await nurse.confirm();
  await expect(nurse.timeOut).toContainText('Now a second person confirms');
  await physician.open(session.id);
  await physician.step('Confirm as the second person');
  await physician.choose('LEFT', 'LEFT', 'L3');
  await physician.confirm();
  await expect(nurse.timeOut).toContainText('Time-out complete.');

  await physicianPage.goto(`/series/${session.seriesId}?record=injection&session=${session.id}`);
  const form = new InjectionForm(physicianPage);
  await form.side.getByRole('radio', { name: 'left' }).check();
  await form.write({ level: 'L3', anaesthetic: 'bupivacaine 0.25 %', volumeMl: '12' });
  await form.record();
  await expect(physicianPage.getByRole('region', { name: 'Recorded' })).toBeVisible();

  for (const step of [
    'Patient lies prone',
    'Mild sedative by IV',
    'Antiseptic, and the skin numbed',
    'Needle guided by X-ray',
    'Local anaesthetic',
  ])
    await recovery.says(step, 'Done');
  for (const step of ['Contrast', 'Steroid']) await recovery.says(step, 'Does not apply');
  await nursePage.getByRole('button', { name: 'To recovery' }).click();
  await recovery.readWell();
  await recovery.discharge('Ruth Marlow', 'sister', 'The journey cannot wait for half an hour');
  return atTheDoor;
}
