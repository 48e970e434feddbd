import type { Role } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { civilDate, mondayOf, wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { desk, expect, phone, test, type Page } from '../fixtures/test.js';

interface Screen {
  readonly name: string;
  readonly role: Role;
  /** Leads to the screen and waits for what it is there for. */
  readonly open: (page: Page, places: Places) => Promise<void>;
  /** Only there at a desk: the board is a list on a telephone. */
  readonly deskOnly?: boolean;
}

type Places = Awaited<ReturnType<typeof givenPlaces>>;

/** A patient treated and booked again, whose pages have everything on them. */
async function givenPlaces(given: Given) {
  const { series: treated } = await given.seriesWithHistory(4);
  const session = await given.session(treated);
  const { timeZone } = await given.clinic();
  const inRoom = await given.stepped(
    await given.sessionToday(await given.series((await given.patient()).id)),
    'arrived',
    'preparing',
    'in-room',
  );
  return { treated, session, inRoom, ...wallClock(session.start, timeZone) };
}

const there = (page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp) =>
  expect(page.getByRole(role, { name }).first()).toBeVisible();

const screens: readonly Screen[] = [
  {
    name: 'board by room',
    role: 'scheduler',
    deskOnly: true,
    open: async (page, { date }) => {
      await page.goto(`/day/${date}`);
      await there(page, 'grid', /by room$/);
    },
  },
  {
    name: 'board by physician',
    role: 'nurse',
    deskOnly: true,
    open: async (page, { date }) => {
      await page.goto(`/day/${date}?by=physician`);
      await there(page, 'grid', /by physician$/);
    },
  },
  {
    name: 'plan of a whole series',
    role: 'scheduler',
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}/plan?count=3`);
      await there(page, 'list', 'Proposed sessions');
    },
  },
  {
    name: 'block time',
    role: 'scheduler',
    open: async (page) => {
      // From a Monday on: at the end of a week nothing is left in its queue.
      await page.goto(`/block-time?week=${mondayOf(civilDate(Date.now()), 1)}`);
      await there(page, 'heading', 'Release queue');
      await there(page, 'button', /^Change: /);
    },
  },
  {
    name: 'new block time',
    role: 'administrator',
    open: async (page) => {
      await page.goto('/block-time?new=true');
      await there(page, 'dialog', 'New block time');
    },
  },
  {
    name: 'procedures and what their visits hold',
    role: 'nurse',
    open: async (page) => {
      await page.goto('/settings/procedures');
      await there(page, 'region', 'What a visit holds');
      await there(page, 'region', 'Resources');
    },
  },
  {
    name: 'changing a resource profile',
    role: 'physician',
    open: async (page) => {
      await page.goto('/settings/procedures?level=moderate&open=profile');
      await there(page, 'form', 'LSB, sedation moderate');
    },
  },
  {
    name: 'changing a resource',
    role: 'administrator',
    open: async (page) => {
      await page.goto('/settings/procedures');
      await page.getByRole('button', { name: 'Add a resource' }).click();
      await there(page, 'dialog', 'Add a resource');
    },
  },
  {
    name: 'another sedation of a session',
    role: 'scheduler',
    open: async (page, { date, session }) => {
      await page.goto(`/day/${date}?session=${session.id}`);
      await page.getByRole('button', { name: 'Change sedation…' }).click();
      await page.getByRole('radio', { name: 'deep' }).check();
      await there(page, 'region', 'What the patient is told, before and after');
    },
  },
  {
    name: 'day as a list',
    role: 'nurse',
    open: async (page, { date }) => {
      await page.goto(`/day/${date}?by=list`);
      await there(page, 'region', 'Fluoro 1');
    },
  },
  {
    name: 'week',
    role: 'scheduler',
    open: async (page, { date }) => {
      await page.goto(`/week/${date}`);
      await there(page, 'link', /% full/);
    },
  },
  {
    name: 'month',
    role: 'administrator',
    open: async (page, { date }) => {
      await page.goto(`/month/${date.slice(0, 7)}`);
      await there(page, 'link', /% full/);
    },
  },
  {
    name: 'session',
    role: 'nurse',
    open: async (page, { date, session }) => {
      await page.goto(`/day/${date}?session=${session.id}`);
      await there(page, 'dialog', session.patientName);
    },
  },
  {
    name: 'cancelling a session',
    role: 'scheduler',
    open: async (page, { date, session }) => {
      await page.goto(`/day/${date}?session=${session.id}`);
      await page.getByRole('button', { name: 'Cancel session' }).click();
      await there(page, 'button', 'Cancel the session');
    },
  },
  {
    name: 'booking, refused',
    role: 'scheduler',
    open: async (page, { treated, date, time }) => {
      await page.goto(`/series/${treated.id}?book=new`);
      await page.getByRole('dialog').getByLabel('Date').fill(date);
      await page.getByRole('dialog').getByLabel('Time', { exact: true }).fill(time);
      await there(page, 'list', 'Reasons against it');
    },
  },
  {
    name: 'patients',
    role: 'scheduler',
    open: async (page) => {
      await page.goto('/patients');
      await page.getByRole('textbox', { name: 'Name, birth date or MRN', exact: true }).fill('Zoe');
      await there(page, 'link', /Zoe/);
    },
  },
  {
    name: 'patient',
    role: 'physician',
    open: async (page, { treated }) => {
      await page.goto(`/patients/${treated.patientId}`);
      await there(page, 'heading', 'Clinical flags');
    },
  },
  {
    name: 'patient, being edited',
    role: 'nurse',
    open: async (page, { treated }) => {
      await page.goto(`/patients/${treated.patientId}?edit=true`);
      await there(page, 'button', 'Save');
    },
  },
  {
    name: 'new patient, with faults',
    role: 'scheduler',
    open: async (page) => {
      await page.goto('/patients?new=true');
      await page.getByRole('button', { name: 'Create patient' }).click();
      await there(page, 'alert', '');
    },
  },
  {
    name: 'series with relief',
    role: 'physician',
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}`);
      await there(page, 'img', /^Time line/);
      await page.getByRole('button', { name: '#2', exact: true }).first().click();
      await there(page, 'region', 'Injection 2');
    },
  },
  {
    name: 'series, as booking sees it',
    role: 'scheduler',
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}`);
      await there(page, 'heading', 'Plan');
    },
  },
  {
    name: 'new series, with faults',
    role: 'physician',
    open: async (page, { treated }) => {
      await page.goto(`/patients/${treated.patientId}?plan=true`);
      await page.getByRole('button', { name: 'Begin series' }).click();
      await there(page, 'alert', '');
    },
  },
  {
    name: 'plan, being edited',
    role: 'physician',
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}?edit=true`);
      await there(page, 'button', 'Save plan');
    },
  },
  {
    name: 'injection, with faults',
    role: 'physician',
    open: async (page, { inRoom }) => {
      await page.goto(`/series/${inRoom.seriesId}?record=injection&session=${inRoom.id}`);
      await page.getByRole('button', { name: 'Record injection' }).click();
      await there(page, 'alert', '');
    },
  },
  {
    name: 'pain score',
    role: 'nurse',
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}?record=score`);
      await there(page, 'radio', '10');
    },
  },
  {
    name: 'volume with rows',
    role: 'administrator',
    open: async (page, { date }) => {
      await page.goto(`/volume?by=physician&split=status&from=${date}&to=${date}&open=true`);
      await there(page, 'region', 'Rows');
    },
  },
  {
    name: 'volume',
    role: 'administrator',
    open: async (page, { date }) => {
      await page.goto(`/volume?by=month&split=physician&from=${monthsBefore(date)}&to=${date}`);
      await there(page, 'img', /^Bars/);
    },
  },
  {
    name: 'waitlist',
    role: 'scheduler',
    open: async (page) => {
      await page.goto('/waitlist');
      await expect(page.getByRole('heading', { level: 2, name: /^Waiting/ })).toBeVisible();
    },
  },
  {
    name: 'displacement desk',
    role: 'scheduler',
    open: async (page, { date }) => {
      await page.goto(`/displacement?from=${date}`);
      await there(page, 'region', 'Sessions to place again');
    },
  },
  {
    name: 'follow-up tasks',
    role: 'scheduler',
    open: async (page) => {
      await page.goto('/tasks');
      await there(page, 'region', 'Follow-up tasks');
    },
  },
  {
    name: 'audit trail',
    role: 'auditor',
    open: async (page, { inRoom }) => {
      await page.goto(`/trail?patient=${inRoom.patientId}&action=update`);
      await there(page, 'region', 'Audit events');
    },
  },
];

/** By day and by night, at a desk and on a telephone; the second of a size differs from the first in its colours alone. */
const looks = [
  { colorScheme: 'light', size: desk, judged: 'all', words: 'light, desk' },
  { colorScheme: 'dark', size: desk, judged: 'colours', words: 'dark, desk' },
  { colorScheme: 'dark', size: phone, judged: 'all', words: 'dark, telephone' },
  { colorScheme: 'light', size: phone, judged: 'colours', words: 'light, telephone' },
] as const;

async function expectFit(page: Page, name: string, deskOnly = false): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page).toHaveTitle(/^\S.* · Lull$/);
  for (const { colorScheme, size, judged, words } of looks) {
    if (deskOnly && size === phone) continue;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toHaveCount(1);
    await expectAccessible(page, `${name}, ${words}`, judged);
    await expectNoSidewaysScroll(page, `${name}, ${words}`);
  }
  await page.setViewportSize(desk);
}

/** The first of the month three months earlier: enough rows to see, few enough to judge each. */
function monthsBefore(date: string): string {
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 3);
  return first.toISOString().slice(0, 10);
}

let places: Promise<Places> | undefined;
const roles = [...new Set(screens.map(({ role }) => role))];
for (const role of roles) {
  test(`every screen of the ${role} can be used by everybody, by day and by night, at a desk and on a telephone`, async ({
    as,
    given,
  }) => {
    test.slow();
    const made = await test.step('given a patient whose pages have everything on them', () =>
      (places ??= givenPlaces(given)));
    const page = await as(role);
    for (const screen of screens.filter((each) => each.role === role)) {
      await test.step(screen.name, async () => {
        await screen.open(page, made);
        await expectFit(page, screen.name, screen.deskOnly);
      });
    }
  });
}

test('the sign-in page can be used by everybody, with a refusal on it', async ({ anybody }) => {
  const page = await anybody();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Demonstration' })).toBeVisible();
  await page.getByLabel('E-mail').fill('nobody@midtown.example');
  await page.getByLabel('Password', { exact: true }).fill('none');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectFit(page, 'sign-in');
});

test('the board is used by keyboard alone: from the address bar to a session and back', async ({
  as,
  given,
}) => {
  const { session, name, date } = await test.step('given a booked session', async () => {
    const booked = await given.session(await given.series((await given.patient()).id));
    return {
      session: booked,
      name: booked.patientName,
      ...wallClock(booked.start, (await given.clinic()).timeZone),
    };
  });
  const page = await as('scheduler');
  await page.goto(`/day/${date}`);
  await expect(page.getByRole('grid')).toBeVisible();

  await test.step('when Tab is pressed, then the way past the header comes first, then every control in turn', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    const reached: string[] = [];
    for (let presses = 0; presses < 40 && !reached.includes('grid'); presses += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused?.closest('[role="grid"]') != null) return 'grid';
          return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        }),
      );
    }
    expect(reached).toEqual(
      expect.arrayContaining([
        'Day',
        'Patients',
        'Waitlist',
        'Tasks',
        'Volume',
        'Find a patient by name, birth date or MRN',
        'Date',
        'The day after (J)',
        'Book',
        'grid',
      ]),
    );
  });

  await test.step('when the arrow keys are pressed, then they lead from session to session; Enter opens, Escape leads back', async () => {
    await page.keyboard.press('Home');
    const card = page.getByRole('grid').locator(`[data-session="${session.id}"]`).first();
    await card.focus();
    await page.keyboard.press('ArrowDown');
    await expect(card).not.toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(card).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(card).toBeFocused();
  });

  await test.step('when ? is pressed, then the sheet of keys opens; Escape closes it', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(sheet).toBeVisible();
    await expectAccessible(page, 'sheet of keys');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  });

  await test.step('when G and a letter are pressed, then the page changes', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page.getByRole('heading', { level: 1, name: 'Follow-up tasks' })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: /^Find a patient/ })).toBeFocused();
  });
});
