import type { ReliefBoundView, ReliefReportView } from '@lull/contracts';
import { useId, type ReactNode, type RefObject } from 'react';
import { Caption, dashes, Letter } from './chart-marks.js';
import type { ReliefFigureAsked } from './relief-report.queries.js';
import { reliefFigureName } from './relief-report-words.js';
import classes from './survival-chart.module.css';
import { layoutSurvival } from './survival-layout.js';

/** A number within a drawing that leads to its rows. */
export type RenderDrawnFigure = (asked: ReliefFigureAsked, label: string, text: ReactNode) => ReactNode;

interface SurvivalChartProps {
  readonly report: ReliefReportView;
  readonly bounds: readonly ReliefBoundView[];
  readonly caption: string;
  readonly width: number;
  readonly drawing: RefObject<SVGSVGElement | null> | null;
  readonly renderFigure: RenderDrawnFigure;
}

/** How long relief lasts, as curves with the table under their axis; the tables below are its equivalent. */
export function SurvivalChart({ report, bounds, caption, width, drawing, renderFigure }: SurvivalChartProps) {
  const { groups, drawnUntil } = report;
  const layout = layoutSurvival({ groups, drawnUntil, bounds, caption }, width);
  const id = useId();
  const several = layout.lines.length > 1;
  return (
    <svg
      ref={drawing}
      width={width}
      height={layout.height}
      viewBox={`0 0 ${width} ${layout.height}`}
      role="group"
      aria-label="Curves of relief with the injections at risk"
      className={classes['drawing']}
    >
      <defs>
        <pattern id={`${id}-box`} width={5} height={5} patternUnits="userSpaceOnUse">
          <path d="M0,5L5,0" className={classes['hatch']} />
        </pattern>
      </defs>
      <g
        role="img"
        aria-label={`Curves: the share of injections whose relief still stands, by day after the injection. ${caption} The tables below hold the same figures.`}
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
            {several && <Letter {...mark} />}
          </g>
        ))}
      </g>
      {layout.under.map(({ key, title, letter, look, titleY, rows }) => (
        <g key={key}>
          <line
            x1={4}
            x2={62}
            y1={titleY - 4}
            y2={titleY - 4}
            className={classes['line']}
            strokeDasharray={dashes[look]}
          />
          {several && <Letter x={33} y={titleY - 4} letter={letter} />}
          <text x={68} y={titleY} className={classes['label']}>
            {title}
          </text>
          {rows.map((row) => (
            <g key={row.label}>
              <text x={4} y={row.y} className={classes['tick']}>
                {row.label}
              </text>
              {row.figures.map(({ x, day, count, figure }) => {
                const asked = { figure, of: String(day), ...(report.compare !== null && { group: key }) };
                const text = (
                  <text key={day} x={x} y={row.y} textAnchor="middle" className={classes['figure']}>
                    {count}
                  </text>
                );
                return count === 0 ? (
                  text
                ) : (
                  <g key={day} className={classes['opens']}>
                    {renderFigure(asked, `${count}: ${reliefFigureName(report, asked)}`, text)}
                  </g>
                );
              })}
            </g>
          ))}
        </g>
      ))}
      <Caption lines={layout.caption} />
    </svg>
  );
}
