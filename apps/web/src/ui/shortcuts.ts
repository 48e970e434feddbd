import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

const withOwnKeys =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]';

/** Whether a key is meant for what has the focus: somebody types, or walks a menu or a list. */
export function isForField({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(withOwnKeys) !== null;
}

/** Whether a dialog lies over the page and keeps the keys to itself. */
export function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** Single letters can be switched off (WCAG 2.1.4); kept in the browser, and no patient's business. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({ key: 'lull-single-keys', defaultValue: true });
  return [on, setOn];
}

/**
 * Single keys of a screen, by `event.key` (letters in lower case). Silent while one types, while a menu or
 * a dialog has the focus, and with Ctrl, Alt or Cmd held.
 */
export function useShortcuts(
  keys: Readonly<Record<string, (event: KeyboardEvent) => void>>,
  enabled = true,
): void {
  const [on] = useSingleKeys();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event: KeyboardEvent): void => {
      // Keys with a name, such as Escape, are no single characters and stay on.
      if (!on && event.key.length === 1) return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        isForField(event) ||
        (event.target instanceof Element && event.target.closest('[role="dialog"]') !== null) ||
        isDialogOpen()
      )
        return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on, enabled]);
}
