import { ActionIcon, Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconInfoCircle, IconPlus, IconSearch } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { addCivilDays, isCivilDate } from '@lull/domain';
import { useState, type ReactNode } from 'react';
import { BoardLegend } from './board-legend.js';
import { PrintMenu } from './print-menu.js';
import { SpanToolbar } from './span-toolbar.js';
import classes from './toolbar.module.css';

export type BoardView = 'room' | 'physician' | 'list';

interface BoardToolbarProps {
  readonly date: string;
  readonly today: string;
  readonly view: BoardView;
  readonly clinics: readonly ClinicView[];
  readonly clinicId: string;
  readonly mayBook: boolean;
  readonly onDate: (date: string) => void;
  readonly onView: (view: BoardView) => void;
  readonly onClinic: (clinicId: string) => void;
  readonly initials: boolean;
  readonly onInitials: (on: boolean) => void;
  readonly papers?: ReactNode;
  readonly onBook: () => void;
  readonly onPlan: () => void;
  readonly onFind: () => void;
}

const views = [
  { value: 'room', label: 'Rooms' },
  { value: 'physician', label: 'Physicians' },
  { value: 'list', label: 'List' },
];

export function BoardToolbar({
  date,
  today,
  view,
  clinics,
  clinicId,
  mayBook,
  onDate,
  onView,
  onClinic,
  initials,
  onInitials,
  papers,
  onBook,
  onPlan,
  onFind,
}: BoardToolbarProps) {
  const [legend, setLegend] = useState(false);
  return (
    <>
      <SpanToolbar
        span="day"
        clinics={clinics}
        clinicId={clinicId}
        isNow={date === today}
        onStep={(step) => onDate(step === 'today' ? today : addCivilDays(date, step))}
        onClinic={onClinic}
      >
        <TextInput
          type="date"
          size="sm"
          aria-label="Date"
          className={classes['date'] ?? ''}
          value={date}
          onChange={({ currentTarget: { value } }) => isCivilDate(value) && onDate(value)}
        />
      </SpanToolbar>
      <SegmentedControl
        className={classes['views'] ?? ''}
        size="sm"
        aria-label="Show the day by"
        data={views}
        value={view}
        onChange={(chosen) => onView(chosen as BoardView)}
      />
      <Popover
        opened={legend}
        onChange={setLegend}
        position="bottom-end"
        width={660}
        withArrow
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <ActionIcon
            className={classes['wide'] ?? ''}
            variant="default"
            size={32}
            aria-label="What the marks mean"
            onClick={() => setLegend((open) => !open)}
          >
            <IconInfoCircle size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <BoardLegend />
        </Popover.Dropdown>
      </Popover>
      <PrintMenu
        by={view === 'physician' ? 'physician' : 'room'}
        initials={initials}
        onInitials={onInitials}
        papers={papers}
      />
      {mayBook && (
        <>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconSearch size={16} aria-hidden />}
            onClick={onFind}
          >
            Find a slot
          </Button>
          <Button className={classes['wide'] ?? ''} variant="default" size="sm" onClick={onPlan}>
            Series
          </Button>
          <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={onBook}>
            Book
          </Button>
        </>
      )}
    </>
  );
}
