import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useShortcuts } from './shortcuts.js';

/** Something that can be done on what is shown, in the words by which the palette finds it and the sheet of keys lists it. */
export interface Action {
  readonly words: string;
  /** A single key that does it, as `useShortcuts` takes it. */
  readonly key?: string;
  /** How its keys are written, where it is not one key or where something else hears them. */
  readonly keys?: string;
  /** Absent where it is done at a place of its own, such as a session that has the focus: only the sheet lists it. */
  readonly act?: () => void;
}

export interface ActionGroup {
  readonly name: string;
  readonly actions: readonly Action[];
}

/** What the screens that are open have registered; the screen itself keeps it up to date. */
const registered = new Set<{ readonly current: ActionGroup }>();
/** Whoever shows them all the time, and how often what is registered has changed. */
const watchers = new Set<() => void>();
let changes = 0;

function changed(): void {
  changes += 1;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/**
 * Registers what a screen can do for as long as it is shown: its single keys are heard, and the command palette and the
 * sheet of keys know them. Several screens may add to a group of the same name.
 */
export function useActions(name: string, actions: readonly Action[], enabled = true): void {
  const latest = useRef<ActionGroup>({ name, actions });
  useEffect(() => {
    latest.current = { name, actions };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    registered.add(latest);
    changed();
    return () => {
      registered.delete(latest);
      changed();
    };
  }, [enabled]);
  useShortcuts(
    Object.fromEntries(
      actions.flatMap(({ key, act }) => (key === undefined || act === undefined ? [] : [[key, () => act()]])),
    ),
    enabled,
  );
}

/** What can be done at this moment, by group; to be asked when it is shown. */
export function actionsNow(): readonly ActionGroup[] {
  const groups = new Map<string, Action[]>();
  for (const { current } of registered) {
    const known = groups.get(current.name) ?? [];
    groups.set(current.name, [...known, ...current.actions]);
  }
  return [...groups].map(([name, actions]) => ({ name, actions }));
}

/** The same for a page that shows them: it follows what screens register and take back. */
export function useActionsNow(): readonly ActionGroup[] {
  useSyncExternalStore(watch, () => changes);
  return actionsNow();
}

/** How the keys of an action are written. */
export function keysText({ key, keys }: Action): string | null {
  return keys ?? (key === undefined ? null : key.toUpperCase());
}
