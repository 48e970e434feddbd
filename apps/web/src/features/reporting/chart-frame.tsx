import { useElementSize } from '@mantine/hooks';
import type { ReactNode, RefObject } from 'react';
import classes from './survival-chart.module.css';

/** What is printable across a sheet of A4. */
const paperWidth = 680;

interface ChartFrameProps {
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly renderDrawing: (width: number, drawing: RefObject<SVGSVGElement | null> | null) => ReactNode;
}

/** A drawing as wide as the screen has room, and another for paper, which is no scaled screen. */
export function ChartFrame({ drawing, renderDrawing }: ChartFrameProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={classes['chart']}>
      <div className="no-print">{renderDrawing(width === 0 ? 900 : width, drawing)}</div>
      <div className={classes['paper']}>{renderDrawing(paperWidth, null)}</div>
    </div>
  );
}
