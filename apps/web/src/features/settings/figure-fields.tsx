import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { figureAt, sizeOf, withFigure, type FigureField, type FigureGroup } from './figure-words.js';
import classes from './settings.module.css';

interface FigureFieldsProps {
  readonly groups: readonly FigureGroup[];
  readonly figures: object;
  /** The sentence at a field, by its place in the request. */
  readonly errorAt: (path: string) => string | undefined;
  readonly onChange: (figures: object) => void;
}

/** Every figure, in the unit in which people say it. */
export function FigureFields({ groups, figures, errorAt, onChange }: FigureFieldsProps) {
  return groups.map(({ title, fields }) => (
    <fieldset key={title} className={classes['day']}>
      <legend>{title}</legend>
      {fields.map((field) => (
        <FigureInput
          key={field.figure}
          field={field}
          value={figureAt(figures, field.figure)}
          error={errorAt(`figures/${field.figure.replaceAll('.', '/')}`)}
          onChange={(value) => onChange(withFigure(figures, field.figure, value))}
        />
      ))}
    </fieldset>
  ));
}

interface FigureInputProps {
  readonly field: FigureField;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function FigureInput({ field, value, error, onChange }: FigureInputProps) {
  const { figure, label, unit, about, choices, omittable } = field;
  const shared = { id: `field-figures/${figure.replaceAll('.', '/')}`, label, error, description: about };
  if (choices !== undefined)
    return (
      <NativeSelect
        {...shared}
        data={[...choices]}
        value={String(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  if (unit === 'ingredients')
    return (
      <TagsInput
        {...shared}
        description="Ingredients, Enter after each."
        maxTags={40}
        value={value as string[]}
        onChange={onChange}
      />
    );
  const per = sizeOf(unit);
  const words =
    per === 1 && unit !== 'minutes' && unit !== 'whole days' ? label : `${label}, ${unitWord(unit)}`;
  return (
    <NumberInput
      {...shared}
      label={words}
      {...(omittable !== undefined && { placeholder: omittable })}
      min={0}
      decimalScale={4}
      value={typeof value === 'number' ? value / per : ''}
      onChange={(typed) =>
        onChange(
          typeof typed === 'number'
            ? Math.round(typed * per * 100) / 100
            : omittable === undefined
              ? Number.NaN
              : null,
        )
      }
    />
  );
}

function unitWord(unit: FigureField['unit']): string {
  return unit === 'whole days' ? 'days' : unit;
}
