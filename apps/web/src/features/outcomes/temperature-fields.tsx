import { NumberInput } from '@mantine/core';
import { sideWord } from '../../ui/side-word.js';
import { readingsOf, type InjectionDraft } from './injection-draft.js';
import classes from './injection-form.module.css';
import { readingMinutes, temperatureRise } from './skin-temperature.js';

interface TemperatureFieldsProps {
  readonly draft: InjectionDraft;
  readonly change: (change: Partial<InjectionDraft>) => void;
  readonly errorOf: (name: string) => string | undefined;
}

/** Skin temperature of both feet over half an hour; the warming of the injected side shows its effect (>= 2 degrees). */
export function TemperatureFields({ draft, change, errorOf }: TemperatureFieldsProps) {
  const readings = readingsOf(draft.temperatures);
  // A record from elsewhere may have been measured at other minutes.
  const minutes = [...new Set([...readingMinutes, ...readings.map(({ minute }) => minute)])].toSorted(
    (a, b) => a - b,
  );
  const rise = draft.side === null ? null : temperatureRise(readings, draft.side);
  return (
    <fieldset className={classes['group']}>
      <legend>Skin temperature of the feet, °C</legend>
      <div className={classes['grid-frame']}>
        <table className={classes['grid']}>
          <thead>
            <tr>
              <th scope="col">Minute</th>
              {minutes.map((minute) => (
                <th key={minute} scope="col">
                  {minute}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['left', 'right'] as const).map((foot) => (
              <tr key={foot} data-treated={draft.side === foot}>
                <th scope="row">{foot} foot</th>
                {minutes.map((minute) => {
                  const name = `${foot} ${minute}`;
                  return (
                    <td key={minute}>
                      <NumberInput
                        id={`field-temperature-${name}`}
                        aria-label={`${foot} foot, minute ${minute}, °C`}
                        size="xs"
                        hideControls
                        decimalScale={1}
                        error={errorOf(`temperature-${name}`) !== undefined}
                        value={draft.temperatures[name] ?? ''}
                        onChange={(value) =>
                          change({ temperatures: { ...draft.temperatures, [name]: value } })
                        }
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <output className={classes['total']}>
        {rise === null || draft.side === null
          ? 'The rise is shown once the side, minute 0 and one later reading are there.'
          : `${sideWord(draft.side)} foot: ${rise.celsius >= 0 ? '+' : '−'}${Math.abs(rise.celsius).toFixed(1)} °C in ${rise.minutes} min; ${rise.success ? 'at least 2 °C: the effect is shown.' : 'less than 2 °C: the effect is not shown.'}`}
      </output>
    </fieldset>
  );
}
