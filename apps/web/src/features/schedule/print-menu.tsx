import { ActionIcon, Button, Popover, Switch } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BoardBy } from './board-columns.js';
import classes from './toolbar.module.css';

interface PrintMenuProps {
  readonly by: BoardBy;
  readonly initials: boolean;
  readonly onInitials: (on: boolean) => void;
  /** The way to other papers of the day. */
  readonly papers?: ReactNode;
}

/** What the printed day sheet shows of names, before it is printed. Ctrl+P prints the same. */
export function PrintMenu({ by, initials, onInitials, papers }: PrintMenuProps) {
  return (
    <Popover position="bottom-end" width={300} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className={classes['wide'] ?? ''}
          variant="default"
          size={32}
          aria-label="Print the day sheet"
        >
          <IconPrinter size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Print the day sheet">
        <div className={classes['print']}>
          <p>A4 landscape, a page for each {by}.</p>
          <Switch
            checked={initials}
            onChange={({ currentTarget }) => onInitials(currentTarget.checked)}
            label="Initials instead of names"
            description="With the year of birth alone: for a sheet that lies open."
          />
          <Button size="sm" onClick={() => window.print()}>
            Print
          </Button>
          {papers}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
