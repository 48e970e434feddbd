import type { PatientLedgerView, RadiationTotalView, RadiationView } from '@lull/contracts';
import type { ReactNode } from 'react';
import table from '../../ui/table.module.css';
import { TableFrame } from '../../ui/table-frame.js';
import classes from './ledgers.module.css';

interface RadiationTableProps {
  readonly radiation: NonNullable<PatientLedgerView['radiation']>;
  readonly renderSeries: (seriesId: string) => ReactNode;
}

/** Totals per series and of the patient, each with the number of injections that it is known of (hazard H12). */
export function RadiationTable({ radiation, renderSeries }: RadiationTableProps) {
  const { all, bySeries } = radiation;
  return (
    <TableFrame label="Radiation by series">
      <thead>
        <tr>
          <th scope="col">Series</th>
          <th scope="col" className={table['number']}>
            Injections
          </th>
          <th scope="col" className={table['number']}>
            Fluoroscopy
          </th>
          <th scope="col" className={table['number']}>
            Air kerma
          </th>
          <th scope="col" className={table['number']}>
            Kerma-area product
          </th>
        </tr>
      </thead>
      <tbody>
        {bySeries
          .filter(({ injections }) => injections > 0)
          .map((one) => (
            <tr key={one.seriesId}>
              <th scope="row">{renderSeries(one.seriesId)}</th>
              <Totals of={one} />
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All series</th>
          <Totals of={all} />
        </tr>
      </tfoot>
    </TableFrame>
  );
}

function Totals({ of }: { readonly of: RadiationView }) {
  const { injections, aboveLevel } = of;
  return (
    <>
      <td className={table['number']}>
        {injections}
        {aboveLevel > 0 && <span className={table['small']}>{aboveLevel} above the level</span>}
      </td>
      <Total of={of.fluoroSeconds} unit="s" {...{ injections }} />
      <Total of={of.airKermaMgy} unit="mGy" {...{ injections }} />
      <Total of={of.kermaAreaGycm2} unit="Gy·cm²" {...{ injections }} />
    </>
  );
}

function Total({
  of: { total, recorded, followUp },
  unit,
  injections,
}: {
  readonly of: RadiationTotalView;
  readonly unit: string;
  readonly injections: number;
}) {
  return (
    <td className={table['number']}>
      {total === null ? <span className={classes['unknown']}>not recorded</span> : `${total} ${unit}`}
      <span className={table['small']}>
        {recorded} of {injections} recorded
      </span>
      {followUp && <b className={table['small']}>Look at the skin afterwards</b>}
    </td>
  );
}
