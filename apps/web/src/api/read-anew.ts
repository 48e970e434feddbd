import type { ChangeNotice } from '@lull/contracts';
import type { QueryClient } from '@tanstack/react-query';

/** What can change: what the server gives notice of, and what only the one who changed it knows of. */
type Changed = ChangeNotice['kind'] | 'series' | 'follow-up-task';

/**
 * What shows each of them, by the first word of its query key: the one place where that is said. A query that
 * nobody looks at is only marked, so a word too many costs nothing; one too few shows what is no longer true.
 */
const shownIn = {
  session: [
    'days',
    'readiness',
    'session-readiness',
    'weeks',
    'session-checks',
    'sessions',
    'series',
    'decisions',
    'patients',
    'follow-up-tasks',
    'worklists',
    'waitlist',
    'block-times',
    'displacements',
    'messages',
  ],
  'held-time': ['days', 'weeks', 'session-checks', 'held-times', 'waitlist', 'displacements'],
  closure: ['days', 'weeks', 'session-checks', 'displacements', 'closures'],
  'block-time': [
    'block-times',
    'days',
    'weeks',
    'session-checks',
    'sessions',
    'series',
    'patients',
    'follow-up-tasks',
    'waitlist',
    'displacements',
  ],
  readiness: ['readiness', 'session-readiness', 'worklists', 'waitlist', 'displacements'],
  waitlist: ['waitlist', 'follow-up-tasks', 'displacements'],
  series: [
    'series',
    'decisions',
    'sessions',
    'session-checks',
    'patients',
    'follow-up-tasks',
    'worklists',
    'waitlist',
  ],
  settings: [
    'procedure-types',
    'resources',
    'clinics',
    'clinic-settings',
    'clinical-policies',
    'days',
    'weeks',
    'session-checks',
    'displacements',
    'readiness',
    'session-readiness',
    'worklists',
    'sessions',
  ],
  'follow-up-task': ['follow-up-tasks', 'worklists', 'escalations'],
  message: ['messages', 'follow-up-tasks', 'worklists'],
} as const satisfies Readonly<Record<Changed, readonly string[]>>;

type Shown = (typeof shownIn)[Changed][number];

/**
 * What takes long to answer waits so many ms for the next notice, and is asked once after the last: a day that is
 * placed again has as many notices as sessions.
 */
const patienceMs: Readonly<Partial<Record<Shown, number>>> = {
  displacements: 300,
  readiness: 300,
  worklists: 300,
};

/** Of a word of the keys, only what goes on with one of these: `{ weeks: [[clinicId]] }`. */
export type Within = Readonly<Partial<Record<Shown, readonly (readonly string[])[]>>>;

/** After a change: what shows it is read anew, wherever it is shown; kept when that has been asked for. */
export async function readAnew(
  queryClient: QueryClient,
  changed: Changed,
  within: Within = {},
): Promise<void> {
  await Promise.all(
    shownIn[changed].flatMap((shown: Shown) => askAnew(queryClient, shown, within[shown] ?? [[]])),
  );
}

/** Nobody knows what has changed: all of it is read anew. */
export function readAllAnew(queryClient: QueryClient): void {
  for (const shown of new Set<Shown>(Object.values(shownIn).flat())) void askAnew(queryClient, shown, [[]]);
}

/**
 * A next page that somebody has just asked for is let in first: reading anew would give it up, and nobody asks twice.
 * A first answer that is on its way may have been made before the change, and would count as fresh when it comes.
 */
async function markStale(queryClient: QueryClient, queryKey: readonly string[]): Promise<void> {
  const running = queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
  const turning = running.filter(({ state }) => state.fetchMeta?.fetchMore !== undefined);
  const onTheirWay = running.filter((query) => query.state.data === undefined || !query.isActive());
  await Promise.allSettled(turning.flatMap(({ promise }) => promise ?? []));
  const rest = queryClient.invalidateQueries({ queryKey });
  await Promise.allSettled(onTheirWay.flatMap(({ promise }) => promise ?? []));
  await Promise.all(
    onTheirWay.map((query) => queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })),
  );
  await rest;
}

const waiting = new Map<Shown, ReturnType<typeof setTimeout>>();

function askAnew(
  queryClient: QueryClient,
  shown: Shown,
  rests: readonly (readonly string[])[],
): Promise<void>[] {
  const ms = patienceMs[shown];
  if (ms === undefined) return rests.map((rest) => markStale(queryClient, [shown, ...rest]));
  clearTimeout(waiting.get(shown));
  // All of the word: the notices that it waited for may each be about another part of it.
  waiting.set(
    shown,
    setTimeout(() => void markStale(queryClient, [shown]), ms),
  );
  return [];
}
