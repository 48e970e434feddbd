import type { FreeTimeView, MovePreviewView, PreviewMoveRequest, SessionView } from '@lull/contracts';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessible.js';
import type { Api } from '../fixtures/api.js';
import { dayMs, minuteMs, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import type { Given } from '../fixtures/given.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';

/** A patient of its own with one session on a day that lies ahead, and where else that session could stand. */
async function givenSession(given: Given) {
  const clinic = await given.clinic();
  const patient = await given.patient();
  const series = await given.series(patient.id, { sedation: 'none' });
  const { session, free } = await given.onAQuietDay(await given.session(series));
  return {
    session,
    free,
    zone: clinic.timeZone,
    name: `${patient.familyName}, ${patient.givenName}`,
    date: wallClock(session.start, clinic.timeZone).date,
  };
}

const timeOf = (instant: number, zone: string): string => wallClock(instant, zone).time;

/** Pixels per minute. */
const normalDensity = 1.6;

/** Where the card is, and how far it must go to where a free time is drawn; the board lies so that both are in sight. */
async function wayTo(card: Locator, session: SessionView, free: { start: number; roomId: string }) {
  const dy = ((free.start - session.start) / 60_000) * normalDensity;
  // The middle of the way in the middle of the board: neither end is at an edge, where the board scrolls by itself.
  await card.evaluate((element, half) => {
    element.scrollIntoView({ block: 'center' });
    element.closest('[role=grid]')?.scrollBy(0, half);
  }, dy / 2);
  const from = await card.boundingBox();
  if (from === null) throw new Error('The card is not on the board.');
  return { x: from.x + 60, y: from.y + 8, dy };
}

test('a session is dragged to a free time, and taken back by its toast and by Ctrl+Z', async ({
  as,
  given,
}) => {
  const { session, free, name, zone, date } = await test.step('given a session ahead', () =>
    givenSession(given));
  const page = await as('scheduler');
  const board = new DayBoard(page);
  await board.open(date);
  const ghost = page.locator('[data-answer]');
  const drag = async (): Promise<void> => {
    const { x, y, dy } = await wayTo(board.card(name), session, free);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + dy / 2, { steps: 4 });
    await page.mouse.move(x, y + dy, { steps: 4 });
    await expect(ghost).toBeVisible();
    await expect(ghost).toHaveText(`${timeOf(free.start, zone)} ✓ free`);
  };

  await test.step('when it is dragged, then the ghost says that the time is free, and the board opens nothing', async () => {
    await drag();
    await page.mouse.up();
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(free.start, zone)} to`));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // The toast stays for as long as the pointer is on it.
    await page.getByText('Moved', { exact: true }).hover();
    await expectAccessible(page, 'after a move');
  });

  await test.step('when the toast is pressed, then it stands where it was', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(session.start, zone)} to`));
  });

  await test.step('when that is undone by Ctrl+Z, then it is moved again', async () => {
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(free.start, zone)} to`));
  });

  await test.step('when a drag is given up by Escape, then nothing has moved', async () => {
    const box = await board.card(name).boundingBox();
    if (box === null) throw new Error('The card is not on the board.');
    await page.mouse.move(box.x + 60, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 60, { steps: 3 });
    await expect(ghost).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(ghost).toBeHidden();
    await page.mouse.up();
    await twoFrames(page);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).not.toHaveURL(/session=/);
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(free.start, zone)} to`));
  });

  await test.step('when Alt, arrows and Enter lead it back, then the focus stays with it', async () => {
    await board.card(name).focus();
    const key = session.start > free.start ? 'Alt+ArrowDown' : 'Alt+ArrowUp';
    const presses = Math.abs(session.start - free.start) / (5 * minuteMs);
    for (let press = 0; press < presses; press += 1) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(session.start, zone)} to`));
    await expect(board.card(name)).toBeFocused();
  });
});

test('a session is moved by the keyboard alone, refused with the nearest free times, and placed by one of them', async ({
  as,
  given,
}) => {
  const { session, free, name, zone, date } = await test.step('given a session ahead', () =>
    givenSession(given));
  const other = await test.step('given somebody else with the same physician a little later', async () => {
    const patient = await given.patient();
    const series = await given.series(patient.id, { sedation: 'none' });
    return given.booked(series, free);
  });
  const page = await as('scheduler');
  const board = new DayBoard(page);
  await board.open(date);
  const ghost = page.locator('[data-answer]');
  const key = other.start > session.start ? 'Alt+ArrowDown' : 'Alt+ArrowUp';
  const steps = Math.abs(other.start - session.start) / 300_000;

  await test.step('when Alt and arrows lead onto the other, then the ghost names who is busy', async () => {
    await board.card(name).focus();
    for (let step = 0; step < steps; step += 1) await page.keyboard.press(key);
    await expect(ghost).toContainText(`${timeOf(other.start, zone)} ✕`);
    await expect(ghost).toContainText('is taken from');
  });

  await test.step('when Enter is pressed all the same, then it is refused with every reason and the nearest times', async () => {
    await page.keyboard.press('Enter');
    const refused = page.getByRole('dialog', { name: 'Not moved' });
    await expect(refused).toContainText('is taken from');
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(session.start, zone)} to`));
    await expect(refused.getByText('The nearest free times')).toBeVisible();
    await expect(refused.getByRole('button', { name: /\d\d:\d\d, / })).toHaveCount(3);
    await expect(refused.getByRole('button').first()).toBeFocused();
    await expectAccessible(page, 'a refused move');
    const proposed = (await refused.getByRole('button').first().textContent()) ?? '';
    await page.keyboard.press('Enter');
    await expect(refused).toBeHidden();
    await expect(page.getByText('Moved', { exact: true })).toBeVisible();
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${proposed.slice(0, 5)} to`));
  });

  await test.step('when it is picked up by X and put back by Escape, then it has not moved', async () => {
    await board.card(name).focus();
    await page.keyboard.press('x');
    await expect(page.getByText(/^Moving/)).toBeVisible();
    await expectAccessible(page, 'a session that was picked up');
    await page.keyboard.press('Escape');
    await expect(page.getByText(/^Moving/)).toBeHidden();
  });
});

test('a session is moved by a long press of a finger, and a swipe only scrolls', async ({ as, given }) => {
  const { session, free, name, zone, date } = await test.step('given a session ahead', () =>
    givenSession(given));
  const page = await as('scheduler', { touch: true });
  const board = new DayBoard(page);
  await board.open(date);
  const finger = new Finger(await page.context().newCDPSession(page));
  const { x, y } = await wayTo(board.card(name), session, free);
  const ghost = page.locator('[data-answer]');

  await test.step('when a finger swipes over the card, then the session stays', async () => {
    await finger.down(x, y);
    await finger.moveBy(60);
    await twoFrames(page);
    await expect(page.locator('[data-lifted]')).toHaveCount(0);
    await expect(ghost).toBeHidden();
    await finger.up();
    await twoFrames(page);
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(session.start, zone)} to`));
    await expect(page.getByText('Moved', { exact: true })).toHaveCount(0);
  });

  await test.step('when it rests on the card and then goes to a free time, then the session goes along', async () => {
    const again = await wayTo(board.card(name), session, free);
    await finger.down(again.x, again.y);
    await expect(board.card(name).and(page.locator('[data-lifted]'))).toBeVisible();
    await finger.moveBy(again.dy);
    await expect(ghost).toHaveText(`${timeOf(free.start, zone)} ✓ free`);
    await finger.up();
    await expect(page.getByText('Moved', { exact: true })).toBeVisible();
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${timeOf(free.start, zone)} to`));
  });
});

/** One finger on the glass, that goes up and down. */
class Finger {
  private x = 0;
  private y = 0;

  constructor(private readonly browser: CDPSession) {}

  private touch(type: 'touchStart' | 'touchMove' | 'touchEnd') {
    return this.browser.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: this.x, y: this.y }],
    });
  }

  async down(x: number, y: number): Promise<void> {
    [this.x, this.y] = [x, y];
    await this.touch('touchStart');
  }

  async moveBy(dy: number): Promise<void> {
    const from = this.y;
    for (let step = 1; step <= 8; step += 1) {
      this.y = from + (dy * step) / 8;
      await this.touch('touchMove');
    }
  }

  async up(): Promise<void> {
    await this.touch('touchEnd');
  }
}

/** What a gesture does to the board, it has done by then. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Where the first of a series can go, so that the later one cannot stay where it is when it is planned anew. */
async function placeThatMovesBoth(given: Given, scheduler: Api, first: SessionView): Promise<FreeTimeView> {
  for (let days = 1; days <= 7; days += 1) {
    for (const near of await given.nearby(first, days * dayMs)) {
      if (near.physicianId !== first.physicianId) continue;
      const { accepted, changes } = await scheduler.post<MovePreviewView>(
        `/sessions/${first.id}/moves/preview`,
        {
          roomId: near.roomId,
          physicianId: near.physicianId,
          startsAt: new Date(near.start).toISOString(),
          scope: 'plan-anew',
        } satisfies PreviewMoveRequest,
      );
      if (accepted && changes.length === 2) return near;
    }
  }
  throw new Error('Within a week there is no time from which the rest would be planned elsewhere.');
}

test('moving a session of a series asks for the rest, shows what would change, and moves all of it', async ({
  as,
  api,
  given,
}) => {
  const clinic = await given.clinic();
  const { name, first, second, near } =
    await test.step('given a series with two sessions booked', async () => {
      const patient = await given.patient();
      const planned = await given.series(patient.id, { sedation: 'none' });
      const one = await given.session(planned);
      return {
        name: `${patient.familyName}, ${patient.givenName}`,
        first: one,
        second: await given.session(planned),
        near: await placeThatMovesBoth(given, await api('scheduler'), one),
      };
    });
  const page = await as('scheduler');
  const drawer = page.getByRole('dialog', { name: 'Move the session' });

  await test.step('when the first is moved by M to another day', async () => {
    const board = new DayBoard(page);
    await board.open(wallClock(first.start, clinic.timeZone).date);
    await board.card(name).focus();
    await page.keyboard.press('m');
    await new BookingDrawer(page, 'Move the session').choose(
      wallClock(near.start, clinic.timeZone),
      clinic.resources.find(({ id }) => id === near.roomId)?.name,
    );
  });

  await test.step('then planning the rest anew shows every change, and one press moves both', async () => {
    await drawer.getByRole('radio', { name: /Plan the rest anew/ }).check();
    const changes = drawer.getByRole('region', { name: 'What would change' }).getByRole('listitem');
    await expect(changes).toHaveCount(2);
    await expectAccessible(page, 'moving with the rest of the series');
    await drawer.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.getByText(/and 1 later with it/)).toBeVisible();
    const { sessions } = await given.seriesAgain(first.seriesId);
    expect(sessions.map(({ start }) => start)).toContain(near.start);
    expect(sessions.map(({ start }) => start)).not.toContain(second.start);
  });
});

test('what somebody else did meanwhile is said with who and when, and a lost connection is read only', async ({
  as,
  given,
  api,
}) => {
  const { session, free, name, date } = await test.step('given a session that is being moved', () =>
    givenSession(given));
  const page = await as('scheduler');
  await page.goto(`/day/${date}?session=${session.id}&book=move`);
  const drawer = page.getByRole('dialog', { name: 'Move the session' });
  await expect(drawer).toContainText(name);

  await test.step('when a physician moves it, then the drawer says who, what and when, and asks whose stands', async () => {
    await (
      await api('physician')
    ).post<SessionView>(
      `/sessions/${session.id}/move`,
      { roomId: free.roomId, physicianId: free.physicianId, startsAt: new Date(free.start).toISOString() },
      session.version,
    );
    await expect(drawer.getByRole('alert')).toContainText(/moved this session at \d\d:\d\d/);
    await expect(drawer.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    await expectAccessible(page, 'changed while editing');
    await drawer.getByRole('button', { name: 'Keep mine' }).click();
    await expect(drawer.getByRole('alert')).toHaveCount(0);
  });

  await test.step('when the connection is lost, then the board stays readable, and a write is refused with the draft kept', async () => {
    await page.goto(`/day/${date}`);
    const board = new DayBoard(page);
    await expect(board.card(name)).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByText(/Offline since \d\d:\d\d: read only/)).toBeVisible({ timeout: 30_000 });
    await board.card(name).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Not moved' })).toContainText('You are offline: read only');
    await page.context().setOffline(false);
    await expect(page.getByText(/Offline since/)).toBeHidden({ timeout: 30_000 });
  });
});
