import type { TargetReliefView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useId, useMemo } from 'react';
import { dateText } from '../../ui/clock.js';
import { layoutMultiples, multipleSize, type Multiple, type Multiples } from './multiples-layout.js';
import { reliefOf, type Threshold } from './relief-course.js';
import classes from './relief-multiples.module.css';
import { durationText, statusText } from './relief-words.js';
import drawing from './timeline-drawing.module.css';
import { Bar, Hatch, Score } from './timeline-marks.js';

interface ReliefMultiplesProps {
  readonly target: TargetReliefView;
  readonly threshold: Threshold;
  readonly zone: string;
}

/** #1 to #n from their own day 0, on one scale: what lasted longer looks longer. */
export function ReliefMultiples({ target, threshold, zone }: ReliefMultiplesProps) {
  const multiples = useMemo(() => layoutMultiples(target, threshold), [target, threshold]);
  const hatch = useId();
  return (
    <ol className={classes['multiples']} aria-label={`Each injection on one scale, ${target.side} side`}>
      {target.injections.map((judged) => {
        const multiple = multiples.multiples.find(({ ordinal }) => ordinal === judged.ordinal);
        if (multiple === undefined) return null;
        const relief = reliefOf(judged, threshold);
        const duration = durationText(relief) ?? statusText(relief);
        const at = judged.injection.needleOutAt;
        return (
          <li key={judged.ordinal}>
            <p className={classes['title']}>
              <strong>#{judged.ordinal}</strong> {duration}
              {at !== null && <span> {dateText(civilDateAt(at, zone)).slice(4)}</span>}
            </p>
            <MultipleDrawing
              multiple={multiple}
              multiples={multiples}
              threshold={threshold}
              hatch={`${hatch}-${judged.ordinal}`}
              label={`Injection ${judged.ordinal}: relief ${duration}, on a scale of ${multiples.days} days`}
            />
          </li>
        );
      })}
    </ol>
  );
}

function MultipleDrawing({
  multiple,
  multiples: { ticks, scaleTicks, plot, laneTop, laneHeight },
  threshold,
  hatch,
  label,
}: {
  readonly multiple: Multiple;
  readonly multiples: Multiples;
  readonly threshold: Threshold;
  readonly hatch: string;
  readonly label: string;
}) {
  const middle = laneTop + laneHeight / 2;
  return (
    <svg
      {...multipleSize}
      viewBox={`0 0 ${multipleSize.width} ${multipleSize.height}`}
      role="img"
      aria-label={label}
      className={drawing['drawing']}
    >
      <defs>
        <Hatch id={hatch} />
      </defs>
      {scaleTicks.map(({ value, y }) => (
        <g key={value}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className={drawing['grid']} />
          <text x={plot.left - 4} y={y + 4} textAnchor="end" className={drawing['tick']}>
            {value}
          </text>
        </g>
      ))}
      {ticks.map(({ x, day }) => (
        <g key={day}>
          <line x1={x} x2={x} y1={plot.top} y2={laneTop + laneHeight} className={drawing['grid']} />
          <text
            x={x}
            y={multipleSize.height - 6}
            textAnchor={day === 0 ? 'start' : 'middle'}
            className={drawing['tick']}
          >
            {day === 0 ? 'day 0' : day}
          </text>
        </g>
      ))}
      {multiple.levels.map(({ meaning, y }) => (
        <line
          key={meaning}
          x1={plot.left}
          x2={plot.right}
          y1={y}
          y2={y}
          className={`${drawing[meaning]} ${meaning === `relief-${threshold}` ? drawing['in-force'] : ''}`}
        />
      ))}
      {multiple.scores.map((mark) => (
        <Score key={mark.id} mark={mark} />
      ))}
      {multiple.bars.map((bar) => (
        <Bar key={`${bar.kind} ${bar.x}`} bar={bar} lane={{ laneTop, laneHeight }} hatch={hatch} />
      ))}
      {multiple.flares.map((x) => (
        <path key={x} d={`M${x - 4},${laneTop - 3}h8l-4,6Z`} className={drawing['flare']} />
      ))}
      {multiple.ongoingFrom !== null && (
        <path
          d={`M${multiple.ongoingFrom},${middle}H${Math.min(plot.right, multiple.ongoingFrom + 18)}m-5,-4l5,4l-5,4`}
          className={drawing['arrow']}
        />
      )}
      {multiple.next !== null && (
        <line
          x1={multiple.next}
          x2={multiple.next}
          y1={plot.top}
          y2={laneTop + laneHeight}
          className={drawing['injection']}
        />
      )}
    </svg>
  );
}
