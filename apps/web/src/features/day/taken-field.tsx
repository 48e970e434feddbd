import { ClockTimeField } from '../../ui/clock-time-field.js';
import { BigChoice } from './big-choice.js';
import classes from './day-form.module.css';
import type { TakenDraft } from './taken-draft.js';

interface TakenFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: TakenDraft;
  readonly onChange: (value: TakenDraft) => void;
  readonly error?: string | undefined;
}

/** When something was last taken, or since when not. A day and a time in the clinic's zone; never "midnight". */
export function TakenField({ label, name, value, onChange, error }: TakenFieldProps) {
  return (
    <div>
      <BigChoice
        label={label}
        name={name}
        choices={[
          { value: 'at', word: 'Last at…' },
          { value: 'none-since', word: 'None since…' },
        ]}
        value={value.said}
        onChange={(said) => onChange({ ...value, said })}
        error={error}
      />
      {value.said !== null && (
        <div className={classes['when']}>
          <BigChoice
            label={`${label}: which day`}
            name={`${name}-day`}
            choices={[
              { value: '0', word: 'Today' },
              { value: '1', word: 'Yesterday' },
              { value: '2', word: 'The day before' },
            ]}
            value={value.day}
            onChange={(day) => onChange({ ...value, day })}
          />
          <ClockTimeField
            label={`${label}: time`}
            value={value.time}
            required={false}
            onChange={(time) => onChange({ ...value, time })}
          />
        </div>
      )}
    </div>
  );
}
