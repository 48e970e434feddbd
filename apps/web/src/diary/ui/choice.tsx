import { useId } from 'react';

interface ChoiceProps<Value extends string | number> {
  readonly legend: string;
  readonly answers: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** One below the other, for answers of several words. */
  readonly long?: boolean;
  readonly fault?: string | null;
}

/** A question with a few answers in words. */
export function Choice<Value extends string | number>({
  legend,
  answers,
  value,
  onChange,
  long = false,
  fault = null,
}: ChoiceProps<Value>) {
  const name = useId();
  const faultId = useId();
  return (
    <fieldset aria-describedby={fault === null ? undefined : faultId}>
      <legend>{legend}</legend>
      {fault !== null && (
        <p id={faultId} role="alert" className="fault">
          {fault}
        </p>
      )}
      <div className={long ? 'answers long' : 'answers'}>
        {answers.map((answer) => (
          <label key={answer.value} className="answer">
            <input
              type="radio"
              name={name}
              checked={value === answer.value}
              onChange={() => onChange(answer.value)}
            />
            {answer.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
