import type { ReliefReportView } from '@lull/contracts';
import type { RefObject } from 'react';
import { Caption, dashes, Letter } from './chart-marks.js';
import { layoutCoverage } from './coverage-layout.js';
import classes from './survival-chart.module.css';

interface CoverageChartProps {
  readonly report: ReliefReportView;
  readonly caption: string;
  readonly width: number;
  readonly drawing: RefObject<SVGSVGElement | null> | null;
}

/** What share of the days would be relieved, by the interval between two injections; the table below is its equivalent. */
export function CoverageChart({ report, caption, width, drawing }: CoverageChartProps) {
  const { groups, intervalDays } = report;
  const layout = layoutCoverage(groups, intervalDays, caption, width);
  const several = layout.lines.length > 1;
  return (
    <svg
      ref={drawing}
      width={width}
      height={layout.height}
      viewBox={`0 0 ${width} ${layout.height}`}
      role="img"
      aria-label={`Coverage: the share of the days that would be relieved, by the days between two injections. ${caption} The table below holds the same figures.`}
      className={classes['drawing']}
    >
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
      <text x={layout.right} y={layout.bottom + 28} textAnchor="end" className={classes['tick']}>
        days between two injections
      </text>
      {layout.lines.map(({ key, band }) =>
        band === null ? null : <path key={key} d={band} className={classes['band']} />,
      )}
      {layout.asked !== null && (
        <>
          <line
            x1={layout.asked}
            x2={layout.asked}
            y1={layout.top}
            y2={layout.bottom}
            className={classes['asked']}
          />
          <text x={layout.asked + 4} y={layout.top + 8} className={classes['tick']}>
            every {intervalDays} days
          </text>
        </>
      )}
      {layout.lines.map(({ key, label, look, path, beyond, mark, nameY }) => (
        <g key={key}>
          <path d={path} className={classes['line']} strokeDasharray={dashes[look]} />
          {beyond !== null && <path d={beyond} className={classes['beyond']} />}
          {several && (
            <>
              <Letter {...mark} />
              <line
                x1={4}
                x2={62}
                y1={nameY - 4}
                y2={nameY - 4}
                className={classes['line']}
                strokeDasharray={dashes[look]}
              />
              <Letter x={33} y={nameY - 4} letter={mark.letter} />
              <text x={68} y={nameY} className={classes['label']}>
                {label}
              </text>
            </>
          )}
        </g>
      ))}
      <Caption lines={layout.caption} />
    </svg>
  );
}
