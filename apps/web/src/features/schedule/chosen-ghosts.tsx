import { boardBox, type BoardScale } from '@lull/domain';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { timeText } from '../../ui/clock.js';
import type { BoardColumn } from './board-columns.js';
import classes from './chosen-ghosts.module.css';

interface ChosenGhostsProps {
  readonly chosen: ChosenTime;
  readonly columns: readonly BoardColumn[];
  readonly scale: BoardScale;
  readonly zone: string;
}

const answerWords = { possible: 'possible', refused: 'not possible', asked: 'asking' } as const;

/** Where the booking would stand, in every column that it would hold. Laid over the columns, so that none is drawn anew. */
export function ChosenGhosts({ chosen: { start, holds, answer }, columns, scale, zone }: ChosenGhostsProps) {
  return columns.map(({ id, kind }, index) => {
    const held = holds.filter(({ resourceId }) => resourceId === id);
    if (held.length === 0) return null;
    const box = boardBox(
      { start: Math.min(...held.map((each) => each.start)), end: Math.max(...held.map((each) => each.end)) },
      scale,
    );
    if (box === null) return null;
    return (
      <div key={id} className={classes['lane']} aria-hidden style={{ gridColumn: index + 2 }}>
        <div className={classes['ghost']} data-answer={answer} style={{ top: box.top, height: box.height }}>
          {kind !== 'recovery-bay' && (
            <span className={classes['words']}>{`${timeText(start, zone)} ${answerWords[answer]}`}</span>
          )}
        </div>
      </div>
    );
  });
}
