import classes from './survival-chart.module.css';

/** Lines are told apart by their dashes and by a letter on each, never by colour. */
export const dashes = ['none', '9 4', '2 3', '12 4 2 4', '5 3 1 3', '1 5'];

interface LetterProps {
  readonly x: number;
  readonly y: number;
  readonly letter: string;
}

/** Which line this is, on a ground of its own. */
export function Letter({ x, y, letter }: LetterProps) {
  return (
    <>
      <circle cx={x} cy={y} r={8} className={classes['letterGround']} />
      <text x={x} y={y + 4} textAnchor="middle" className={classes['label']}>
        {letter}
      </text>
    </>
  );
}

/** What the figures of a drawing are of, under it. */
export function Caption({
  lines,
}: {
  readonly lines: readonly { readonly y: number; readonly text: string }[];
}) {
  return lines.map(({ y, text }) => (
    <text key={y} x={4} y={y} className={classes['tick']}>
      {text}
    </text>
  ));
}
