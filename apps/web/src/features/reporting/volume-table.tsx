import type { VolumeView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import type { Figure } from './volume.queries.js';
import { Withheld } from './withheld.js';
import { dimensionWords, figureLabel, rowLabel } from './volume-words.js';

export type RenderFigure = (figure: Figure, count: number, label: string) => ReactNode;

interface VolumeTableProps {
  readonly volume: VolumeView;
  /** Every number leads to its rows (product rule 9). */
  readonly renderFigure: RenderFigure;
}

export function VolumeTable({ volume, renderFigure }: VolumeTableProps) {
  const split = volume.split !== null;
  const cell = (figure: Figure, count: number | null) =>
    count === null ? (
      <Withheld least={volume.leastShown} />
    ) : count === 0 ? (
      <span className={table['quiet']}>0</span>
    ) : (
      renderFigure(figure, count, figureLabel(volume, count, figure))
    );
  return (
    <TableFrame label="Volume as a table">
      <thead>
        <tr>
          <th scope="col">{dimensionWords[volume.by]}</th>
          {split &&
            volume.columns.map(({ key, label }) => (
              <th key={key} scope="col" className={table['number']}>
                {label}
              </th>
            ))}
          <th scope="col" className={table['number']}>
            Total
          </th>
          {volume.before !== null && (
            <th scope="col" className={table['number']}>
              Before
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {volume.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{rowLabel(volume, row)}</th>
            {split &&
              volume.columns.map(({ key }, index) => (
                <td key={key} className={table['number']}>
                  {cell({ row: row.key, column: key }, row.counts[index] ?? null)}
                </td>
              ))}
            <td className={table['number']}>{cell({ row: row.key }, row.total)}</td>
            {volume.before !== null && (
              <td className={`${table['number']} ${table['quiet']}`}>{row.before ?? '–'}</td>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          {split &&
            volume.columns.map(({ key }, index) => (
              <td key={key} className={table['number']}>
                {cell({ column: key }, volume.columnTotals[index] ?? null)}
              </td>
            ))}
          <td className={table['number']}>{cell({}, volume.total)}</td>
          {volume.before !== null && (
            <td className={`${table['number']} ${table['quiet']}`}>{volume.before.total}</td>
          )}
        </tr>
      </tfoot>
    </TableFrame>
  );
}
