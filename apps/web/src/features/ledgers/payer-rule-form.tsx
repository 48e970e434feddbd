import type { PayerRuleView, WritePayerRuleRequest } from '@lull/contracts';
import { Button, Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormSummary } from '../../ui/form-summary.js';
import { payerRulesQuery, writePayerRule } from './ledgers.queries.js';

const numbers = [
  { name: 'maxPerSeries', label: 'Most sessions of a series', max: 100 },
  { name: 'maxPer12Months', label: 'Most sessions in 12 months', max: 100 },
  { name: 'minIntervalDays', label: 'Days between two sessions', max: 365 },
  { name: 'minReliefPct', label: 'Relief asked for, percent', max: 100 },
  { name: 'minReliefDays', label: 'Relief asked for, days', max: 365 },
] as const;

const demands = [
  { name: 'requiresFunction', label: 'Better function' },
  { name: 'requiresPhysicalTherapy', label: 'Physical therapy' },
  { name: 'priorAuthorisation', label: 'Authorisation beforehand' },
] as const;

interface PayerRuleFormProps {
  /** The version that stands; null for a further payer. */
  readonly before: PayerRuleView | null;
  readonly onDone: () => void;
}

type Draft = Pick<PayerRuleView, (typeof numbers)[number]['name'] | (typeof demands)[number]['name']>;
const nothing: Draft = {
  maxPerSeries: null,
  maxPer12Months: null,
  minIntervalDays: null,
  minReliefPct: null,
  minReliefDays: null,
  requiresFunction: false,
  requiresPhysicalTherapy: false,
  priorAuthorisation: false,
};

/** A payer's rules from a day on. What stood before stays: the sessions of those days were booked by it. */
export function PayerRuleForm({ before, onDone }: PayerRuleFormProps) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [payer, setPayer] = useState(before?.payer ?? '');
  const [validFrom, setFrom] = useState('');
  const [source, setSource] = useState('');
  const [draft, setDraft] = useState<Draft>(before ?? nothing);
  const saving = useChange(
    (body: WritePayerRuleRequest, key) => writePayerRule(body, key),
    (rules) => {
      queryClient.setQueryData(payerRulesQuery.queryKey, rules);
      announce(`The rules of ${payer} are saved.`);
      onDone();
    },
  );
  const faults = faultsOf(saving.error);
  const { field } = fieldsOf(faults);
  const send = (): void => {
    const asked = Object.fromEntries(
      [...numbers, ...demands].map(({ name }) => [name, draft[name]]),
    ) as unknown;
    saving.mutate({ payer, validFrom, source, ...(asked as Draft) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <FormSummary faults={faults} attempt={saving.failureCount} code={codeOf(saving.error)} />
        <TextInput
          {...field('payer')}
          label="Payer"
          description="As authorisations name it"
          required
          maxLength={100}
          disabled={before !== null}
          value={payer}
          onChange={({ currentTarget }) => setPayer(currentTarget.value)}
        />
        <TextInput
          {...field('validFrom')}
          label="From"
          type="date"
          required
          value={validFrom}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        {numbers.map(({ name, label, max }) => (
          <NumberInput
            key={name}
            {...field(name)}
            label={label}
            placeholder="the payer says nothing"
            min={1}
            max={max}
            allowDecimal={false}
            value={draft[name] ?? ''}
            onChange={(value) => setDraft({ ...draft, [name]: typeof value === 'number' ? value : null })}
          />
        ))}
        {demands.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={label}
            checked={draft[name]}
            onChange={({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.checked })}
          />
        ))}
        <TextInput
          {...field('source')}
          label="Source"
          description="The policy, with its number and date"
          required
          maxLength={300}
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
