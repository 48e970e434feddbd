/** An injection as far as counting goes. `doneAt` is the instant the needle came out; null while it is not done. */
export interface CountedInjection {
  readonly id: string;
  readonly doneAt: number | null;
  readonly status: 'completed' | 'not-done' | 'entered-in-error';
}

/**
 * SER-07: the ordinal of each completed injection of one target, 1, 2, ... by the instant it was done
 * (by id where two are equal, so that the order is always the same). What was cancelled, not done or
 * entered in error has none, and never shifts the others for being there. Source: clinical.md 1.1, H20.
 */
export function ordinals(injections: readonly CountedInjection[]): ReadonlyMap<string, number> {
  const done = injections.flatMap(({ id, doneAt, status }) =>
    status === 'completed' && doneAt !== null ? [{ id, doneAt }] : [],
  );
  done.sort((a, b) => a.doneAt - b.doneAt || (a.id < b.id ? -1 : 1));
  return new Map(done.map(({ id }, index) => [id, index + 1]));
}
