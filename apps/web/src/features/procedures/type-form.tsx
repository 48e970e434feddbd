import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import type { ProcedureTypeSettingsView } from '@lull/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { changeType, createType } from './procedures.queries.js';
import { SettingsForm } from './settings-form.js';

interface TypeFormProps {
  /** Null: a further procedure. */
  readonly type: ProcedureTypeSettingsView | null;
  readonly onDone: (type: ProcedureTypeSettingsView) => void;
  readonly onClose: () => void;
}

/** A procedure by itself: what it is called, how long it usually takes, and whether it uses X-ray and contrast. */
export function TypeForm({ type, onDone, onClose }: TypeFormProps) {
  // Begun from what was seen; somebody else's change in between makes it stale, and nothing is overwritten.
  const [seen] = useState(type);
  const [code, setCode] = useState(seen?.code ?? '');
  const [name, setName] = useState(seen?.name ?? '');
  const [minutes, setMinutes] = useState<number | ''>(seen?.durationMinutes ?? 30);
  const [usesXRay, setXRay] = useState(seen?.usesXRay ?? true);
  const [usesContrast, setContrast] = useState(seen?.usesContrast ?? false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const save = useChange(
    (body: { code: string; name: string; durationMinutes: number }, key: string) => {
      const { code: itsCode, ...said } = { ...body, usesXRay, usesContrast };
      return seen === null ? createType({ ...said, code: itsCode }, key) : changeType(seen, said);
    },
    async (saved) => {
      announce(`${saved.code} is saved.`);
      await readAnew(queryClient, 'settings');
      onDone(saved);
    },
  );
  const { field } = fieldsOf(faultsOf(save.error));
  return (
    <SettingsForm
      saving={save}
      deed={seen === null ? 'Add the procedure' : 'Save'}
      incomplete={minutes === ''}
      onSend={() => minutes !== '' && save.mutate({ code, name, durationMinutes: minutes })}
      onClose={onClose}
    >
      <TextInput
        label="Code"
        {...field('code')}
        required
        maxLength={12}
        description={
          seen === null ? 'Short, as boards show it, such as LSB' : 'It stays: reports and imports know it'
        }
        disabled={seen !== null}
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <TextInput
        label="Name"
        {...field('name')}
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NumberInput
        label="Usual duration, minutes"
        {...field('durationMinutes')}
        required
        min={5}
        max={240}
        allowDecimal={false}
        value={minutes}
        onChange={(value) => setMinutes(typeof value === 'number' ? value : '')}
      />
      <Checkbox
        label="Uses X-ray"
        checked={usesXRay}
        onChange={({ currentTarget }) => setXRay(currentTarget.checked)}
      />
      <Checkbox
        label="Uses contrast"
        checked={usesContrast}
        onChange={({ currentTarget }) => setContrast(currentTarget.checked)}
      />
    </SettingsForm>
  );
}
