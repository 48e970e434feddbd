import { Checkbox, Chip, NumberInput, TextInput } from '@mantine/core';
import { isCivilDate } from '@lull/domain';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { weekdayNames } from '../../ui/weekdays.js';
import { mostSessions, type PlanWishes } from './plan-wishes.js';
import classes from './plan.module.css';

interface PlanFieldsProps {
  readonly wishes: PlanWishes;
  readonly usualCount: number;
  readonly today: string;
  readonly onWishes: (wishes: PlanWishes) => void;
}

/** How many, from when, and when the patient likes to come. */
export function PlanFields({ wishes, usualCount, today, onWishes }: PlanFieldsProps) {
  const change = (part: { readonly [Name in keyof PlanWishes]?: PlanWishes[Name] | undefined }): void =>
    onWishes(
      Object.fromEntries(Object.entries({ ...wishes, ...part }).filter(([, value]) => value !== undefined)),
    );
  const days = wishes.days ?? [];
  const clock = (name: 'from' | 'to', label: string) => (
    <div className={classes['clock']}>
      <ClockTimeField
        label={label}
        value={wishes[name] ?? ''}
        onChange={(time) => change({ [name]: time === '' ? undefined : time })}
      />
    </div>
  );
  return (
    <form
      className={classes['fields'] ?? ''}
      aria-label="What is asked for"
      onSubmit={(event) => event.preventDefault()}
    >
      <NumberInput
        label="Sessions"
        className={classes['count'] ?? ''}
        min={1}
        max={mostSessions}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={wishes.count ?? usualCount}
        onChange={(count) => typeof count === 'number' && count >= 1 && change({ count })}
      />
      <TextInput
        type="date"
        label="First not before"
        min={today}
        value={wishes.first ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({ first: isCivilDate(value) && value >= today ? value : undefined })
        }
      />
      <fieldset className={classes['days']}>
        <legend>Weekdays preferred</legend>
        <Chip.Group
          multiple
          value={days.map(String)}
          onChange={(chosen) =>
            change({ days: chosen.length === 0 ? undefined : chosen.map(Number).toSorted((a, b) => a - b) })
          }
        >
          {weekdayNames.map((name, index) => (
            <Chip key={name} value={String(index + 1)} size="xs">
              {name}
            </Chip>
          ))}
        </Chip.Group>
      </fieldset>
      {clock('from', 'From')}
      {clock('to', 'Before')}
      <Checkbox
        className={classes['others'] ?? ''}
        label="Other physicians too"
        checked={wishes.others === true}
        onChange={({ currentTarget }) => change({ others: currentTarget.checked ? true : undefined })}
      />
    </form>
  );
}
