import type { InjectionView, TargetReliefView } from '@lull/contracts';
import { civilDateAt, daysNumber } from '@lull/domain';
import type { ReactNode } from 'react';
import { baselineSourceWords } from '../../ui/baseline-words.js';
import { dateText } from '../../ui/clock.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { injectionLabel } from './injection-words.js';
import { reliefOf, type Threshold } from './relief-course.js';
import { durationText, responseWords, statusText } from './relief-words.js';
import { temperatureRise } from './skin-temperature.js';

interface SymptomTableProps {
  readonly target: TargetReliefView;
  /** Whether a threshold is known: without one nothing is said of relief. */
  readonly judged: boolean;
  readonly threshold: Threshold;
  readonly zone: string;
  readonly renderActions: (injection: InjectionView) => ReactNode;
}

/** Each injection in a row: what is not known is a dash with its reason, never a zero. */
export function SymptomTable({ target, judged, threshold, zone, renderActions }: SymptomTableProps) {
  return (
    <TableFrame label={`Injections, ${target.side} side`}>
      <thead>
        <tr>
          <th scope="col">#</th>
          {judged && (
            <>
              <th scope="col" className={table['number']}>
                HDSS before
              </th>
              <th scope="col" className={table['number']}>
                Relief ended after
              </th>
              <th scope="col">Response</th>
            </>
          )}
          <th scope="col" className={table['number']}>
            To next
          </th>
          <th scope="col" className={table['number']}>
            Skin temperature
          </th>
          <th scope="col">Given</th>
          <th scope="col">Record</th>
        </tr>
      </thead>
      <tbody>
        {target.injections.map((each) => {
          const { ordinal, injection, baseline, intervalDays } = each;
          const relief = reliefOf(each, threshold);
          const duration = durationText(relief);
          const rise = temperatureRise(injection.temperatures, injection.side);
          return (
            <tr key={ordinal}>
              <th scope="row" className={table['nowrap']}>
                #{ordinal}
                <span className={table['small']}>
                  {injection.needleOutAt === null
                    ? 'no time'
                    : dateText(civilDateAt(injection.needleOutAt, zone))}
                </span>
              </th>
              {judged && (
                <>
                  <td className={table['number']}>
                    {baseline.value ?? '–'}
                    <span className={table['small']}>
                      {baselineSourceWords[baseline.source] ?? baseline.source}
                    </span>
                  </td>
                  <td className={table['number']}>
                    <strong>{duration ?? '–'}</strong>
                    {duration === null && <span className={table['small']}>{statusText(relief)}</span>}
                  </td>
                  <td>{responseWords[relief.response ?? 'not-evaluable']}</td>
                </>
              )}
              <td className={table['number']}>
                {intervalDays === null ? '–' : `${daysNumber(intervalDays)} d`}
              </td>
              <td className={table['number']}>
                {rise === null
                  ? '–'
                  : `${rise.celsius >= 0 ? '+' : '−'}${Math.abs(rise.celsius).toFixed(1)} °C`}
              </td>
              <td>{injectionLabel(injection)}</td>
              <td>{renderActions(injection) || '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
