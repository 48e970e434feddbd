import { sideWord } from './side-word.js';
import classes from './side-mark.module.css';

/** The side in words and colour; the word alone is enough (hazard H1). */
export function SideMark({
  side,
  large = false,
}: {
  readonly side: 'left' | 'right' | 'both';
  readonly large?: boolean;
}) {
  return (
    <span className={classes['mark']} data-side={side} data-large={large}>
      {sideWord(side)}
    </span>
  );
}
