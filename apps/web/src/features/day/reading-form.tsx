import type { RecordRecoveryReadingRequest, RecoveryView } from '@lull/contracts';
import { Checkbox, NumberInput } from '@mantine/core';
import { expectedEffects, type ExpectedEffect } from '@lull/domain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { NrsChoice } from '../../ui/nrs-choice.js';
import { sideWord } from '../../ui/side-word.js';
import { BigChoice, YesNo } from './big-choice.js';
import classes from './day-form.module.css';
import { effectWords } from './recovery-words.js';
import { recordReading, useRecoveryChanged } from './recovery.queries.js';
import { pointsOf, ScoreFields, type ScoreDraft, type ScoreName } from './score-fields.js';
import { readStamp, TimeStampField, type StampDraft } from './time-stamp-field.js';

const feet = ['left', 'right'] as const;
type PerFoot<Value> = Readonly<Record<(typeof feet)[number], Value>>;

/** One look at the patient. What was not looked at stays empty; nothing is carried over from the reading before (H19). */
export function ReadingForm({ visit, zone }: { readonly visit: RecoveryView; readonly zone: string }) {
  const changed = useRecoveryChanged();
  const [scoreName, setScoreName] = useState<ScoreName>('aldrete');
  const [score, setScore] = useState<ScoreDraft>({});
  const [nrs, setNrs] = useState<number | null>(null);
  const [strength, setStrength] = useState<PerFoot<string | null>>({ left: null, right: null });
  const [standsSafely, setStandsSafely] = useState<boolean | null>(null);
  const [celsius, setCelsius] = useState<PerFoot<number | string>>({ left: '', right: '' });
  const [effects, setEffects] = useState<readonly ExpectedEffect[]>([]);
  const [stamp, setStamp] = useState<StampDraft | null>(null);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const clear = (): void => {
    setScore({});
    setNrs(null);
    setStrength({ left: null, right: null });
    setStandsSafely(null);
    setCelsius({ left: '', right: '' });
    setEffects([]);
    setStamp(null);
  };
  const saving = useChange(
    (body: RecordRecoveryReadingRequest, key: string) => recordReading(visit.sessionId, body, key),
    (answer) => {
      clear();
      changed(answer);
    },
  );
  const faults = [...found, ...faultsOf(saving.error)];
  const { errorOf } = fieldsOf(faults);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const when = readStamp(stamp, zone);
    const points = pointsOf(scoreName, score);
    const missing: FormFault[] = [
      ...(points === null && Object.keys(score).length > 0
        ? [{ field: 'score', sentence: 'Score all five items, or none.' }]
        : []),
      ...(when.fault === null ? [] : [{ field: 'readAt', sentence: when.fault }]),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0) return;
    const number = (text: number | string): number | null => (text === '' ? null : Number(text));
    saving.mutate(
      {
        ...(when.at !== null && { at: when.at }),
        [scoreName]: points,
        nrs,
        leftLegStrength: strength.left === null ? null : Number(strength.left),
        rightLegStrength: strength.right === null ? null : Number(strength.right),
        standsSafely,
        leftFootC: number(celsius.left),
        rightFootC: number(celsius.right),
        effects: [...effects],
        note: when.reason,
      },
      { onError: () => setAttempt((times) => times + 1) },
    );
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate aria-label="New reading">
      <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
      {visit.sedated && (
        <ScoreFields name={scoreName} onName={setScoreName} draft={score} onChange={setScore} />
      )}
      <NrsChoice value={nrs} onChange={setNrs} error={undefined} />
      {feet.map((foot) => (
        <BigChoice
          key={foot}
          label={`Strength of the ${sideWord(foot).toLowerCase()} leg (5 is full strength)`}
          name={`${foot}LegStrength`}
          choices={['5', '4', '3', '2', '1', '0'].map((value) => ({ value, word: value }))}
          value={strength[foot]}
          onChange={(value) => setStrength({ ...strength, [foot]: value })}
        />
      ))}
      <YesNo
        label={`Stands safely on the ${visit.side === 'both' ? 'injected legs, one after the other' : `injected (${visit.side}) leg`}`}
        name="standsSafely"
        value={standsSafely}
        onChange={setStandsSafely}
      />
      <div className={classes['row']}>
        {feet.map((foot) => (
          <NumberInput
            key={foot}
            id={`field-${foot}FootC`}
            label={`${sideWord(foot)} foot, °C`}
            hideControls
            decimalScale={1}
            inputMode="decimal"
            size="md"
            error={errorOf(`${foot}FootC`)}
            value={celsius[foot]}
            onChange={(value) => setCelsius({ ...celsius, [foot]: value })}
          />
        ))}
      </div>
      <fieldset className={classes['group']}>
        <legend>Expected for some hours</legend>
        <div className={classes['choices']}>
          {expectedEffects.map((effect) => (
            <Checkbox
              key={effect}
              size="md"
              label={effectWords[effect]}
              checked={effects.includes(effect)}
              onChange={({ currentTarget }) =>
                setEffects(
                  currentTarget.checked ? [...effects, effect] : effects.filter((each) => each !== effect),
                )
              }
            />
          ))}
        </div>
      </fieldset>
      <TimeStampField name="readAt" zone={zone} value={stamp} onChange={setStamp} error={errorOf('readAt')} />
      <FormFoot deed="Record reading" pending={saving.isPending} />
    </form>
  );
}
