import { useId } from 'react';

interface ScaleProps {
  readonly legend: string;
  readonly hint?: string;
  /** What the first and the last answer mean. */
  readonly ends?: readonly [string, string];
  readonly values: readonly number[];
  readonly unit?: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly fault?: string | null;
}

export const zeroToTen: readonly number[] = Array.from({ length: 11 }, (_, score) => score);

/** Numbers as buttons, one of which is chosen: a slider suggests an answer, and is hard to hit. */
export function Scale({ legend, hint, ends, values, unit = '', value, onChange, fault }: ScaleProps) {
  const name = useId();
  const about = useId();
  return (
    <fieldset aria-describedby={about} data-fault={fault != null}>
      <legend>{legend}</legend>
      <div id={about}>
        {hint !== undefined && <p className="hint">{hint}</p>}
        {fault != null && (
          <p role="alert" className="fault">
            {fault}
          </p>
        )}
      </div>
      <div className="scale">
        {values.map((each) => (
          <label key={each} className="answer">
            <input
              type="radio"
              name={name}
              value={each}
              checked={value === each}
              onChange={() => onChange(each)}
            />
            {each}
            {unit}
          </label>
        ))}
      </div>
      {ends !== undefined && (
        <div className="ends" aria-hidden>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </fieldset>
  );
}
