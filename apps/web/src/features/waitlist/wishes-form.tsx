import { Chip, Group, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import type { ChangeWaitlistEntryRequest, ClinicView, WaitlistEntryView } from '@lull/contracts';
import { waitlistPriorities, type HalfOfDay, type WaitlistPriority, type Weekday } from '@lull/domain';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import { weekdayNames } from '../../ui/weekdays.js';
import { priorityWords } from './waitlist-words.js';
import classes from './waitlist.module.css';

/** The wishes alone, whosever they are. */
type Wishes = Omit<ChangeWaitlistEntryRequest, never>;

interface WishesFormProps {
  readonly clinic: ClinicView;
  readonly today: string;
  /** Null: somebody new. */
  readonly entry: WaitlistEntryView | null;
  readonly save: string;
  readonly send: (wishes: Wishes, key: string) => Promise<WaitlistEntryView>;
  readonly onSaved: (entry: WaitlistEntryView) => void | Promise<void>;
  readonly onCancel: () => void;
}

/** A day is enough for most people, and for whoever takes them home. */
const usualNoticeHours = 24;

/** When the patient could come. */
export function WishesForm({ clinic, today, entry, save, send, onSaved, onCancel }: WishesFormProps) {
  const [from, setFrom] = useState(entry?.from ?? today);
  const [until, setUntil] = useState(entry?.until ?? '');
  const [weekdays, setWeekdays] = useState<readonly Weekday[]>(entry?.weekdays ?? []);
  const [halfOfDay, setHalfOfDay] = useState<HalfOfDay | ''>(entry?.halfOfDay ?? '');
  const [physicianId, setPhysicianId] = useState(entry?.physicianId ?? '');
  const [noticeHours, setNoticeHours] = useState<number | ''>(entry?.noticeHours ?? usualNoticeHours);
  const [priority, setPriority] = useState<WaitlistPriority>(entry?.priority ?? 'normal');
  const [note, setNote] = useState(entry?.note ?? '');
  const saving = useChange(send, onSaved);
  const faults = faultsOf(saving.error);
  const { field } = fieldsOf(faults);
  const physicians = clinic.resources.filter(({ kind }) => kind === 'physician');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (noticeHours === '') return;
        saving.mutate({
          from,
          weekdays: [...weekdays],
          noticeHours,
          priority,
          ...(until !== '' && { until }),
          ...(halfOfDay !== '' && { halfOfDay }),
          ...(physicianId !== '' && { physicianId }),
          ...(note.trim() !== '' && { note: note.trim() }),
        });
      }}
    >
      <Stack gap="sm">
        <FormSummary faults={faults} attempt={saving.failureCount} />
        <div className={classes['pair']}>
          <TextInput
            {...field('from')}
            label="From"
            type="date"
            required
            withAsterisk={false}
            data-autofocus
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            {...field('until')}
            label="Until (if it ends)"
            type="date"
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
        <fieldset className={classes['weekdays']}>
          <legend>Weekdays (none chosen: any)</legend>
          <Group gap={4}>
            {weekdayNames.map((word, index) => {
              const day = (index + 1) as Weekday;
              return (
                <Chip
                  key={word}
                  size="xs"
                  checked={weekdays.includes(day)}
                  onChange={(on) =>
                    setWeekdays(
                      on
                        ? [...weekdays, day].toSorted((a, b) => a - b)
                        : weekdays.filter((each) => each !== day),
                    )
                  }
                >
                  {word}
                </Chip>
              );
            })}
          </Group>
        </fieldset>
        <div className={classes['pair']}>
          <NativeSelect
            {...field('halfOfDay')}
            label="Half of the day"
            value={halfOfDay}
            onChange={({ currentTarget: { value } }) =>
              setHalfOfDay(value === 'morning' || value === 'afternoon' ? value : '')
            }
            data={[
              { value: '', label: 'either' },
              { value: 'morning', label: 'morning' },
              { value: 'afternoon', label: 'afternoon' },
            ]}
          />
          <NativeSelect
            {...field('physicianId')}
            label="Physician"
            value={physicianId}
            onChange={({ currentTarget }) => setPhysicianId(currentTarget.value)}
            data={[
              { value: '', label: 'any physician' },
              ...physicians.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <NumberInput
            {...field('noticeHours')}
            label="Notice needed, hours"
            description="For the patient and whoever takes the patient home"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0}
            max={336}
            allowDecimal={false}
            required
            withAsterisk={false}
            value={noticeHours}
            onChange={(value) => setNoticeHours(typeof value === 'number' ? value : '')}
          />
          <NativeSelect
            {...field('priority')}
            label="Priority"
            value={priority}
            onChange={({ currentTarget: { value } }) =>
              setPriority(waitlistPriorities.find((each) => each === value) ?? 'normal')
            }
            data={waitlistPriorities.map((value) => ({ value, label: priorityWords[value] }))}
          />
        </div>
        <Textarea
          {...field('note')}
          label="Note"
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <DialogFoot deed={save} pending={saving.isPending} leave="Close" onLeave={onCancel} />
      </Stack>
    </form>
  );
}
