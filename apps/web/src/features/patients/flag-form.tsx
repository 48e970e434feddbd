import type { ClinicalFlagKind, ClinicalFlagState, RecordClinicalFlagRequest } from '@lull/contracts';
import { Group, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { problemTexts } from '@lull/contracts/plain';
import { checkClinicalFlag, clinicalFlagKinds } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { flagKindWords } from './patient-words.js';

interface FlagFormProps {
  readonly faults: readonly FormFault[];
  readonly pending: boolean;
  readonly onRecord: (body: RecordClinicalFlagRequest) => void;
  readonly onCancel: () => void;
}

const answers: Readonly<Record<'allergy' | 'other', readonly { value: ClinicalFlagState; label: string }[]>> =
  {
    allergy: [
      { value: 'listed', label: 'Listed' },
      { value: 'none-known', label: 'None known' },
    ],
    other: [
      { value: 'present', label: 'Present' },
      { value: 'absent', label: 'Asked: not present' },
    ],
  };

export function FlagForm({ faults: refused, pending, onRecord, onCancel }: FlagFormProps) {
  const [kind, setKind] = useState<ClinicalFlagKind | null>(null);
  const [state, setState] = useState<ClinicalFlagState | null>(null);
  const [substance, setSubstance] = useState('');
  const [note, setNote] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const faults = found.length > 0 ? found : refused;
  const { field } = fieldsOf(faults);
  const named =
    kind === 'allergy'
      ? state === 'listed'
      : kind === 'anticoagulant' || kind === 'glp-1' || kind === 'contrast-reaction';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (kind === null || state === null) {
      setFound([
        ...(kind === null ? [{ field: 'kind', sentence: 'Choose what it is.' }] : []),
        ...(state === null ? [{ field: 'state', sentence: 'Choose the answer.' }] : []),
      ]);
      return;
    }
    const given = substance.trim() === '' ? null : substance.trim();
    const decision = checkClinicalFlag({ kind, state, substance: given }, []);
    const own = decision.accepted
      ? []
      : decision.refusals.map(({ code, facts, remedy }) => ({
          field: String(remedy?.facts['entry'] ?? 'kind'),
          sentence: problemTexts[code].detail(facts),
        }));
    setFound(own);
    if (own.length === 0)
      onRecord({
        kind,
        state,
        ...(named && given !== null && { substance: given }),
        ...(note.trim() !== '' && { note: note.trim() }),
      });
  };

  return (
    <form onSubmit={submit} noValidate aria-label="Record a flag">
      <Stack gap="sm" maw={520}>
        <FormSummary faults={faults} attempt={attempt} />
        <Select
          {...field('kind')}
          label="What"
          withAsterisk
          placeholder="Choose"
          data={clinicalFlagKinds.map((value) => ({ value, label: flagKindWords[value] }))}
          value={kind}
          onChange={(value) => {
            setKind(clinicalFlagKinds.find((each) => each === value) ?? null);
            setState(null);
          }}
        />
        {kind !== null && (
          <Radio.Group
            {...field('state')}
            label="Answer"
            withAsterisk
            value={state}
            onChange={(value) =>
              setState(
                answers[kind === 'allergy' ? 'allergy' : 'other'].find((each) => each.value === value)
                  ?.value ?? null,
              )
            }
          >
            <Group mt={6}>
              {answers[kind === 'allergy' ? 'allergy' : 'other'].map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Group>
          </Radio.Group>
        )}
        {named && (
          <TextInput
            {...field('substance')}
            label={kind === 'allergy' ? 'Substance' : 'Drug'}
            withAsterisk={kind === 'allergy'}
            value={substance}
            onChange={({ currentTarget }) => setSubstance(currentTarget.value)}
          />
        )}
        <Textarea
          {...field('note')}
          label="Note"
          autosize
          minRows={1}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <FormFoot deed="Record" pending={pending} leave="Cancel" onLeave={onCancel} />
      </Stack>
    </form>
  );
}
