import type { ReliefReportView } from '@lull/contracts';
import { useElementSize } from '@mantine/hooks';
import { useId, type RefObject } from 'react';
import classes from './survival-chart.module.css';
import { layoutSurvival } from './survival-layout.js';

/** Told apart by their dashes and by a letter on each, never by colour. */
const dashes = ['none', '9 4', '2 3', '12 4 2 4', '5 3 1 3', '1 5'];

interface SurvivalChartProps {
  readonly report: ReliefReportView;
  readonly drawing: RefObject<SVGSVGElement | null>;
}

/** How long relief lasts, as curves with the table under their axis; the tables below are its equivalent. */
export function SurvivalChart({ report, drawing }: SurvivalChartProps) {
  const { ref, width: measured } = useElementSize();
  const width = measured === 0 ? 900 : measured;
  const layout = layoutSurvival(report.groups, report.drawnUntil, width);
  const id = useId();
  return (
    <div ref={ref} className={classes['chart']}>
      <svg
        ref={drawing}
        width={width}
        height={layout.height}
        viewBox={`0 0 ${width} ${layout.height}`}
        role="img"
        aria-label={`Curves: the share of injections whose relief still stands, by day after the injection, ${report.definition.name} version ${report.definition.version}. The tables below hold the same figures.`}
        className={classes['drawing']}
      >
        <defs>
          <pattern id={`${id}-box`} width={5} height={5} patternUnits="userSpaceOnUse">
            <path d="M0,5L5,0" className={classes['hatch']} />
          </pattern>
        </defs>
        {layout.shares.map(({ y, text }) => (
          <g key={text}>
            <line x1={layout.left} x2={layout.right} y1={y} y2={y} className={classes['grid']} />
            <text x={layout.left - 8} y={y + 4} textAnchor="end" className={classes['tick']}>
              {text}
            </text>
          </g>
        ))}
        {layout.days.map(({ x, day }) => (
          <g key={day}>
            <line x1={x} x2={x} y1={layout.bottom} y2={layout.bottom + 4} className={classes['axis']} />
            <text x={x} y={layout.bottom + 16} textAnchor="middle" className={classes['tick']}>
              {day}
            </text>
          </g>
        ))}
        <text x={layout.right} y={layout.bottom + 16} textAnchor="end" className={classes['tick']} dy={12}>
          days after the injection
        </text>
        {layout.boxes.map((box) => (
          <rect key={`${box.x} ${box.y}`} {...box} fill={`url(#${id}-box)`} className={classes['box']} />
        ))}
        {layout.lines.map(({ key, band }) =>
          band === null ? null : <path key={key} d={band} className={classes['band']} />,
        )}
        {layout.lines.map(({ key, look, path, ticks, mark }) => (
          <g key={key}>
            <path d={path} className={classes['line']} strokeDasharray={dashes[look]} />
            {ticks.map(({ x, y }) => (
              <line key={`${x} ${y}`} x1={x} x2={x} y1={y - 4} y2={y + 4} className={classes['censor']} />
            ))}
            {layout.lines.length > 1 && <Letter {...mark} />}
          </g>
        ))}
        {layout.under.map(({ title, letter, look, titleY, rows }) => (
          <g key={title}>
            <line
              x1={4}
              x2={62}
              y1={titleY - 4}
              y2={titleY - 4}
              className={classes['line']}
              strokeDasharray={dashes[look]}
            />
            {layout.lines.length > 1 && <Letter x={33} y={titleY - 4} letter={letter} />}
            <text x={68} y={titleY} className={classes['label']}>
              {title}
            </text>
            {rows.map((row) => (
              <g key={row.label}>
                <text x={4} y={row.y} className={classes['tick']}>
                  {row.label}
                </text>
                {row.figures.map(({ x, text }) => (
                  <text key={x} x={x} y={row.y} textAnchor="middle" className={classes['figure']}>
                    {text}
                  </text>
                ))}
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface LetterProps {
  readonly x: number;
  readonly y: number;
  readonly letter: string;
}

/** Which curve this is, on a ground of its own. */
function Letter({ x, y, letter }: LetterProps) {
  return (
    <>
      <circle cx={x} cy={y} r={8} className={classes['letterGround']} />
      <text x={x} y={y + 4} textAnchor="middle" className={classes['label']}>
        {letter}
      </text>
    </>
  );
}
