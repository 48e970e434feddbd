import type { TargetReliefView } from '@lull/contracts';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { layoutSymptom } from './symptom-layout.js';
import classes from './symptom-picture.module.css';

interface SymptomPictureProps {
  readonly target: TargetReliefView;
  readonly range: { readonly least: number; readonly most: number };
  /** What the picture shows; the table below it is its equivalent. */
  readonly label: string;
  readonly zone: string;
}

/** Below this the picture would lie; it scrolls sideways instead. */
const narrowest = 420;

/** The course of a score of few steps, with the injections: square in the clinic, circle at home. */
export function SymptomPicture({ target, range, label, zone }: SymptomPictureProps) {
  const { ref, width: measured } = useElementSize();
  const width = Math.max(narrowest, measured === 0 ? 900 : measured);
  const drawn = useMemo(() => layoutSymptom({ target, range, zone, width }), [target, range, zone, width]);
  return (
    <div ref={ref} className={classes['frame']}>
      <svg
        width={drawn.width}
        height={drawn.height}
        role="img"
        aria-label={label}
        className={classes['picture']}
      >
        {drawn.steps.map(({ value, y }) => (
          <g key={value}>
            <line className={classes['step']} x1={drawn.left} x2={drawn.right} y1={y} y2={y} />
            <text x={drawn.left - 10} y={y + 4} textAnchor="middle">
              {value}
            </text>
          </g>
        ))}
        {drawn.injections.map(({ ordinal, x }) => (
          <g key={ordinal}>
            <line className={classes['injection']} x1={x} x2={x} y1={drawn.top - 6} y2={drawn.bottom} />
            <text x={x} y={drawn.top - 10} textAnchor="middle" className={classes['ordinal']}>
              #{ordinal}
            </text>
          </g>
        ))}
        {drawn.lines.map((path) => (
          <path key={path} className={classes['line']} d={path} />
        ))}
        {drawn.scores.map(({ id, x, y, clinic }) =>
          clinic ? (
            <rect key={id} className={classes['score']} x={x - 4} y={y - 4} width={8} height={8} />
          ) : (
            <circle key={id} className={classes['score']} cx={x} cy={y} r={3.5} />
          ),
        )}
        {drawn.days.map(({ x, text }) => (
          <text key={x} x={x} y={drawn.bottom + 18} textAnchor="middle">
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
