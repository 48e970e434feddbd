import type { RecordVitalSignsRequest, VitalSignsStateView, VitalSignsView } from '@lull/contracts';
import { TextInput } from '@mantine/core';
import { judgedByTexts } from '@lull/contracts/plain';
import { instrumentsFor, vitalSignsPolicy, type VitalMeasure } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import notice from '../../ui/notice.module.css';
import { NrsChoice } from '../../ui/nrs-choice.js';
import { sideWord } from '../../ui/side-word.js';
import { BigChoice, YesNo } from './big-choice.js';
import classes from './day-form.module.css';
import { recordVitalSigns } from './day.queries.js';
import { readStamp, TimeStampField, type StampDraft } from './time-stamp-field.js';
import {
  emptyVitals,
  measureFields,
  quantityText,
  readVitals,
  weightReadBack,
  type PainDraft,
} from './vitals-draft.js';

interface VitalsFormProps {
  readonly sessionId: string;
  readonly zone: string;
  readonly state: VitalSignsStateView;
  /** The reading that this one corrects; its values are shown, and entered anew (hazard H19). */
  readonly corrects: VitalSignsView | null;
  readonly onRecorded: (state: VitalSignsStateView) => void;
  readonly onCancel?: () => void;
}

/** What is measured before the needle. The unit stands beside the field or is chosen; it is never typed. */
export function VitalsForm({ sessionId, zone, state, corrects, onRecorded, onCancel }: VitalsFormProps) {
  const { seriesId, seriesSide, targetSymptom, diabetic, weightKg } = state;
  const [draft, setDraft] = useState(emptyVitals);
  const [stamp, setStamp] = useState<StampDraft | null>(null);
  const [amendReason, setAmendReason] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: RecordVitalSignsRequest, key: string) => recordVitalSigns(sessionId, body, key),
    onRecorded,
  );
  const faults = [...found, ...faultsOf(saving.error)];
  const { field, errorOf } = fieldsOf(faults);
  const sides = seriesSide === 'both' ? (['left', 'right'] as const) : (['own'] as const);

  const type = (measure: VitalMeasure, text: string): void =>
    setDraft((before) => ({ ...before, typed: { ...before.typed, [measure]: text } }));
  const rate = (side: 'own' | 'left' | 'right', part: Partial<PainDraft>): void =>
    setDraft((before) => ({
      ...before,
      pain: { ...before.pain, [side]: { ...before.pain[side], ...part } },
    }));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const read = readVitals(draft, seriesSide);
    const when = readStamp(stamp, zone);
    const missing = [
      ...read.faults,
      ...(when.fault === null ? [] : [{ field: 'measuredAt', sentence: when.fault }]),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0) return;
    saving.mutate(
      {
        ...read.request,
        ...(when.at !== null && { measuredAt: when.at, timeReason: when.reason }),
        ...(corrects !== null && { amends: corrects.id, amendReason }),
      },
      { onError: () => setAttempt((times) => times + 1) },
    );
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
      {targetSymptom !== 'pain' && (
        <div className={notice['note']} role="note">
          <p className={notice['text']}>
            {judgedByTexts[targetSymptom]}{' '}
            <a href={`/series/${seriesId}?record=instrument`}>
              Record {instrumentsFor(targetSymptom)[0]?.name} before the injection
            </a>
            : it is the baseline. Pain may be rated as well.
          </p>
        </div>
      )}
      {sides.map((side) => (
        <fieldset key={side} className={classes['group']}>
          <legend>{side === 'own' ? 'Pain now, before the injection' : `Pain now, ${sideWord(side)}`}</legend>
          <NrsChoice value={draft.pain[side].value} onChange={(value) => rate(side, { value })} />
          {draft.pain[side].value !== null && (
            <div className={classes['when']}>
              <YesNo
                label="An analgesic for this pain in the 6 hours before?"
                name={`rescue-${side}`}
                value={draft.pain[side].rescue}
                onChange={(rescue) => rate(side, { rescue })}
                error={errorOf(`rescue-${side}`)}
              />
            </div>
          )}
        </fieldset>
      ))}
      <div className={classes['row']}>
        {measureFields
          .filter(({ measure }) => measure !== 'glucoseMgDl' || diabetic)
          .map(({ measure, label }) => {
            const { unit } = vitalSignsPolicy.ranges[measure];
            const last = corrects?.[measure] ?? null;
            return (
              <div key={measure}>
                <TextInput
                  {...field(measure)}
                  label={measure === 'weightKg' ? label : `${label}, ${unit}`}
                  inputMode="decimal"
                  autoComplete="off"
                  value={draft.typed[measure]}
                  rightSection={measure === 'weightKg' ? undefined : <span aria-hidden>{unit}</span>}
                  rightSectionWidth={64}
                  onChange={({ currentTarget }) => type(measure, currentTarget.value)}
                />
                {last !== null && <small>Recorded before: {quantityText(measure, last)}</small>}
                {measure === 'weightKg' && (
                  <>
                    <BigChoice
                      label="Unit of the weight"
                      name="weightUnit"
                      choices={[
                        { value: 'kg', word: 'kg' },
                        { value: 'lb', word: 'lb' },
                      ]}
                      value={draft.weightUnit}
                      onChange={(weightUnit) => setDraft((before) => ({ ...before, weightUnit }))}
                      error={errorOf('weightUnit')}
                    />
                    <small>
                      {weightReadBack(draft) ??
                        (weightKg === null
                          ? 'No weight is known.'
                          : `In the record: ${quantityText('weightKg', weightKg)}`)}
                    </small>
                  </>
                )}
              </div>
            );
          })}
      </div>
      {corrects !== null && (
        <TextInput
          {...field('amendReason')}
          label="Why it is corrected"
          value={amendReason}
          onChange={({ currentTarget }) => setAmendReason(currentTarget.value)}
        />
      )}
      <TimeStampField
        name="measuredAt"
        zone={zone}
        value={stamp}
        onChange={setStamp}
        error={errorOf('measuredAt')}
      />
      <FormFoot deed="Record vital signs" pending={saving.isPending} onLeave={onCancel} />
    </form>
  );
}
