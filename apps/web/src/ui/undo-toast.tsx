import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { isDialogOpen, isForField } from './shortcuts.js';

interface Undoable {
  /** A later change of the same thing takes this toast away: only the latest can be taken back. */
  readonly about?: string;
  readonly title: string;
  readonly sentence: string;
  readonly onUndo: () => void;
}

/** What Ctrl+Z takes back: the last thing that still says so on the screen. */
const undoables: { readonly id: string; readonly undo: () => void }[] = [];

/**
 * What was done, with the way back for ten seconds; the time stands still while somebody points at it or has the
 * focus in it (WCAG 2.2.1).
 */
export function showUndoable({ about, title, sentence, onUndo }: Undoable): void {
  const forget = (): void => {
    const at = undoables.findIndex((each) => each.id === id);
    if (at !== -1) undoables.splice(at, 1);
  };
  const undo = (): void => {
    forget();
    notifications.hide(id);
    onUndo();
  };
  if (about !== undefined) notifications.hide(about);
  const id = notifications.show({
    ...(about !== undefined && { id: about }),
    title,
    onClose: forget,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{sentence}</span>
        <Button size="compact-sm" variant="default" flex="none" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
  undoables.push({ id, undo });
}

/** Ctrl+Z (Cmd+Z) on any page; in a field it stays the field's, and under a dialog nothing is taken back. */
export function useUndoKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if (isForField(event) || isDialogOpen()) return;
      const last = undoables.at(-1);
      if (last === undefined) return;
      event.preventDefault();
      last.undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
