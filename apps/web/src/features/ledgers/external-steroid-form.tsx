import { steroidSources, type SteroidSource } from '@lull/contracts/plain';
import { Autocomplete, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import { sourceWords } from './ledger-words.js';
import { ledgerQuery, recordSteroid } from './ledgers.queries.js';
import classes from './ledgers.module.css';

interface ExternalSteroidFormProps {
  readonly patientId: string;
  readonly onDone: () => void;
}

const drugs = [
  'triamcinolone',
  'methylprednisolone',
  'dexamethasone',
  'betamethasone',
  'prednisone',
  'hydrocortisone',
];

/** A steroid that somebody else gave. What nobody knows is left empty, and counts as unknown. */
export function ExternalSteroidForm({ patientId, onDone }: ExternalSteroidFormProps) {
  const queryClient = useQueryClient();
  const [givenOn, setGivenOn] = useState('');
  const [place, setPlace] = useState('');
  const [drug, setDrug] = useState('');
  const [doseMg, setDose] = useState<number | ''>('');
  const [source, setSource] = useState<SteroidSource | ''>('');
  const saving = useChange(
    (body: Parameters<typeof recordSteroid>[1], key) => recordSteroid(patientId, body, key),
    (ledger) => {
      queryClient.setQueryData(ledgerQuery(patientId).queryKey, ledger);
      onDone();
    },
  );
  const faults = faultsOf(saving.error);
  const { field } = fieldsOf(faults);
  const send = (): void => {
    if (source === '') return;
    saving.mutate({
      givenOn,
      place,
      source,
      drug: drug.trim() === '' ? null : drug.trim(),
      doseMg: doseMg === '' ? null : doseMg,
    });
  };
  return (
    <form
      aria-label="A steroid given elsewhere"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm" my="sm">
        <FormSummary faults={faults} attempt={saving.failureCount} code={codeOf(saving.error)} />
        <div className={classes['fields']}>
          <TextInput
            {...field('givenOn')}
            label="Given on"
            type="date"
            required
            value={givenOn}
            onChange={({ currentTarget }) => setGivenOn(currentTarget.value)}
          />
          <TextInput
            {...field('place')}
            label="Where"
            description="Practice, joint or drug course"
            required
            maxLength={200}
            value={place}
            onChange={({ currentTarget }) => setPlace(currentTarget.value)}
          />
          <Autocomplete
            {...field('drug')}
            label="Drug"
            description="Empty: nobody knows"
            data={drugs}
            maxLength={60}
            value={drug}
            onChange={setDrug}
          />
          <NumberInput
            {...field('doseMg')}
            label="Dose"
            description="Empty: nobody knows"
            suffix=" mg"
            min={0.001}
            max={2000}
            decimalScale={3}
            value={doseMg}
            onChange={(value) => setDose(typeof value === 'number' ? value : '')}
          />
          <NativeSelect
            {...field('source')}
            label="Known from"
            required
            data={[
              { value: '', label: 'Choose' },
              ...steroidSources.map((each) => ({ value: each, label: sourceWords[each] })),
            ]}
            value={source}
            onChange={({ currentTarget }) =>
              setSource(steroidSources.find((each) => each === currentTarget.value) ?? '')
            }
          />
        </div>
        <FormFoot deed="Add the steroid" pending={saving.isPending} leave="Cancel" onLeave={onDone} />
      </Stack>
    </form>
  );
}
