import type { ReliefChoicesView, ReliefChoiceView } from '@lull/contracts';
import { sedationLevels } from '@lull/domain';
import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import classes from './relief-filters.module.css';
import type { ReliefQuestion } from './relief-report.queries.js';
import { compareWords } from './relief-report-words.js';

interface ReliefFiltersProps {
  readonly question: ReliefQuestion;
  /** Undefined until the first answer. */
  readonly choices: ReliefChoicesView | undefined;
  readonly onChange: (question: ReliefQuestion) => void;
}

type Filter = Exclude<keyof ReliefQuestion, 'from' | 'to' | 'intervalDays'>;

const dimensions = Object.entries(compareWords).map(([value, label]) => ({ value, label }));

/** Which injections, and beside what. */
export function ReliefFilters({ question, choices, onChange }: ReliefFiltersProps) {
  const change = (name: Filter, value: string | number | null): void => {
    const { [name]: _before, ...rest } = question;
    onChange({ ...rest, ...(value !== null && { [name]: value }) });
  };
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={question[name]}
      onChange={({ currentTarget }) =>
        currentTarget.value !== '' && onChange({ ...question, [name]: currentTarget.value })
      }
    />
  );
  const choose = (name: Filter, label: string, from: readonly ReliefChoiceView[]) => (
    <Select
      label={label}
      placeholder="all"
      clearable
      searchable={from.length > 8}
      data={from.map(({ key, label: word }) => ({ value: key, label: word }))}
      value={question[name] === undefined ? null : String(question[name])}
      onChange={(value) => change(name, name === 'ordinal' && value !== null ? Number(value) : value)}
    />
  );
  const sweating = question.definition === 'hdss2' || question.definition === 'hdss1';
  const ordinals = Array.from({ length: choices?.highestOrdinal ?? 1 }, (_, index) => String(index + 1));
  return (
    <form
      className={`${classes['filters']} no-print`}
      aria-label="Filters"
      onSubmit={(event) => event.preventDefault()}
    >
      <div>
        <div className={classes['label']} id="relief-definition">
          Relief of at least
        </div>
        <SegmentedControl
          aria-labelledby="relief-definition"
          data={
            sweating
              ? [
                  { value: 'hdss2', label: '2 steps' },
                  { value: 'hdss1', label: '1 step' },
                ]
              : [
                  { value: 'relief50', label: '50 %' },
                  { value: 'relief30', label: '30 %' },
                ]
          }
          value={question.definition ?? 'relief50'}
          onChange={(value) => change('definition', value === 'relief50' ? null : value)}
        />
      </div>
      <Select
        label="Given against"
        allowDeselect={false}
        data={[
          { value: 'pain', label: 'pain (NRS)' },
          { value: 'sweating', label: 'sweating (HDSS)' },
        ]}
        value={sweating ? 'sweating' : 'pain'}
        onChange={(value) => change('definition', value === 'sweating' ? 'hdss2' : null)}
      />
      {day('from', 'From')}
      {day('to', 'To')}
      <Select
        label="Compare by"
        placeholder="nothing"
        clearable
        data={dimensions}
        value={question.compare ?? null}
        onChange={(value) => change('compare', value)}
      />
      {(choices?.clinic.length ?? 0) > 1 && choose('clinicId', 'Clinic', choices?.clinic ?? [])}
      {choose('procedureTypeId', 'Procedure', choices?.['procedure-type'] ?? [])}
      {choose('physicianId', 'Physician', choices?.physician ?? [])}
      {choose('condition', 'Condition', choices?.condition ?? [])}
      {choose('side', 'Side', [
        { key: 'left', label: 'Left' },
        { key: 'right', label: 'Right' },
      ])}
      {choose(
        'sedation',
        'Sedation',
        sedationLevels.map((key) => ({ key, label: key })),
      )}
      {choose('steroid', 'Steroid', [
        { key: 'with', label: 'With steroid' },
        { key: 'without', label: 'Without' },
      ])}
      {choose(
        'ordinal',
        'Injection of the series',
        ordinals.map((key) => ({ key, label: `#${key}` })),
      )}
      {(choices?.versions.length ?? 0) > 1 &&
        choose(
          'version',
          'Version of the definition',
          (choices?.versions ?? []).map((key) => ({ key, label: key })),
        )}
      <NumberInput
        label="Re-inject every (days)"
        min={1}
        max={365}
        allowDecimal={false}
        value={question.intervalDays ?? 21}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1 && value <= 365)
            onChange({ ...question, intervalDays: value });
        }}
      />
    </form>
  );
}
