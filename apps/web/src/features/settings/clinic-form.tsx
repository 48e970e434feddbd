import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ChangeClinicRequest, ClinicSettingsView } from '@lull/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { SettingsFrame } from './settings-frame.js';
import { changeClinic, createClinic } from './settings.queries.js';
import { useTakeBack } from './use-take-back.js';

interface ClinicFormProps {
  /** Null: a further clinic. */
  readonly clinic: ClinicSettingsView | null;
  readonly onClose: () => void;
}

type Draft = Pick<
  ClinicSettingsView,
  | 'name'
  | 'timeZone'
  | 'phone'
  | 'outOfHoursText'
  | 'lipidLocation'
  | 'dailyPhysicianSessions'
  | 'dailySedations'
>;

const fields = [
  'name',
  'timeZone',
  'phone',
  'outOfHoursText',
  'lipidLocation',
  'dailyPhysicianSessions',
  'dailySedations',
] as const;

const fresh: Draft = {
  name: '',
  timeZone: '',
  phone: null,
  outOfHoursText: null,
  lipidLocation: null,
  dailyPhysicianSessions: null,
  dailySedations: null,
};

const written = (text: string): string | null => (text.trim() === '' ? null : text);

/** What of `draft` differs from what stands: a field that nobody touched is not sent. */
function changesOf(draft: Draft, standing: Draft): ChangeClinicRequest {
  return Object.fromEntries(
    fields.filter((field) => draft[field] !== standing[field]).map((field) => [field, draft[field]]),
  );
}

export function ClinicForm({ clinic, onClose }: ClinicFormProps) {
  const [seen] = useState(clinic);
  const [draft, setDraft] = useState<Draft>(() =>
    seen === null
      ? { ...fresh, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
      : { ...fresh, ...Object.fromEntries(fields.map((field) => [field, seen[field]])) },
  );
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const takeBack = useTakeBack('settings');
  const saved = async (after: ClinicSettingsView): Promise<void> => {
    onClose();
    await readAnew(queryClient, 'settings');
    if (seen === null) announce(`${after.name} is added.`);
    else
      showUndoable({
        about: `clinic-${seen.id}`,
        title: 'Saved',
        sentence: `${after.name} is changed.`,
        onUndo: () =>
          takeBack({
            undo: () => changeClinic(after, changesOf(seen, after)),
            sentence: `${seen.name} is as it was.`,
          }),
      });
  };
  const save = useChange(
    (body: Draft, key) =>
      seen === null ? createClinic(body, key) : changeClinic(seen, changesOf(body, seen)),
    saved,
  );
  const { field } = fieldsOf(faultsOf(save.error));
  const set = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  return (
    <SettingsFrame
      saving={save}
      deed={seen === null ? 'Add' : 'Save'}
      onSend={() => save.mutate(draft)}
      onClose={onClose}
    >
      <TextInput
        {...field('name')}
        label="Name"
        required
        maxLength={80}
        value={draft.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <NativeSelect
        {...field('timeZone')}
        label="Time zone"
        description={
          seen?.zoneSettled === true
            ? 'Settled: sessions were booked by these clocks.'
            : 'All times of this clinic are meant by these clocks. Settled with the first session.'
        }
        required
        disabled={seen?.zoneSettled === true}
        data={[...new Set(['', draft.timeZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={draft.timeZone}
        onChange={({ currentTarget }) => set({ timeZone: currentTarget.value })}
      />
      <TextInput
        {...field('phone')}
        label="Patients call"
        description="With the country code. Messages and the diary name it; empty, they name no number."
        placeholder="+15551234567"
        type="tel"
        value={draft.phone ?? ''}
        onChange={({ currentTarget }) => set({ phone: written(currentTarget.value) })}
      />
      <Textarea
        {...field('outOfHoursText')}
        label="Out of hours"
        description="What a patient reads beside the number for the hours in which nobody answers."
        autosize
        minRows={2}
        maxLength={300}
        value={draft.outOfHoursText ?? ''}
        onChange={({ currentTarget }) =>
          set({ outOfHoursText: written(currentTarget.value.replaceAll(/\s*\n\s*/g, ' ')) })
        }
      />
      <TextInput
        {...field('lipidLocation')}
        label="Lipid emulsion"
        description="Where it is kept; shown with every dose of local anaesthetic."
        maxLength={100}
        value={draft.lipidLocation ?? ''}
        onChange={({ currentTarget }) => set({ lipidLocation: written(currentTarget.value) })}
      />
      <NumberInput
        {...field('dailyPhysicianSessions')}
        label="Most sessions a physician and day"
        placeholder="no limit"
        min={1}
        max={200}
        allowDecimal={false}
        value={draft.dailyPhysicianSessions ?? ''}
        onChange={(value) => set({ dailyPhysicianSessions: typeof value === 'number' ? value : null })}
      />
      <NumberInput
        {...field('dailySedations')}
        label="Most sedations a day"
        placeholder="no limit"
        min={0}
        max={500}
        allowDecimal={false}
        value={draft.dailySedations ?? ''}
        onChange={(value) => set({ dailySedations: typeof value === 'number' ? value : null })}
      />
    </SettingsFrame>
  );
}
