import type { VolumeView } from '@lull/contracts';
import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import classes from './volume-chart.module.css';
import { barHeight, layoutVolume } from './volume-layout.js';

/** Looks of the columns, told apart by pattern as well as colour; more than these begin again. */
const looks = 8;

/** The table as bars; the table below is its equivalent. */
export function VolumeChart({ volume }: { readonly volume: VolumeView }) {
  const { ref, width: measured } = useElementSize();
  const width = measured === 0 ? 800 : measured;
  const labelWidth = width < 560 ? 96 : 150;
  const layout = layoutVolume(volume, width, labelWidth);
  const id = useId();
  const longest = Math.floor(labelWidth / 7) - 1;
  return (
    <div ref={ref} className={classes['chart']}>
      {volume.split !== null && (
        <ul className={classes['legend']} aria-hidden>
          {volume.columns.map(({ key, label }, index) => (
            <li key={key}>
              <svg width={18} height={12}>
                <Ground id={`${id}-legend`} index={index} x={0.5} y={0.5} width={17} height={11} />
                <Patterns id={`${id}-legend`} only={index} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
      <svg
        width={width}
        height={layout.height}
        viewBox={`0 0 ${width} ${layout.height}`}
        role="img"
        aria-label={`Bars: ${volume.definition.text} The table below holds the same figures.`}
        className={classes['drawing']}
      >
        <Patterns id={id} />
        {layout.ticks.map(({ value, x }) => (
          <g key={value}>
            <line x1={x} x2={x} y1={0} y2={layout.axisY} className={classes['grid']} />
            <text x={x} y={layout.axisY + 13} textAnchor="middle" className={classes['tick']}>
              {value}
            </text>
          </g>
        ))}
        {layout.rows.map(({ key, label, y, bars, total, totalX }) => (
          <g key={key} transform={`translate(0 ${y})`}>
            <text x={labelWidth - 8} y={17} textAnchor="end" className={classes['label']}>
              {label.length > longest ? `${label.slice(0, longest - 1)}…` : label}
            </text>
            {bars.map((bar) => (
              <g key={bar.column}>
                <Ground id={id} index={bar.column} x={bar.x} y={4} width={bar.width} height={barHeight} />
                {bar.labelled && volume.split !== null && (
                  <text x={bar.x + bar.width / 2} y={17} textAnchor="middle" className={classes['count']}>
                    {bar.count}
                  </text>
                )}
              </g>
            ))}
            <text x={totalX} y={17} className={classes['total']}>
              {total ?? '•'}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

interface GroundProps {
  readonly id: string;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Ground({ id, index, ...box }: GroundProps) {
  const look = index % looks;
  return (
    <>
      <rect {...box} className={classes[`fill-${look}`]} />
      <rect {...box} fill={`url(#${id}-${look})`} className={classes['edge']} />
    </>
  );
}

const strokes = [
  '',
  'M0,6L6,0',
  'M0,3H6',
  'M0,0L6,6',
  'M3,0V6',
  'M0,0L6,6M0,6L6,0',
  'M3,2V4',
  'M0,3H6M3,0V6',
] as const;

function Patterns({ id, only }: { readonly id: string; readonly only?: number }) {
  return (
    <defs>
      {strokes.map(
        (path, look) =>
          (only === undefined || only % looks === look) && (
            <pattern key={path} id={`${id}-${look}`} width={6} height={6} patternUnits="userSpaceOnUse">
              {path !== '' && <path d={path} className={classes['pattern']} />}
            </pattern>
          ),
      )}
    </defs>
  );
}
