import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { roles as allRoles, type Role } from '@lull/contracts/plain';
import { guides, guidesForAll, helpPlaces, type HelpPlace } from '../features/help/guides.js';
import { glossary, wordsIn } from '../features/help/glossary.js';
import { fakeApi } from '../testing/fake-api.js';
import { renderInApp } from '../testing/render.js';
import { makeQueryClient } from './query-client.js';
import { makeRouter } from './router.js';
import { isOpenTo } from './shell/navigation.js';

const open = (role: Role, address: string, answers: Parameters<typeof fakeApi>[0] = {}) => {
  const member = { memberId: '00000000-0000-4000-8000-000000000001', name: 'Iris Vale', roles: [role] };
  const calls = fakeApi({
    'GET /sign-ins': () => [member],
    'GET /sign-ins/current': () => member,
    'GET /clinics': () => [],
    ...answers,
  });
  const router = makeRouter(
    makeQueryClient(() => undefined),
    createMemoryHistory({ initialEntries: [address] }),
  );
  return { calls, router, ...renderInApp(<RouterProvider router={router} />) };
};

describe('The guides', () => {
  const router = makeRouter(
    makeQueryClient(() => undefined),
    createMemoryHistory(),
  );
  const routes = new Set<string>(Object.keys(router.routesByPath));

  it.each(Object.entries(helpPlaces))('lead to a page that there is: %s', (_, { to }) => {
    expect(routes).toContain(to);
  });

  it.each(
    allRoles.flatMap((role) =>
      [...guides[role], ...guidesForAll].flatMap(({ title, steps }) =>
        steps.map(({ at }): [Role, string, HelpPlace] => [role, title, at]),
      ),
    ),
  )('of the %s, "%s", lead where that role may go: %s', (role, _, at) => {
    expect(isOpenTo([role], helpPlaces[at].to)).toBe(true);
  });

  // The journey sees them stand on their pages; this finds a renamed button before it.
  const screens = Object.entries(
    import.meta.glob<string>(['../{features,app}/**/*.{ts,tsx}', '!../features/help/**', '!../**/*.test.*'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([, source]) => source);

  it.each([
    ...new Set(
      [...Object.values(guides).flat(), ...guidesForAll].flatMap(({ steps }) =>
        steps.flatMap(({ words }) => words.split('*').filter((_, index) => index % 2 === 1)),
      ),
    ),
  ])('name what some screen says: %s', (name) => {
    const said = new RegExp(`(^|[\\s"'\`>{])${name}([\\s"'\`<$(]|$)`, 'm');
    expect(screens.some((source) => said.test(source))).toBe(true);
  });

  it('close every asterisk that they open', () => {
    const words = [...Object.values(guides).flat(), ...guidesForAll].flatMap(({ steps }) => steps);
    for (const step of words) expect(step.words.split('*').length % 2, step.words).toBe(1);
  });
});

describe('The help', () => {
  it('begins with the guides of one’s own role, and links to what that role opens alone', async () => {
    open('auditor', '/help');
    const titles = async () =>
      (await screen.findAllByRole('heading', { level: 2 })).map(({ textContent }) => textContent);
    expect((await titles()).slice(0, 2)).toEqual(['For the auditor', 'For everybody']);
    const mine = within(screen.getByRole('region', { name: 'For the auditor' }));
    expect(mine.getAllByRole('link', { name: 'Trail' }).length).toBeGreaterThan(0);
    const theirs = within(screen.getByRole('region', { name: 'For the scheduler' }));
    expect(theirs.queryByRole('link', { name: 'Waitlist' })).toBeNull();
  });

  it('finds guides, keys and words by what is typed, and says so where there is none', async () => {
    const { user, router } = open('scheduler', '/help');
    const field = await screen.findByRole('textbox', { name: 'Look for' });
    await user.type(field, 'tuesday');
    await expect.poll(() => router.state.location.search).toEqual({ find: 'tuesday' });
    expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual([
      'The phone rings: "I cannot come on Tuesday"',
    ]);
    expect(screen.queryByRole('heading', { name: 'Words' })).toBeNull();
    await user.clear(field);
    await user.type(field, 'xyzzy');
    expect(await screen.findByText(/Nothing here speaks of "xyzzy"/)).toBeTruthy();
  });

  it('lists the keys that are bound, and no other', async () => {
    open('auditor', '/help');
    const keys = within(await screen.findByRole('region', { name: 'Go to' }));
    await expect
      .poll(() => keys.getAllByRole('term').map(({ textContent }) => textContent))
      .toEqual(['Trail', 'Settings', 'Help']);
  });

  it('has every word of docs/glossary.md, without its marks', () => {
    expect(glossary.length).toBeGreaterThan(60);
    const words = Object.fromEntries(glossary.map(({ word, meaning }) => [word, meaning]));
    expect(words['Block time']).toContain('The bare word block is never used');
    expect(words['Sign-in']).toContain('Session is never used for it');
    expect(wordsIn('| word | meaning |\n|---|---|\n| b_c | `x` |\n| A | _y_ |\n')).toEqual([
      { word: 'A', meaning: 'y' },
      { word: 'b_c', meaning: 'x' },
    ]);
  });
});

describe('The page about the product', () => {
  const about = {
    version: '1.2.3',
    commit: null,
    packages: 2,
    policies: [
      { name: 'Clinical defaults', version: '3', author: 'Ada', effectiveFrom: '2026-11-01', own: true },
    ],
    definitions: [
      { name: 'Time-out', version: '2', author: 'Lull', effectiveFrom: '2026-10-01', own: false },
    ],
  };

  it('tells version, what is in force, and the licences with their words when they are asked for', async () => {
    const { user, calls } = open('nurse', '/help/about', {
      'GET /about': () => about,
      'GET /about/licences': () => ({
        packages: [
          { name: 'alpha', version: '1.0.0', licence: 'MIT', text: 0 },
          { name: 'beta', version: '2.0.0', licence: 'ISC', text: null },
        ],
        texts: ['Permission is hereby granted'],
      }),
    });
    expect(await screen.findByText('1.2.3')).toBeTruthy();
    expect(screen.getByText('not known')).toBeTruthy();
    expect(screen.getByRole('row', { name: /Clinical defaults 3/ }).textContent).toContain('Ada');
    expect(screen.getByRole('row', { name: /Time-out 2/ }).textContent).toContain('delivered');
    expect(calls.some(({ path }) => path === '/about/licences')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Show the licences' }));
    await user.click(await screen.findByRole('button', { name: /^alpha 1.0.0/ }));
    expect(screen.getByText('Permission is hereby granted')).toBeTruthy();
    expect(screen.getByText(/beta 2.0.0/)).toBeTruthy();
  });
});
