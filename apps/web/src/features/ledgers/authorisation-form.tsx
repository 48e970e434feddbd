import type { AddAuthorisationRequest, Side } from '@lull/contracts';
import { NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import { SideChoice } from '../../ui/side-choice.js';
import { addAuthorisation, authorisationsQuery } from './ledgers.queries.js';
import classes from './ledgers.module.css';

/** What a payer wrote, as it is written there. The side is chosen anew: it is never filled in (product rule 5). */
export function AuthorisationForm({
  seriesId,
  onDone,
}: {
  readonly seriesId: string;
  readonly onDone: () => void;
}) {
  const queryClient = useQueryClient();
  const [payer, setPayer] = useState('');
  const [number, setNumber] = useState('');
  const [side, setSide] = useState<Side | null>(null);
  const [codes, setCodes] = useState('');
  const [units, setUnits] = useState<number | ''>('');
  const [validFrom, setFrom] = useState('');
  const [validTo, setTo] = useState('');
  const [asked, setAsked] = useState(false);
  const saving = useChange(
    (body: AddAuthorisationRequest, key) => addAuthorisation(seriesId, body, key),
    async (view) => {
      queryClient.setQueryData(authorisationsQuery(seriesId).queryKey, view);
      onDone();
      await readAnew(queryClient, 'series');
    },
  );
  const sideMissing = asked && side === null;
  const faults = [
    ...(sideMissing ? [{ field: 'side', sentence: 'Choose the side. It is never filled in for you.' }] : []),
    ...faultsOf(saving.error),
  ];
  const { field, errorOf } = fieldsOf(faults);
  const send = (): void => {
    setAsked(true);
    if (side === null || units === '') return;
    const named = codes
      .toUpperCase()
      .split(/[\s,]+/)
      .filter((each) => each !== '');
    saving.mutate({ payer, number, side, codes: named, units, validFrom, validTo });
  };
  return (
    <form
      aria-label="A new authorisation"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm" mb="md">
        <FormSummary
          faults={faults}
          attempt={saving.failureCount + (sideMissing ? 1 : 0)}
          code={codeOf(saving.error)}
        />
        <div className={classes['fields']}>
          <TextInput
            {...field('payer')}
            label="Payer"
            required
            maxLength={100}
            value={payer}
            onChange={({ currentTarget }) => setPayer(currentTarget.value)}
          />
          <TextInput
            {...field('number')}
            label="Number"
            required
            maxLength={60}
            value={number}
            onChange={({ currentTarget }) => setNumber(currentTarget.value)}
          />
          <NumberInput
            {...field('units')}
            label="Units"
            description="One for each session"
            required
            min={1}
            max={60}
            allowDecimal={false}
            value={units}
            onChange={(value) => setUnits(typeof value === 'number' ? value : '')}
          />
          <TextInput
            {...field('codes')}
            label="Codes"
            description="As the payer names them; empty: none"
            value={codes}
            onChange={({ currentTarget }) => setCodes(currentTarget.value)}
          />
          <TextInput
            {...field('validFrom')}
            label="First day"
            type="date"
            required
            value={validFrom}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            {...field('validTo')}
            label="Last day"
            type="date"
            required
            value={validTo}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        </div>
        <SideChoice
          label="Side authorised"
          name="side"
          sides={['left', 'right', 'both']}
          value={side}
          onChange={setSide}
          error={errorOf('side')}
        />
        <FormFoot deed="Add the authorisation" pending={saving.isPending} leave="Cancel" onLeave={onDone} />
      </Stack>
    </form>
  );
}
