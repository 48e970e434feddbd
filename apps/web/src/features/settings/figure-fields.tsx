import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import type { ReadinessFigures } from '@lull/domain';
import { figureAt, figureGroups, minutesOf, withFigure, type FigureField } from './figure-words.js';
import classes from './settings.module.css';

interface FigureFieldsProps {
  readonly figures: ReadinessFigures;
  /** The sentence at a field, by its place in the request. */
  readonly errorAt: (path: string) => string | undefined;
  readonly onChange: (figures: ReadinessFigures) => void;
}

/** Every figure, in the unit in which people say it. */
export function FigureFields({ figures, errorAt, onChange }: FigureFieldsProps) {
  return figureGroups.map(({ title, fields }) => (
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
  const per = minutesOf(unit);
  const words = per === 1 && unit !== 'minutes' ? label : `${label}, ${unit}`;
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
