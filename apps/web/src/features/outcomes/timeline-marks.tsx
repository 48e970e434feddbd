import classes from './timeline-drawing.module.css';
import type { ReliefBar, ScoreMark, Timeline } from './timeline-layout.js';

/** What is drawn hatched: the time within which relief ended, or changed. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} className={classes['hatch-ground']} />
      <line x1={0} y1={0} x2={0} y2={5} className={classes['hatch-line']} />
    </pattern>
  );
}

export function Score({ mark: { x, y, shape, rescue } }: { readonly mark: ScoreMark }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {shape === 'clinic' && <rect x={-3.5} y={-3.5} width={7} height={7} className={classes['clinic']} />}
      {shape === 'diary' && <circle r={3} className={classes['diary']} />}
      {shape === 'average' && <circle r={1.9} className={classes['average']} />}
      {shape === 'percent' && <path d="M0,-4.5L4.5,0L0,4.5L-4.5,0Z" className={classes['diary']} />}
      {shape === 'returned' && <path d="M-4.5,4L4.5,4L0,-4.5Z" className={classes['returned']} />}
      {shape === 'relieved' && <path d="M-4.5,-4L4.5,-4L0,4.5Z" className={classes['diary']} />}
      {rescue && <path d="M-5.5,-5.5L5.5,5.5M5.5,-5.5L-5.5,5.5" className={classes['rescue']} />}
    </g>
  );
}

export function Bar({
  bar,
  lane: { laneTop, laneHeight },
  hatch,
}: {
  readonly bar: ReliefBar;
  readonly lane: Pick<Timeline, 'laneTop' | 'laneHeight'>;
  readonly hatch: string;
}) {
  if (bar.width <= 0) return null;
  const bottom = laneTop + laneHeight;
  if (bar.kind === 'unrelieved') {
    return (
      <line
        x1={bar.x}
        x2={bar.x + bar.width}
        y1={bottom - 1}
        y2={bottom - 1}
        className={classes['unrelieved']}
      />
    );
  }
  if (bar.kind === 'unknown') {
    const inset = Math.min(2, bar.width / 4);
    return (
      <rect
        x={bar.x + inset}
        y={laneTop + 0.5}
        width={bar.width - 2 * inset}
        height={laneHeight - 1}
        className={classes['unknown']}
      />
    );
  }
  // The early phase stands lower than the sustained one: told apart without colour.
  const height = bar.kind === 'sustained' || bar.kind === 'lapse' ? laneHeight : laneHeight * 0.6;
  const hatched = bar.kind === 'lapse' || bar.kind === 'changing';
  return (
    <rect
      x={bar.x}
      y={bottom - height}
      width={Math.max(1, bar.width)}
      height={height}
      className={classes[hatched ? 'hatched' : bar.kind]}
      {...(hatched && { fill: `url(#${hatch})` })}
    />
  );
}
