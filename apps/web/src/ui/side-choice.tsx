import { useId } from 'react';
import { sideWord } from './side-word.js';
import classes from './side-choice.module.css';

interface SideChoiceProps<Side extends 'left' | 'right' | 'both'> {
  readonly label: string;
  readonly sides: readonly Side[];
  /** Null until somebody chooses: no side is ever filled in (product rule 5). */
  readonly value: Side | null;
  readonly onChange: (side: Side) => void;
  readonly error?: string | undefined;
  readonly name: string;
  readonly disabled?: boolean;
}

/** The side as big buttons with words, one choice of a radio group. */
export function SideChoice<Side extends 'left' | 'right' | 'both'>({
  label,
  sides,
  value,
  onChange,
  error,
  name,
  disabled = false,
}: SideChoiceProps<Side>) {
  const errorId = useId();
  return (
    <fieldset
      className={classes['group']}
      id={`field-${name}`}
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : errorId}
    >
      <legend className={classes['legend']}>
        {label} <span aria-hidden>*</span>
      </legend>
      <div className={classes['choices']}>
        {sides.map((side) => (
          <label key={side} className={classes['choice']} data-side={side} data-chosen={value === side}>
            <input
              type="radio"
              name={name}
              value={side}
              checked={value === side}
              disabled={disabled}
              onChange={() => onChange(side)}
            />
            {sideWord(side)}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={errorId} className={classes['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
