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
    'weeks',
    'session-checks',
    'sessions',
    'series',
    'patients',
    'follow-up-tasks',
    'waitlist',
    'block-times',
  ],
  'held-time': ['days', 'weeks', 'session-checks', 'held-times', 'waitlist'],
  closure: ['days', 'weeks', 'session-checks'],
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
  ],
  waitlist: ['waitlist', 'follow-up-tasks'],
  series: ['series', 'sessions', 'session-checks', 'patients', 'follow-up-tasks', 'waitlist'],
  'follow-up-task': ['follow-up-tasks'],
} as const satisfies Readonly<Record<Changed, readonly string[]>>;

type Shown = (typeof shownIn)[Changed][number];

/** Of a word of the keys, only what goes on with one of these: `{ weeks: [[clinicId]] }`. */
export type Within = Readonly<Partial<Record<Shown, readonly (readonly string[])[]>>>;

/** After a change: what shows it is read anew, wherever it is shown; kept when that has been asked for. */
export async function readAnew(
  queryClient: QueryClient,
  changed: Changed,
  within: Within = {},
): Promise<void> {
  const keys = shownIn[changed].flatMap((shown: Shown) =>
    (within[shown] ?? [[]]).map((rest) => [shown, ...rest]),
  );
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Nobody knows what has changed: all of it is read anew. */
export function readAllAnew(queryClient: QueryClient): void {
  for (const shown of new Set<Shown>(Object.values(shownIn).flat()))
    void queryClient.invalidateQueries({ queryKey: [shown] });
}
