import type { AuditAction } from '@lull/contracts';
import { auditReads, auditWrites } from '@lull/contracts/plain';
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TrailPatient } from './trail-patient.js';
import classes from './trail-page.module.css';
import { actionWords, nounWord } from './trail-words.js';
import { trailMembersQuery } from './trail.queries.js';

/** What stands in the address bar. */
export interface TrailFilters {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly patient?: string;
  readonly action?: AuditAction;
  readonly noun?: string;
}

interface TrailFiltersProps {
  readonly filters: TrailFilters;
  readonly onFilters: (filters: TrailFilters) => void;
}

const actions = (Object.keys(actionWords) as AuditAction[]).map((value) => ({
  value,
  label: actionWords[value],
}));
const nouns = [...new Set<string>([...auditReads, ...auditWrites])]
  .map((value) => ({ value, label: nounWord(value) }))
  .toSorted((one, other) => one.label.localeCompare(other.label, 'en'));

/** By whom, what, of whom and when: each narrows, and each stands in the address. */
export function TrailFilterFields({ filters, onFilters }: TrailFiltersProps) {
  const { data: members = [] } = useQuery(trailMembersQuery);
  const set = (name: keyof TrailFilters, value: string | null | undefined) =>
    onFilters({
      ...Object.fromEntries(Object.entries(filters).filter(([each]) => each !== name)),
      ...(value !== null && value !== undefined && value !== '' && { [name]: value }),
    });
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={filters[name] ?? ''}
      onChange={({ currentTarget }) => set(name, currentTarget.value)}
    />
  );
  const people = members.map(({ id, name, roles }) => ({
    value: id,
    label: `${name} (${roles.join(', ')})`,
  }));
  const known = filters.by === undefined || people.some(({ value }) => value === filters.by);
  return (
    <>
      <form className={classes['filters']} aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        {day('from', 'From')}
        {day('to', 'To')}
        <Select
          label="Who"
          placeholder="anybody"
          clearable
          searchable
          data={known ? people : [...people, { value: filters.by ?? '', label: 'one member' }]}
          value={filters.by ?? null}
          onChange={(value) => set('by', value)}
        />
        <Select
          label="What"
          placeholder="anything"
          clearable
          searchable
          data={nouns}
          value={filters.noun ?? null}
          onChange={(value) => set('noun', value)}
        />
        <Select
          label="What was done"
          placeholder="anything"
          clearable
          data={actions}
          value={filters.action ?? null}
          onChange={(value) => set('action', value)}
        />
        {Object.keys(filters).length > 0 && (
          <Button variant="subtle" onClick={() => onFilters({})}>
            Clear filters
          </Button>
        )}
      </form>
      <div className={classes['filters']}>
        <TrailPatient patient={filters.patient} onPatient={(patient) => set('patient', patient)} />
      </div>
    </>
  );
}
