import type { DecideRequest, SeriesDecisionsView, SeriesView } from '@lull/contracts';
import { decisionWordTexts, seriesEndReasonTexts } from '@lull/contracts/plain';
import { Modal, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { sedationLevels, seriesEndReasons, type SedationLevel, type SeriesEndReason } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { dateTimeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import type { Said } from './decision.queries.js';
import { afterStopText, freedText, type ZoneOf } from './decision-words.js';
import classes from './decision.module.css';

const intervals = [
  ['minimumIntervalDays', 'Minimum'],
  ['targetIntervalDays', 'Target'],
  ['maximumIntervalDays', 'Maximum'],
] as const;

interface DecideDialogProps {
  readonly word: 'change' | 'pause' | 'stop';
  readonly series: SeriesView;
  readonly view: SeriesDecisionsView;
  readonly zoneOf: ZoneOf;
  readonly error: Error | null;
  readonly attempt: number;
  readonly pending: boolean;
  readonly onDecide: (said: Said) => void;
  readonly onClose: () => void;
}

/** What the word needs to be said, with what follows from it. */
export function DecideDialog(props: DecideDialogProps) {
  const { word, series, view, zoneOf, error, attempt, pending, onDecide, onClose } = props;
  const [endReason, setEndReason] = useState<SeriesEndReason | null>(null);
  const [plan, setPlan] = useState<Plan>(() => planOf(series));
  const [note, setNote] = useState('');
  const faults = faultsOf(error);
  const { field } = fieldsOf(faults);
  useFocusBack();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const noted = note.trim();
    onDecide({
      word,
      ...(word === 'stop' && endReason !== null && { endReason }),
      ...(word === 'change' && { plan: changedPlan(series, plan) }),
      ...(noted !== '' && { note: noted }),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={`${decisionWordTexts[word]}: ${series.procedureName}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <FormSummary faults={faults} attempt={attempt} />
          {word === 'stop' && (
            <>
              <NativeSelect
                {...field('endReason')}
                label="Reason"
                required
                data-autofocus
                value={endReason ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  setEndReason(seriesEndReasons.find((each) => each === value) ?? null)
                }
                data={[
                  { value: '', label: 'Choose', disabled: true },
                  ...seriesEndReasons
                    .filter((reason) => reason !== 'plan-completed')
                    .map((value) => ({ value, label: seriesEndReasonTexts[value] })),
                ]}
                description={afterStopText(view, endReason)}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
              />
              <div>
                <Text size="sm">{freedText(view)}</Text>
                {view.freed.length > 0 && (
                  <ul className={classes['freed']} aria-label="Sessions that are freed">
                    {view.freed.map(({ id, start, clinicId }) => (
                      <li key={id}>{dateTimeText(start, zoneOf(clinicId))}</li>
                    ))}
                  </ul>
                )}
              </div>
              <Text size="sm">
                It can be taken back for a minute, while the times are still free. After that a further plan
                is a new series.
              </Text>
            </>
          )}
          {word === 'change' && (
            <>
              <fieldset className={classes['fields']}>
                <legend>Days between injections</legend>
                {intervals.map(([name, label], index) => (
                  <NumberInput
                    key={name}
                    {...field(name)}
                    label={label}
                    value={plan[name]}
                    min={1}
                    max={365}
                    allowDecimal={false}
                    suffix=" days"
                    {...(index === 0 && { 'data-autofocus': true })}
                    onChange={(value) => setPlan({ ...plan, [name]: value })}
                  />
                ))}
              </fieldset>
              <NativeSelect
                {...field('sedation')}
                label="Sedation"
                value={plan.sedation}
                data={[...sedationLevels]}
                onChange={({ currentTarget: { value } }) =>
                  setPlan({
                    ...plan,
                    sedation: sedationLevels.find((each) => each === value) ?? plan.sedation,
                  })
                }
              />
              <TextInput
                {...field('plan.drugs')}
                label="Drugs for the next injection"
                placeholder="As the last time"
                maxLength={300}
                value={plan.drugs}
                onChange={({ currentTarget }) => setPlan({ ...plan, drugs: currentTarget.value })}
              />
              <Text size="sm">
                The next session is confirmed if it keeps the new plan; otherwise a task is opened to place it
                anew. Another side is a new series.
              </Text>
            </>
          )}
          {word === 'pause' && (
            <Text size="sm">
              What is booked stays booked, and nothing more is booked until the series is continued.
            </Text>
          )}
          <Textarea
            {...field('note')}
            label={word === 'pause' ? 'Why, and until when' : 'Note'}
            autosize
            minRows={2}
            maxLength={1000}
            {...(word === 'pause' && { 'data-autofocus': true })}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <DialogFoot
            deed={deeds[word]}
            red={word === 'stop'}
            pending={pending}
            leave="Not now"
            onLeave={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

const deeds = { change: 'Change the plan', pause: 'Pause the series', stop: 'Stop the series' } as const;

interface Plan {
  readonly minimumIntervalDays: number | string;
  readonly targetIntervalDays: number | string;
  readonly maximumIntervalDays: number | string;
  readonly sedation: SedationLevel;
  readonly drugs: string;
}

function planOf(series: SeriesView): Plan {
  const { minimumIntervalDays, targetIntervalDays, maximumIntervalDays, sedation } = series;
  return { minimumIntervalDays, targetIntervalDays, maximumIntervalDays, sedation, drugs: '' };
}

/** Only what is another than the plan; an emptied number is sent as it is and refused there. */
function changedPlan(series: SeriesView, plan: Plan): NonNullable<DecideRequest['plan']> {
  const drugs = plan.drugs.trim();
  return {
    ...Object.fromEntries(
      intervals.flatMap(([name]) => (plan[name] === series[name] ? [] : [[name, Number(plan[name])]])),
    ),
    ...(plan.sedation !== series.sedation && { sedation: plan.sedation }),
    ...(drugs !== '' && { drugs }),
  };
}
