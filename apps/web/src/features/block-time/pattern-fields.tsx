import { Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import type { BlockTimeRepeats, ClinicView } from '@lull/contracts';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import type { FormFault } from '../../ui/form-summary.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { nthWords, weekdays } from './block-time-words.js';
import classes from './block-time.module.css';
import type { PatternDraft } from './pattern-draft.js';

interface PatternFieldsProps {
  readonly clinic: ClinicView;
  readonly draft: PatternDraft;
  readonly faults: readonly FormFault[];
  /** One week can have another time and another room, and nothing else. */
  readonly oneWeek: boolean;
  readonly onChange: (draft: PatternDraft) => void;
}

const repeats: readonly { value: BlockTimeRepeats; label: string }[] = [
  { value: 'weekly', label: 'Every week' },
  { value: 'every-n-weeks', label: 'Every few weeks' },
  { value: 'nth-weekdays', label: 'On some of the month' },
];

export function PatternFields({ clinic, draft, faults, oneWeek, onChange }: PatternFieldsProps) {
  const { errorOf, field } = fieldsOf(faults);
  const set = (changes: Partial<PatternDraft>): void => onChange({ ...draft, ...changes });
  const some = (kind: string) =>
    clinic.resources
      .filter((each) => each.kind === kind)
      .toSorted((a, b) => a.position - b.position)
      .map(({ id, name }) => ({ value: id, label: name }));
  const whole = (value: string | number): number | '' => (typeof value === 'number' ? value : '');
  return (
    <Stack gap="sm">
      <div className={classes['pair']}>
        <ClockTimeField
          label="From"
          value={draft.from}
          error={errorOf('from') ?? null}
          onChange={(from) => set({ from })}
        />
        <ClockTimeField
          label="To"
          value={draft.to}
          error={errorOf('to') ?? null}
          onChange={(to) => set({ to })}
        />
      </div>
      <NativeSelect
        label="Room"
        {...field('roomId')}
        data={some('room')}
        value={draft.roomId}
        onChange={({ currentTarget }) => set({ roomId: currentTarget.value })}
      />
      {!oneWeek && (
        <>
          <NativeSelect
            label="Physician"
            {...field('physicianId')}
            data={some('physician')}
            value={draft.physicianId}
            onChange={({ currentTarget }) => set({ physicianId: currentTarget.value })}
          />
          <div className={classes['pair']}>
            <NativeSelect
              label="Weekday"
              {...field('weekday')}
              data={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
              value={String(draft.weekday)}
              onChange={({ currentTarget }) => set({ weekday: Number(currentTarget.value) })}
            />
            <NativeSelect
              label="Comes back"
              {...field('repeats')}
              data={[...repeats]}
              value={draft.repeats}
              onChange={({ currentTarget }) =>
                set({
                  repeats: repeats.find(({ value }) => value === currentTarget.value)?.value ?? 'weekly',
                })
              }
            />
          </div>
          {draft.repeats === 'every-n-weeks' && (
            <div className={classes['pair']}>
              <NumberInput
                label="Every how many weeks"
                {...field('everyWeeks')}
                min={2}
                max={12}
                allowDecimal={false}
                value={draft.everyWeeks}
                onChange={(value) => set({ everyWeeks: Number(value) })}
              />
              <TextInput
                type="date"
                label="Counted from the week of"
                {...field('anchorDate')}
                value={draft.anchorDate}
                onChange={({ currentTarget }) => set({ anchorDate: currentTarget.value })}
              />
            </div>
          )}
          {draft.repeats === 'nth-weekdays' && (
            <Checkbox.Group
              label="Which of the month"
              error={errorOf('nths')}
              value={draft.nths.map(String)}
              onChange={(chosen) => set({ nths: chosen.map(Number).toSorted((a, b) => a - b) })}
            >
              <Group gap="sm" mt={6}>
                {[1, 2, 3, 4, 5].map((nth) => (
                  <Checkbox key={nth} value={String(nth)} label={nthWords(nth)} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <Checkbox.Group
            label="Meant for"
            description="None chosen: every procedure"
            error={errorOf('procedureTypeIds')}
            value={[...draft.procedureTypeIds]}
            onChange={(procedureTypeIds) => set({ procedureTypeIds })}
          >
            <Group gap="sm" mt={6}>
              {clinic.procedureTypes.map(({ id, code }) => (
                <Checkbox key={id} value={id} label={code} />
              ))}
            </Group>
          </Checkbox.Group>
          <div className={classes['pair']}>
            <NumberInput
              label="Most sessions"
              {...field('mostSessions')}
              placeholder="as many as fit"
              min={1}
              max={100}
              allowDecimal={false}
              value={draft.mostSessions}
              onChange={(value) => set({ mostSessions: whole(value) })}
            />
            <NumberInput
              label="Released days before"
              {...field('releaseLeadDays')}
              placeholder="never by itself"
              min={0}
              max={60}
              allowDecimal={false}
              value={draft.releaseLeadDays}
              onChange={(value) => set({ releaseLeadDays: whole(value) })}
            />
          </div>
          <div className={classes['pair']}>
            <TextInput
              type="date"
              label="Valid from"
              {...field('validFrom')}
              value={draft.validFrom}
              onChange={({ currentTarget }) => set({ validFrom: currentTarget.value })}
            />
            <TextInput
              type="date"
              label="Valid to"
              {...field('validTo')}
              value={draft.validTo}
              onChange={({ currentTarget }) => set({ validTo: currentTarget.value })}
            />
          </div>
        </>
      )}
    </Stack>
  );
}
