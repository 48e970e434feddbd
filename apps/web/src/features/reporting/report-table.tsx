import type { ReportColumn, ReportFigure, ReportTable as Table } from '@lull/contracts';
import type { ReactNode } from 'react';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import classes from './report-table.module.css';
import { figureText, unitWords } from './report-words.js';
import type { ReportFigureAsked } from './report.queries.js';
import { Withheld } from './withheld.js';

export type RenderReportFigure = (figure: ReportFigureAsked, text: string, label: string) => ReactNode;

interface ReportTableProps {
  readonly report: Table;
  readonly leastShown: number | null;
  /** Every number leads to its rows, as far as the role may see them (product rule 9). */
  readonly renderFigure: RenderReportFigure;
}

export function ReportTable({ report, leastShown, renderFigure }: ReportTableProps) {
  const { key, by, columns, rows, totals } = report;
  const most = Math.max(1, ...rows.map(({ figures }) => figures[0]?.value ?? 0));
  const cell = (
    column: ReportColumn,
    figure: ReportFigure | undefined,
    row?: { key: string; label: string },
  ) => {
    if (figure === undefined || figure.withheld) return <Withheld least={leastShown} />;
    const { value, before } = figure;
    const text = value === null ? '–' : figureText(value, column.unit);
    const opens = column.opens && (row === undefined || report.rowsOpen) && value !== null && value !== 0;
    return (
      <>
        {opens
          ? renderFigure(
              { table: key, figure: column.key, ...(row !== undefined && { row: row.key }) },
              text,
              [`${column.label}: ${text} ${unitWords[column.unit]}`.trim(), row?.label ?? 'in total'].join(
                ', ',
              ),
            )
          : text}
        {before !== null && <span className={table['small']}>before {figureText(before, column.unit)}</span>}
      </>
    );
  };
  return (
    <TableFrame label={`${report.title}: by ${by.toLowerCase()}`}>
      <thead>
        <tr>
          <th scope="col">{by}</th>
          {columns.map(({ key: column, label, unit }) => (
            <th key={column} scope="col" className={table['number']}>
              {label}
              {unitWords[unit] !== '' && <span className={table['small']}>{unitWords[unit]}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.label}
              <span
                aria-hidden
                className={classes['bar']}
                style={{ inlineSize: `${(100 * (row.figures[0]?.value ?? 0)) / most}%` }}
              />
            </th>
            {columns.map((column, index) => (
              <td key={column.key} className={table['number']}>
                {cell(column, row.figures[index], row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          {columns.map((column, index) => (
            <td key={column.key} className={table['number']}>
              {cell(column, totals[index])}
            </td>
          ))}
        </tr>
      </tfoot>
    </TableFrame>
  );
}
