import type { DrugRole } from '@lull/contracts';
import type { DrugGiven } from '@lull/domain';
import { ActionIcon, Autocomplete, Button, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { AnaestheticTotal } from './anaesthetic-total.js';
import { drugsOfRole, solutionOf } from './drug-catalogue.js';
import { drugField, mostDrugs, withDrug, type DrugDraft } from './drug-draft.js';
import classes from './drug-fields.module.css';
import { drugRoleTitle, drugRoleWords } from './injection-words.js';

interface DrugFieldsProps {
  readonly rows: readonly DrugDraft[];
  readonly onChange: (rows: readonly DrugDraft[]) => void;
  readonly field: (name: string) => { id: string; error: string | undefined };
  readonly weightKg: number | null;
  /** What the other side was given in this session. */
  readonly otherSideDrugs: readonly DrugGiven[];
  /** An injection that was done has a local anaesthetic. */
  readonly required: boolean;
}

const roles = Object.keys(drugRoleWords) as readonly DrugRole[];

/** Every drug that was given, a row each: chosen from a list or written, amounts with their unit (hazards H10 and H25). */
export function DrugFields({ rows, onChange, field, weightKg, otherSideDrugs, required }: DrugFieldsProps) {
  const edit = (key: number, change: Partial<DrugDraft>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const group = field('drugs');
  return (
    <fieldset className={classes['drugs']} id={group.id} tabIndex={-1}>
      <legend>Drugs given</legend>
      {rows.map((row, index) => {
        const earlier = rows.slice(0, index).filter(({ role }) => role === row.role).length;
        return (
          <DrugRow
            key={row.key}
            row={row}
            title={`${drugRoleTitle(row.role)}${earlier === 0 ? '' : ` (${earlier + 1})`}`}
            required={required && row.role === 'local-anaesthetic' && earlier === 0}
            field={(part) => field(`${drugField(rows, row)}.${part}`)}
            onChange={(change) => edit(row.key, change)}
            onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        );
      })}
      {group.error !== undefined && <p className={classes['error']}>{group.error}</p>}
      <AnaestheticTotal {...{ rows, otherSideDrugs, weightKg }} />
      {rows.length < mostDrugs && (
        <fieldset className={classes['add']} aria-label="Add a drug">
          {roles.map((role) => (
            <Button
              key={role}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => onChange(withDrug(rows, role))}
            >
              {drugRoleTitle(role)}
            </Button>
          ))}
        </fieldset>
      )}
    </fieldset>
  );
}

interface DrugRowProps {
  readonly row: DrugDraft;
  readonly title: string;
  readonly required: boolean;
  readonly field: (part: string) => { id: string; error: string | undefined };
  readonly onChange: (change: Partial<DrugDraft>) => void;
  readonly onRemove: () => void;
}

function DrugRow({ row, title, required, field, onChange, onRemove }: DrugRowProps) {
  return (
    <fieldset className={classes['row']} aria-label={title}>
      <Autocomplete
        {...field('drug')}
        label={title}
        withAsterisk={required}
        placeholder={required ? 'Choose or write' : 'None given'}
        maxLength={200}
        data={[...drugsOfRole[row.role]]}
        value={row.drug}
        onChange={(text) => {
          const solution = solutionOf(text);
          onChange(
            solution === undefined
              ? { drug: text }
              : { drug: solution.drug, concentrationPercent: solution.percent },
          );
        }}
      />
      <NumberInput
        {...field('concentrationPercent')}
        label="Concentration"
        hideControls
        suffix=" %"
        placeholder="%"
        min={0}
        max={100}
        decimalScale={3}
        value={row.concentrationPercent}
        onChange={(value) => onChange({ concentrationPercent: value })}
      />
      <NumberInput
        {...field('volumeMl')}
        label="Volume"
        withAsterisk={required}
        hideControls
        suffix=" mL"
        placeholder="mL"
        min={0}
        max={200}
        decimalScale={2}
        value={row.volumeMl}
        onChange={(value) => onChange({ volumeMl: value })}
      />
      <NumberInput
        {...field('doseMg')}
        label="Dose"
        hideControls
        suffix=" mg"
        placeholder="mg"
        min={0}
        max={2000}
        decimalScale={3}
        value={row.doseMg}
        onChange={(value) => onChange({ doseMg: value })}
      />
      <ActionIcon
        className={classes['remove']}
        variant="subtle"
        color="gray"
        size={30}
        aria-label={`Remove: ${title}`}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}
