import { useId } from 'react';
import classes from './nrs-choice.module.css';

interface NrsChoiceProps {
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly error?: string | undefined;
}

/** Pain from 0 to 10 as eleven radio buttons: a slider suggests an answer, and is hard to hit. */
export function NrsChoice({ value, onChange, error }: NrsChoiceProps) {
  const errorId = useId();
  const name = useId();
  return (
    <fieldset
      className={classes['group']}
      id="field-value"
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : errorId}
    >
      <legend>
        Pain, 0 to 10 <span aria-hidden>*</span>
      </legend>
      <div className={classes['scale']}>
        {Array.from({ length: 11 }, (_, score) => (
          <label key={score} className={classes['score']} data-chosen={value === score}>
            <input
              type="radio"
              name={name}
              value={score}
              checked={value === score}
              onChange={() => onChange(score)}
            />
            {score}
          </label>
        ))}
      </div>
      <div className={classes['ends']} aria-hidden>
        <span>no pain</span>
        <span>worst pain imaginable</span>
      </div>
      {error !== undefined && (
        <p id={errorId} className={classes['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
