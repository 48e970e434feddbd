import { useId } from 'react';
import classes from './timeline-lanes.module.css';
import type { Timeline } from './timeline-layout.js';

/** What stands below the scores and the relief: rescue drugs, function, and what may be expected. */
export function TimelineLanesDrawing({ timeline }: { readonly timeline: Timeline }) {
  const dots = useId();
  const { lanes, plot } = timeline;
  const { given, rescue, peg, expected } = lanes;
  return (
    <g>
      <defs>
        <pattern id={dots} width={6} height={6} patternUnits="userSpaceOnUse">
          <rect width={6} height={6} className={classes['dots-ground']} />
          <circle cx={3} cy={3} r={1} className={classes['dot']} />
        </pattern>
      </defs>
      {given.map(({ ordinal, x, text }) => (
        <text key={ordinal} x={x + 3} y={plot.top - 6} className={classes['given']}>
          {text}
        </text>
      ))}
      {rescue !== null && (
        <>
          <text x={plot.right + 6} y={rescue.y + 4} className={classes['label']}>
            rescue
          </text>
          {rescue.marks.map((x) => (
            <path
              key={x}
              d={`M${x - 3.5},${rescue.y - 3.5}l7,7M${x + 3.5},${rescue.y - 3.5}l-7,7`}
              className={classes['rescue']}
            />
          ))}
        </>
      )}
      {peg !== null && (
        <>
          <rect
            x={plot.left}
            y={peg.top}
            width={plot.right - plot.left}
            height={peg.height}
            className={classes['peg-frame']}
          />
          <text x={plot.left - 7} y={peg.top + 8} textAnchor="end" className={classes['label']}>
            10
          </text>
          <text x={plot.left - 7} y={peg.top + peg.height} textAnchor="end" className={classes['label']}>
            0
          </text>
          <text x={plot.right + 6} y={peg.top + peg.height / 2 + 4} className={classes['label']}>
            function
          </text>
          {peg.path !== '' && <path d={peg.path} className={classes['peg-line']} />}
          {peg.marks.map(({ x, y, score }) => (
            <g key={x}>
              <path d={`M${x},${y - 4.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5Z`} className={classes['peg']} />
              <text x={x + 7} y={y < peg.top + 12 ? y + 10 : y - 3} className={classes['peg-text']}>
                {score}
              </text>
            </g>
          ))}
        </>
      )}
      {expected !== null && <Expected expected={expected} timeline={timeline} dots={dots} />}
    </g>
  );
}

function Expected({
  expected: { top, height, typical, likely50, likely80 },
  timeline: { plot },
  dots,
}: {
  readonly expected: NonNullable<Timeline['lanes']['expected']>;
  readonly timeline: Timeline;
  readonly dots: string;
}) {
  const middle = top + height - 8;
  return (
    <>
      <text x={plot.right + 6} y={top + height - 4} className={classes['label']}>
        expected
      </text>
      {typical !== null && (
        <>
          <rect
            x={typical.x}
            y={top}
            width={typical.width}
            height={height}
            fill={`url(#${dots})`}
            className={classes['typical']}
          />
          <text x={Math.min(typical.x + 4, plot.right - 120)} y={top - 3} className={classes['typical-text']}>
            typical, no promise
          </text>
        </>
      )}
      {likely80 !== null && (
        <rect
          x={likely80.x}
          y={middle - 5}
          width={likely80.width}
          height={10}
          className={classes['likely-80']}
        />
      )}
      {likely50 !== null && (
        <rect
          x={likely50.x}
          y={middle - 5}
          width={likely50.width}
          height={10}
          className={classes['likely-50']}
        />
      )}
      {likely80?.cut === true && (
        <path d={`M${plot.right - 1},${middle}m-5,-5l6,5l-6,5`} className={classes['likely-on']} />
      )}
    </>
  );
}
