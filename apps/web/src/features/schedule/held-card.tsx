import { boardBox, type BoardScale } from '@lull/domain';
import { IconClockPause } from '@tabler/icons-react';
import { timeText } from '../../ui/clock.js';
import type { HeldStretch } from './board-columns.js';
import { heldSentence, heldWords } from './held-words.js';
import classes from './held-card.module.css';

interface HeldCardProps {
  readonly stretch: HeldStretch;
  readonly scale: BoardScale;
  readonly zone: string;
  /** In a recovery bay there is room for a name alone. */
  readonly slim: boolean;
}

/** A time that is held for some minutes: hatched, since it may be anybody's soon. Events are the grid's. */
export function HeldCard({ stretch: { held, start, end }, scale, zone, slim }: HeldCardProps) {
  const box = boardBox({ start, end }, scale);
  if (box === null) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes['held']}
      style={{ top: box.top, height: box.height }}
      data-held={held.id}
      data-start={start}
      data-slim={slim || undefined}
      aria-label={heldSentence(held, zone)}
    >
      {slim ? (
        held.patientName
      ) : (
        <>
          <span className={classes['line']}>
            <IconClockPause size={14} aria-hidden />
            <span className="tabular">{timeText(held.start, zone)}</span>
            <b>{held.patientName}</b>
          </span>
          <i>{heldWords(held, zone)}</i>
        </>
      )}
    </button>
  );
}
