import { useId } from 'react';
import classes from './day-form.module.css';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly { readonly value: Value; readonly word: string }[];
  /** Null until somebody chooses: what nobody asked is not known. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
}

/** A few answers as large buttons, none chosen beforehand. */
export function BigChoice<Value extends string>({
  label,
  name,
  choices,
  value,
  onChange,
  error,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset
      className={classes['group']}
      id={`field-${name}`}
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend>{label}</legend>
      <div className={classes['choices']}>
        {choices.map((choice) => (
          <label key={choice.value} className={classes['choice']} data-chosen={value === choice.value}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            {choice.word}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={classes['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface YesNoProps {
  readonly label: string;
  readonly name: string;
  readonly value: boolean | null;
  readonly onChange: (value: boolean) => void;
  readonly error?: string | undefined;
}

export function YesNo({ value, onChange, ...rest }: YesNoProps) {
  return (
    <BigChoice
      {...rest}
      choices={[
        { value: 'yes', word: 'Yes' },
        { value: 'no', word: 'No' },
      ]}
      value={value === null ? null : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === 'yes')}
    />
  );
}
