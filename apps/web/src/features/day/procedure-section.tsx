import type { ProcedureStepRequest, ProcedureStepView, RecoveryView } from '@lull/contracts';
import { procedureStepWords } from '@lull/contracts/plain';
import { Button, TextInput } from '@mantine/core';
import type { ProcedureStepState } from '@lull/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { codeOf, noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { timeText } from '../../ui/clock.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { BigChoice } from './big-choice.js';
import classes from './day-form.module.css';
import type { DaySectionProps } from './day-section.js';
import steps from './recovery.module.css';
import { recordSteps, recoveryQuery, useRecoveryChanged } from './recovery.queries.js';
import { stepStateWords } from './recovery-words.js';

const recordedIn: readonly string[] = ['in-room', 'recovering', 'discharged'];

/** The steps of the procedure: one tap writes one down, with the server's time (hazard H24). */
export function ProcedureSection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const { data: visit, error, refetch } = useQuery(recoveryQuery(session.id));
  const [by, setBy] = useState<string | null>(null);
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (visit === undefined) return <Loading heights={[280]} label="the steps" />;
  const mayRecord = member.may('recovery', 'record') && recordedIn.includes(visit.sessionState);
  const recordedOnes = visit.steps.filter(({ entry }) => entry !== null).length;
  return (
    <>
      {visit.roomTime?.long === true && (
        <p className={notice['note']}>
          <span className={notice['text']}>
            {visit.roomTime.minutes} minutes in the room: longer than usual.
          </span>
        </p>
      )}
      {visit.sessionState === 'in-room' && (
        <p className={steps['quiet']}>
          Lipid emulsion: {visit.lipidLocation ?? 'nobody has said where it is kept in this clinic'}.
        </p>
      )}
      {mayRecord && (
        <BigChoice
          label="Who does what you tap next"
          name="doneBy"
          choices={[
            { value: visit.physicianName, word: visit.physicianName },
            { value: '', word: 'I do' },
          ]}
          value={by}
          onChange={setBy}
        />
      )}
      {!mayRecord && recordedOnes === 0 && <p>The steps are written down in the room.</p>}
      <ol className={steps['steps']}>
        {visit.steps.map((step) => (
          <Step key={step.step} visit={visit} step={step} zone={zone} by={by} mayRecord={mayRecord} />
        ))}
      </ol>
    </>
  );
}

interface StepProps {
  readonly visit: RecoveryView;
  readonly step: ProcedureStepView;
  readonly zone: string;
  readonly by: string | null;
  readonly mayRecord: boolean;
}

function Step({ visit, step: { step, required, entry, disagrees }, zone, by, mayRecord }: StepProps) {
  const changed = useRecoveryChanged();
  const [asksWhy, setAsksWhy] = useState(false);
  const [reason, setReason] = useState('');
  const saving = useChange(
    (body: ProcedureStepRequest, key: string) => recordSteps(visit.sessionId, { steps: [body] }, key),
    (answer) => {
      setAsksWhy(false);
      setReason('');
      changed(answer);
    },
  );
  const word = procedureStepWords[step];
  const say = (state: ProcedureStepState): void =>
    saving.mutate({
      step,
      state,
      ...(state === 'done' && by !== null && by !== '' && { doneBy: by }),
      ...(state === 'not-done' && reason.trim() !== '' && { reason }),
    });
  const choose = (state: ProcedureStepState): void => {
    if (state === 'not-done') setAsksWhy(true);
    else say(state);
  };
  const states: readonly ProcedureStepState[] = required
    ? ['done', 'not-done']
    : ['done', 'not-done', 'not-applicable'];
  return (
    <li data-state={entry?.state ?? 'open'}>
      <div className={steps['step']}>
        <strong>{word}</strong>
        <span>{entry === null ? 'open' : entryText(entry, zone)}</span>
      </div>
      {disagrees && (
        <div className={notice['warn']} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <div className={notice['text']}>
            The record of the injection says otherwise. Correct this step, or the record.
          </div>
        </div>
      )}
      {mayRecord && (
        <div className={steps['answers']} role="group" aria-label={word}>
          {states.map((state) => (
            <Button
              key={state}
              variant={entry?.state === state ? 'filled' : 'default'}
              aria-pressed={entry?.state === state}
              loading={saving.isPending && saving.variables.state === state}
              disabled={saving.isPending}
              onClick={() => choose(state)}
            >
              {stepStateWords[state]}
            </Button>
          ))}
        </div>
      )}
      {asksWhy && (
        <div className={classes['when']}>
          <TextInput
            label={required ? 'Why was it not done?' : 'Why was it not done? (if there is something to say)'}
            maxLength={200}
            size="md"
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <div className={classes['foot']}>
            <Button size="md" disabled={required && reason.trim() === ''} onClick={() => say('not-done')}>
              Write down
            </Button>
            <Button size="md" variant="default" onClick={() => setAsksWhy(false)}>
              Leave it
            </Button>
          </div>
        </div>
      )}
      <FormSummary
        faults={faultsOf(saving.error)}
        attempt={saving.failureCount}
        code={codeOf(saving.error)}
      />
    </li>
  );
}

function entryText(
  { state, at, reason, doneBy, recordedBy }: NonNullable<ProcedureStepView['entry']>,
  zone: string,
): string {
  const who = doneBy ?? recordedBy;
  return [
    `${stepStateWords[state].toLowerCase()}${at === null ? '' : ` at ${timeText(at, zone)}`}`,
    state === 'done' ? (who === null ? null : `by ${who}`) : reason,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
