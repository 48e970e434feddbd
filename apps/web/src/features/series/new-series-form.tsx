import type { ClinicView, PlannedSeriesView } from '@lull/contracts';
import { Autocomplete, Button, Radio, Select, Stack, TextInput } from '@mantine/core';
import { codedSide } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useDraft } from '../../ui/draft.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { SideChoice } from '../../ui/side-choice.js';
import { sideWord } from '../../ui/side-word.js';
import { conditionCatalogue } from './condition-catalogue.js';
import { PlanFields } from './plan-fields.js';
import { SymptomField } from './symptom-field.js';
import classes from './series-form.module.css';
import { draftFaults, emptySeriesDraft, requestOf, sideDisagreement } from './series-plan.js';
import { createSeries } from './series.queries.js';

interface NewSeriesFormProps {
  readonly patientId: string;
  readonly memberId: string;
  /** A scheduler's plan is a proposal that a physician accepts. */
  readonly proposal: boolean;
  readonly clinics: readonly ClinicView[];
  readonly onCreated: (series: PlannedSeriesView) => void;
  readonly onCancel: () => void;
}

const purposes = [
  { value: 'therapeutic', label: 'Therapeutic', description: 'to relieve' },
  { value: 'diagnostic', label: 'Diagnostic', description: 'to find the source' },
  { value: 'pre-surgical', label: 'Pre-surgical', description: 'judged by the operation' },
] as const;

/** A new plan. Side and diagnosis are entered apart and must agree; neither fills in the other (hazard H1). */
export function NewSeriesForm({
  patientId,
  memberId,
  proposal,
  clinics,
  onCreated,
  onCancel,
}: NewSeriesFormProps) {
  const procedureTypes = clinics[0]?.procedureTypes ?? [];
  const only = procedureTypes.length === 1 ? (procedureTypes[0]?.id ?? '') : '';
  const [draft, change, forget] = useDraft(`series:${memberId}:${patientId}`, {
    ...emptySeriesDraft,
    procedureTypeId: only,
  });
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const creation = useChange(createSeries, (series) => {
    forget();
    onCreated(series);
  });
  const disagreement = sideDisagreement(draft);
  // What was found stays until it is put right; a fault that is gone must not be shown any longer.
  const current = draftFaults(draft);
  const faults: readonly FormFault[] = [
    ...found.filter(({ field }) => current.some((fault) => fault.field === field)),
    ...faultsOf(creation.error),
  ];
  const { field, errorOf } = fieldsOf(faults);
  const codes = conditionCatalogue.find(({ label }) => label === draft.conditionLabel)?.codes ?? [];
  const sideOfCode = codedSide(draft.icd10);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creation.reset();
    setFound(current);
    setAttempt(attempt + 1);
    const request = current.length === 0 ? requestOf(draft, patientId) : null;
    if (request !== null) creation.mutate(request, { onError: () => setAttempt((before) => before + 1) });
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <FormSummary faults={faults} attempt={attempt} code={codeOf(creation.error)} />
        {procedureTypes.length > 1 && (
          <Select
            {...field('procedureTypeId')}
            label="Procedure"
            withAsterisk
            data={procedureTypes.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.procedureTypeId === '' ? null : draft.procedureTypeId}
            onChange={(value) => change({ procedureTypeId: value ?? '' })}
          />
        )}
        <Autocomplete
          {...field('conditionLabel')}
          label="Condition"
          description="Choose from the list, or write it"
          withAsterisk
          data={conditionCatalogue.map(({ label }) => label)}
          value={draft.conditionLabel}
          onChange={(conditionLabel) => {
            const [first, ...others] =
              conditionCatalogue.find(({ label }) => label === conditionLabel)?.codes ?? [];
            // A code that names a side is never filled in.
            change({
              conditionLabel,
              ...(first !== undefined && others.length === 0 && { icd10: first.icd10 }),
            });
          }}
        />
        <div>
          <TextInput
            {...field('icd10')}
            label="ICD-10-CM code"
            withAsterisk
            maw={220}
            value={draft.icd10}
            autoComplete="off"
            spellCheck={false}
            description={
              sideOfCode === null ? 'This code names no side' : `This code names ${sideWord(sideOfCode)}`
            }
            {...(draft.icd10 === '' && { description: undefined })}
            onChange={({ currentTarget }) => change({ icd10: currentTarget.value.trim().toUpperCase() })}
          />
          {codes.length > 1 && (
            <div className={classes['radios']}>
              {codes.map(({ icd10, side }) => (
                <Button
                  key={icd10}
                  size="xs"
                  variant={draft.icd10 === icd10 ? 'filled' : 'default'}
                  onClick={() => change({ icd10 })}
                >
                  {icd10} {side === null ? '' : `· ${side}`}
                </Button>
              ))}
            </div>
          )}
        </div>
        <SideChoice
          label="Side to treat"
          name="side"
          sides={['left', 'right', 'both']}
          value={draft.side}
          onChange={(side) => change({ side })}
          error={disagreement ?? errorOf('side')}
        />
        <Radio.Group
          {...field('purpose')}
          label="Purpose"
          withAsterisk
          value={draft.purpose}
          onChange={(value) =>
            change({ purpose: purposes.find((each) => each.value === value)?.value ?? null })
          }
        >
          <div className={classes['radios']}>
            {purposes.map((purpose) => (
              <Radio key={purpose.value} {...purpose} />
            ))}
          </div>
        </Radio.Group>
        <SymptomField {...{ draft, change }} />
        <PlanFields {...{ draft, change, field, clinics }} />
        <FormFoot
          deed={proposal ? 'Propose series' : 'Begin series'}
          pending={creation.isPending}
          leave="Discard"
          onLeave={() => {
            forget();
            onCancel();
          }}
        />
      </Stack>
    </form>
  );
}
