import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { saveFile, svgFile } from './svg-file.js';

interface ChartActionsProps {
  /** What the files are of, for who does not see where the buttons stand. */
  readonly of: string;
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly fileName: string;
  readonly numbers: string;
  readonly drawn: boolean;
  readonly onPrint: () => void;
}

/** A chart as a drawing, as its numbers, and on paper by itself. */
export function ChartActions({ of, drawing, fileName, numbers, drawn, onPrint }: ChartActionsProps) {
  if (!drawn) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`SVG of ${of}`}
        onClick={() => {
          if (drawing.current !== null) saveFile(svgFile(drawing.current), `${fileName}.svg`);
        }}
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        SVG
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        component="a"
        aria-label={`CSV of ${of}`}
        href={numbers}
        download
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        CSV
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Print ${of}`}
        onClick={onPrint}
        leftSection={<IconPrinter size={14} aria-hidden />}
      >
        Print
      </Button>
    </>
  );
}
