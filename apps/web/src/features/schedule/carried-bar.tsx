import { Button } from '@mantine/core';
import { IconArrowsMove } from '@tabler/icons-react';
import type { DaySessionView } from '@lull/contracts';
import { dateTimeText } from '../../ui/clock.js';
import notice from '../../ui/notice.module.css';

interface CarriedBarProps {
  readonly session: DaySessionView;
  readonly zone: string;
  readonly onPutBack: () => void;
}

/** A session that was picked up goes along from day to day until it is placed or put back. */
export function CarriedBar({ session, zone, onPutBack }: CarriedBarProps) {
  return (
    <div className={notice['note']}>
      <IconArrowsMove size={18} aria-hidden />
      <div className={notice['text']}>
        Moving <b>{session.patientName}</b> from {dateTimeText(session.start, zone)}: click on free time, or
        press Enter on it.
      </div>
      <Button size="compact-sm" variant="default" onClick={onPutBack}>
        Put back (Esc)
      </Button>
    </div>
  );
}
