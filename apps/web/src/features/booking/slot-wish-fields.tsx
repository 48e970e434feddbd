import { Chip, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import type { ClinicView, SeriesView } from '@lull/contracts';
import { sedationLevels } from '@lull/contracts/plain';
import { civilDateAt } from '@lull/domain';
import { useMinute } from '../../ui/clock.js';
import { foldedWishes, type SlotWishes } from './slot-wishes.js';
import { weekdayNames } from '../../ui/weekdays.js';
import classes from './slot.module.css';

interface SlotWishFieldsProps {
  readonly clinic: ClinicView;
  readonly series: SeriesView;
  readonly wishes: SlotWishes;
  readonly onWish: (part: Partial<SlotWishes>) => void;
}

const weekdays = weekdayNames.map((word, index) => [index + 1, word] as const);

/** What the patient at the telephone asks for stands open; what is asked for once a week is folded away. */
export function SlotWishFields({ clinic, series, wishes, onWish }: SlotWishFieldsProps) {
  const today = civilDateAt(useMinute(), clinic.timeZone);
  const openDays = new Set(clinic.openingHours.map(({ weekday }) => weekday));
  const choices = (kind: 'room' | 'physician') =>
    clinic.resources
      .filter((resource) => resource.kind === kind)
      .map(({ id, name }) => ({ value: id, label: name }));
  const folded = foldedWishes(wishes);
  return (
    <fieldset className={classes['wishes']}>
      <legend className="visually-hidden">Wishes</legend>
      <NativeSelect
        label="Physician"
        size="xs"
        data={[{ value: '', label: 'Any, as before if possible' }, ...choices('physician')]}
        value={wishes.physicianId ?? ''}
        onChange={({ currentTarget: { value } }) => onWish({ physicianId: value === '' ? null : value })}
      />
      <div>
        <span className={classes['label']} id="half-of-day">
          Time of day
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby="half-of-day"
          data={[
            { value: '', label: 'Any' },
            { value: 'morning', label: 'Morning' },
            { value: 'afternoon', label: 'Afternoon' },
          ]}
          value={wishes.halfOfDay ?? ''}
          onChange={(value) =>
            onWish({ halfOfDay: value === 'morning' || value === 'afternoon' ? value : null })
          }
        />
      </div>
      <div className={classes['wide']} role="group" aria-label="Weekdays that suit the patient">
        <Chip.Group
          multiple
          value={wishes.weekdays.map(String)}
          onChange={(chosen) => onWish({ weekdays: chosen.map(Number) })}
        >
          <div className={classes['weekdays']}>
            {weekdays
              .filter(([day]) => openDays.has(day))
              .map(([day, word]) => (
                <Chip key={day} value={String(day)} size="xs" variant="outline" radius="sm">
                  {word}
                </Chip>
              ))}
          </div>
        </Chip.Group>
      </div>
      <details className={classes['wide']}>
        <summary>More wishes{folded > 0 && ` (${folded} set)`}</summary>
        <div className={classes['more']}>
          <TextInput
            label="Not before"
            type="date"
            size="xs"
            min={today}
            value={wishes.from}
            onChange={({ currentTarget }) => onWish({ from: currentTarget.value })}
          />
          <TextInput
            label="Not after"
            type="date"
            size="xs"
            min={wishes.from === '' ? today : wishes.from}
            value={wishes.until}
            onChange={({ currentTarget }) => onWish({ until: currentTarget.value })}
          />
          <NativeSelect
            label="Room"
            size="xs"
            data={[{ value: '', label: 'Any' }, ...choices('room')]}
            value={wishes.roomId ?? ''}
            onChange={({ currentTarget: { value } }) => onWish({ roomId: value === '' ? null : value })}
          />
          <NumberInput
            label="Minutes"
            size="xs"
            min={5}
            max={240}
            step={5}
            allowDecimal={false}
            placeholder="as usual"
            value={wishes.durationMinutes ?? ''}
            onChange={(value) => onWish({ durationMinutes: typeof value === 'number' ? value : null })}
          />
          <NativeSelect
            label="Sedation"
            size="xs"
            className={classes['wide'] ?? ''}
            data={sedationLevels.map((level) => ({
              value: level,
              label: level === series.sedation ? `${level}, as planned` : level,
            }))}
            value={wishes.sedation ?? series.sedation}
            onChange={({ currentTarget: { value } }) =>
              onWish({
                sedation:
                  sedationLevels.find((level) => level === value && level !== series.sedation) ?? null,
              })
            }
          />
        </div>
      </details>
    </fieldset>
  );
}
