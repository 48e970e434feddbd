import { Button, Group } from '@mantine/core';

interface UndoableProps {
  readonly sentence: string;
  readonly onUndo: () => void;
}

/** What a toast says of a change that can be taken back. */
export function Undoable({ sentence, onUndo }: UndoableProps) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{sentence}</span>
      <Button size="compact-sm" variant="default" flex="none" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  );
}
