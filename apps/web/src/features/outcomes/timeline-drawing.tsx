import { useId } from 'react';
import type { Threshold } from './relief-course.js';
import classes from './timeline-drawing.module.css';
import type { CourseMark, LevelLine, ReliefBar, ScoreMark, Timeline } from './timeline-layout.js';

interface TimelineDrawingProps {
  readonly timeline: Timeline;
  readonly threshold: Threshold;
  readonly durations: ReadonlyMap<number, string>;
  readonly nextSessionText: string | null;
  readonly label: string;
}

/** The picture: nothing here decides anything, it draws the layout. Reads in black and white. */
export function TimelineDrawing({
  timeline,
  threshold,
  durations,
  nextSessionText,
  label,
}: TimelineDrawingProps) {
  const hatch = useId();
  const { plot, laneTop, laneHeight, axisY, stripY } = timeline;
  return (
    <svg
      className={classes['drawing']}
      width={timeline.width}
      height={timeline.height}
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hatch} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={5} height={5} className={classes['hatch-ground']} />
          <line x1={0} y1={0} x2={0} y2={5} className={classes['hatch-line']} />
        </pattern>
      </defs>
      {timeline.scaleTicks.map(({ value, y }) => (
        <g key={value}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className={classes['grid']} />
          <text x={plot.left - 7} y={y + 4} textAnchor="end" className={classes['tick']}>
            {value}
          </text>
        </g>
      ))}
      {timeline.timeTicks.map(({ x, text, strong }) => (
        <g key={x}>
          <line x1={x} x2={x} y1={plot.top} y2={axisY} className={classes['grid']} />
          <text x={x} y={axisY + 14} textAnchor="middle" className={classes[strong ? 'tick-strong' : 'tick']}>
            {text}
          </text>
        </g>
      ))}
      {timeline.levels.map((line) => (
        <Level key={`${line.meaning} ${line.x1}`} line={line} threshold={threshold} />
      ))}
      {timeline.levelLabels.map(({ y, text }) => (
        <text key={text} x={plot.right + 6} y={y + 4} className={classes['level-label']}>
          {text}
        </text>
      ))}
      {timeline.traces.map((path) => (
        <path key={path} d={path} className={classes['trace']} />
      ))}
      {timeline.injections.map(({ ordinal, x, row }) => (
        <line
          key={ordinal}
          x1={x}
          x2={x}
          y1={row * 26 + 24}
          y2={laneTop + laneHeight}
          className={classes['injection']}
        />
      ))}
      {timeline.scores.map((mark) => (
        <Score key={mark.id} mark={mark} />
      ))}
      <text x={plot.right + 6} y={stripY + 4} className={classes['level-label']}>
        said
      </text>
      <text x={plot.right + 6} y={laneTop + laneHeight / 2 + 4} className={classes['level-label']}>
        relief {threshold} %
      </text>
      {timeline.bars.map((bar) => (
        <Bar key={`${bar.kind} ${bar.x} ${bar.width}`} bar={bar} timeline={timeline} hatch={hatch} />
      ))}
      {timeline.courses.map((course) => (
        <Course
          key={course.ordinal}
          course={course}
          timeline={timeline}
          text={durations.get(course.ordinal) ?? ''}
        />
      ))}
      {timeline.today !== null && <Moment x={timeline.today} timeline={timeline} text="today" look="today" />}
      {timeline.nextSession !== null && (
        <Moment x={timeline.nextSession} timeline={timeline} text={nextSessionText ?? 'next'} look="next" />
      )}
    </svg>
  );
}

function Level({ line, threshold }: { readonly line: LevelLine; readonly threshold: Threshold }) {
  const strong = line.meaning === `relief-${threshold}`;
  return (
    <line
      x1={line.x1}
      x2={line.x2}
      y1={line.y}
      y2={line.y}
      className={`${classes[line.meaning]} ${strong ? classes['in-force'] : ''}`}
    />
  );
}

function Score({ mark: { x, y, shape, rescue } }: { readonly mark: ScoreMark }) {
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

function Bar({
  bar,
  timeline,
  hatch,
}: {
  readonly bar: ReliefBar;
  readonly timeline: Timeline;
  readonly hatch: string;
}) {
  const { laneTop, laneHeight } = timeline;
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

function Course({
  course,
  timeline,
  text,
}: {
  readonly course: CourseMark;
  readonly timeline: Timeline;
  readonly text: string;
}) {
  const { laneTop, laneHeight } = timeline;
  const middle = laneTop + laneHeight / 2;
  const needed = text.length * 6.2 + 4;
  return (
    <g>
      {course.arrow !== null && (
        <path
          d={`M${course.arrow.from},${middle}H${course.arrow.to}m-6,-5l6,5l-6,5`}
          className={classes['arrow']}
        />
      )}
      {course.flares.map((x) => (
        <path key={x} d={`M${x - 4},${laneTop - 1}h8l-4,6Z`} className={classes['flare']} />
      ))}
      {course.width >= needed && (
        <text x={course.x + 3} y={laneTop - 5} className={classes['duration']}>
          {text}
        </text>
      )}
    </g>
  );
}

function Moment({
  x,
  timeline,
  text,
  look,
}: {
  readonly x: number;
  readonly timeline: Timeline;
  readonly text: string;
  readonly look: 'today' | 'next';
}) {
  const { plot, axisY, width } = timeline;
  const y = look === 'today' ? plot.top + 10 : plot.top + 24;
  const fits = x + text.length * 6 < width - 4;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.top} y2={axisY} className={classes[look]} />
      <text
        x={fits ? x + 4 : x - 4}
        y={y}
        textAnchor={fits ? 'start' : 'end'}
        className={classes[`${look}-text`]}
      >
        {text}
      </text>
    </g>
  );
}
