import type { ClinicView, PlannedSeriesView, SeriesView, UpdateSeriesRequest } from '@lull/contracts';
import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { ChangedMeanwhile, ShowNewState } from '../../ui/changed-meanwhile.js';
import { useEditedRow } from '../../ui/edited-row.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { PlanFields } from './plan-fields.js';
import { SymptomField } from './symptom-field.js';
import classes from './series-form.module.css';
import { draftFaults, draftOfSeries, numbersOf, seriesFieldWords, type SeriesDraft } from './series-plan.js';
import { seriesQuery } from '../../api/series.js';
import { updateSeries } from './series.queries.js';

interface EditSeriesFormProps {
  readonly series: SeriesView;
  readonly clinics: readonly ClinicView[];
  readonly onSaved: (series: PlannedSeriesView) => void;
  readonly onCancel: () => void;
}

/** The plan may change; patient and side never: another side is another series. */
export function EditSeriesForm({ series, clinics, onSaved, onCancel }: EditSeriesFormProps) {
  const queryClient = useQueryClient();
  const { seen, meanwhile, carryOver } = useEditedRow(series, draftOfSeries);
  const [draft, setDraft] = useState<SeriesDraft>(() => draftOfSeries(series));
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange((body: UpdateSeriesRequest, key) => updateSeries(seen, body, key), onSaved);
  const current = draftFaults(draft);
  const faults: readonly FormFault[] = [
    ...found.filter(({ field }) => current.some((fault) => fault.field === field)),
    ...faultsOf(saving.error),
  ];
  const { field } = fieldsOf(faults);
  const lookAnew = async (): Promise<void> => {
    setDraft(carryOver(await queryClient.fetchQuery({ ...seriesQuery(series.id), staleTime: 0 }), draft));
    saving.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    setFound(current);
    setAttempt(attempt + 1);
    if (current.length > 0) return;
    const { physicianId, sedation, gated, targetSymptom } = draft;
    saving.mutate(
      {
        physicianId,
        sedation,
        gated,
        ...(targetSymptom !== null && { targetSymptom }),
        ...numbersOf(draft),
      },
      { onError: () => setAttempt((before) => before + 1) },
    );
  };
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <FormSummary
          faults={faults}
          attempt={attempt}
          code={codeOf(saving.error)}
          action={isProblem(saving.error, 'stale') && <ShowNewState onPress={lookAnew} />}
        />
        <ChangedMeanwhile meanwhile={meanwhile} words={seriesFieldWords} />
        <SymptomField draft={draft} change={(change) => setDraft((before) => ({ ...before, ...change }))} />
        <PlanFields
          {...{ draft, field, clinics }}
          change={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <FormFoot deed="Save plan" pending={saving.isPending} leave="Cancel" onLeave={onCancel} />
      </Stack>
    </form>
  );
}
