import { TextInput } from '@mantine/core';
import { ClockTimeField } from './clock-time-field.js';
import classes from './wall-time-field.module.css';

interface WallTimeFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly id: string;
  /** `2026-12-01T08:30` in the clinic's zone; parts may still be empty. */
  readonly value: string;
  readonly required?: boolean;
  /** Takes `08:30:15` too, and may be emptied again. */
  readonly seconds?: boolean;
  readonly onChange: (wallTime: string) => void;
  readonly error?: string | undefined;
}

/** A day and a time of the clinic: two fields, because the browser's own shows AM and PM where that is the custom. */
export function WallTimeField({
  label,
  description,
  id,
  value,
  required = true,
  seconds = false,
  onChange,
  error,
}: WallTimeFieldProps) {
  const [date = '', time = ''] = value.split('T');
  return (
    <fieldset className={classes['group']}>
      <legend>
        {label} {required && <span aria-hidden>*</span>}
      </legend>
      {description !== undefined && <p className={classes['description']}>{description}</p>}
      <div className={classes['row']}>
        <TextInput
          id={id}
          type="date"
          label="Day"
          value={date}
          error={error !== undefined}
          onChange={({ currentTarget }) => onChange(`${currentTarget.value}T${time}`)}
        />
        <ClockTimeField
          label="Time"
          required={required}
          seconds={seconds}
          value={time}
          onChange={(typed) => onChange(`${date}T${typed}`)}
        />
      </div>
      {error !== undefined && <p className={classes['error']}>{error}</p>}
    </fieldset>
  );
}
