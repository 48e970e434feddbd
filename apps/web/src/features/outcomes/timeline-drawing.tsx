import { useId } from 'react';
import type { Threshold } from './relief-course.js';
import classes from './timeline-drawing.module.css';
import { TimelineLanesDrawing } from './timeline-lanes-drawing.js';
import type { CourseMark, LevelLine, Timeline } from './timeline-layout.js';
import { Bar, Hatch, Score } from './timeline-marks.js';

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
      viewBox={`0 0 ${timeline.width} ${timeline.height}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <Hatch id={hatch} />
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
        <g key={ordinal}>
          <line x1={x} x2={x} y1={row * 26 + 24} y2={axisY} className={classes['injection']} />
          <text x={x} y={row * 26 + 18} textAnchor="middle" className={classes['ordinal']}>
            #{ordinal}
          </text>
        </g>
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
        <Bar key={`${bar.kind} ${bar.x} ${bar.width}`} bar={bar} lane={timeline} hatch={hatch} />
      ))}
      {timeline.courses.map((course) => (
        <Course
          key={course.ordinal}
          course={course}
          timeline={timeline}
          text={durations.get(course.ordinal) ?? ''}
        />
      ))}
      <TimelineLanesDrawing timeline={timeline} />
      {timeline.today !== null && <Moment x={timeline.today} timeline={timeline} text="today" look="today" />}
      {timeline.nextSession !== null && (
        <Moment x={timeline.nextSession} timeline={timeline} text={nextSessionText ?? 'next'} look="next" />
      )}
      {timeline.nextBeyond && (
        <text x={plot.right - 2} y={plot.top + 24} textAnchor="end" className={classes['next-text']}>
          {nextSessionText ?? 'next'} →
        </text>
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
