import type { ProblemReason, RecordDischargeRequest, RecoveryView, SessionView } from '@lull/contracts';
import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { isProblem, noticeOf } from '../../api/problem.js';
import { stepSession, useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { FormFoot } from '../../ui/form-foot.js';
import notice from '../../ui/notice.module.css';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { YesNo } from './big-choice.js';
import classes from './day-form.module.css';
import { recordDischarge, useRecoveryChanged } from './recovery.queries.js';
import styles from './recovery.module.css';

interface DischargeFormProps {
  readonly session: SessionView;
  readonly visit: RecoveryView;
}

/** What this form itself says; the rest is said by readings, steps and records. */
const saidHere: readonly string[] = [
  'discharge.not-recorded',
  'discharge.escort-not-present',
  'discharge.after-care-not-told',
  'discharge.after-care-not-said-back',
];

/** The escort, the after-care, and a reason for each thing that is set aside; then the patient goes. */
export function DischargeForm({ session, visit }: DischargeFormProps) {
  const changed = useRecoveryChanged();
  const sessionChanged = useSessionChanged();
  const [escortPresent, setEscortPresent] = useState<boolean | null>(null);
  const [name, setName] = useState('');
  const [relation, setRelation] = useState('');
  const [afterCareTold, setAfterCareTold] = useState<boolean | null>(null);
  const [saidBack, setSaidBack] = useState<boolean | null>(null);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const leaving = useMutation({
    mutationFn: () => stepSession(session, 'discharged'),
    onSuccess: sessionChanged,
  });
  const saving = useChange(
    (body: RecordDischargeRequest, key: string) => recordDischarge(session.id, body, key),
    (answer) => {
      changed(answer);
      leaving.mutate();
    },
  );
  const refused = isProblem(saving.error) ? saving.error.errors : null;
  const standing: readonly ProblemReason[] =
    refused ?? visit.open.filter(({ code }) => !saidHere.includes(code));
  const soft = standing.filter(({ overridable }) => overridable === true);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    leaving.reset();
    const overrides = Object.entries(reasons)
      .filter(([, reason]) => reason.trim() !== '')
      .map(([code, reason]) => ({ code, reason }));
    saving.mutate({
      escort:
        name.trim() === '' || relation.trim() === ''
          ? null
          : { name, relation, present: escortPresent === true },
      afterCareTold: afterCareTold === true,
      saidBack: saidBack === true,
      overrides,
    });
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate aria-label="Discharge">
      {visit.sedated && (
        <p className={notice['note']}>
          <span className={notice['text']}>
            <strong>Sedated.</strong> The patient leaves with an escort who stands here, and not alone.
          </span>
        </p>
      )}
      <YesNo
        label="Is an escort here?"
        name="escortPresent"
        value={escortPresent}
        onChange={setEscortPresent}
      />
      {escortPresent === true && (
        <div className={classes['row']}>
          <TextInput
            id="field-escort.name"
            label="Name of the escort"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            id="field-escort.relation"
            label="Who is it to the patient?"
            placeholder="sister, neighbour, …"
            value={relation}
            onChange={({ currentTarget }) => setRelation(currentTarget.value)}
          />
        </div>
      )}
      <YesNo
        label="After-care told and handed over?"
        name="afterCareTold"
        value={afterCareTold}
        onChange={setAfterCareTold}
      />
      <YesNo
        label="“What will you do at home, and when do you call us?” Said back in the patient’s own words?"
        name="saidBack"
        value={saidBack}
        onChange={setSaidBack}
      />
      {standing.length > 0 && (
        <div className={notice[refused === null ? 'warn' : 'bad']} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          <div className={notice['text']}>
            <strong>{refused === null ? 'Still open' : 'The patient stays for now'}</strong>
            <ul className={styles['reasons']}>
              {standing.map(({ code, detail }) => (
                <li key={`${code} ${detail}`}>{detail}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {refused === null && saving.error !== null && <ProblemNotice {...noticeOf(saving.error)} />}
      {soft.length > 0 && (
        <details open={refused !== null}>
          <summary>Let the patient go all the same, with a reason for each</summary>
          <div className={classes['when']}>
            {soft.map(({ code, detail }) => (
              <TextInput
                key={`${code} ${detail}`}
                label={detail}
                placeholder="Why all the same"
                maxLength={500}
                value={reasons[code] ?? ''}
                onChange={({ currentTarget }) => setReasons({ ...reasons, [code]: currentTarget.value })}
              />
            ))}
          </div>
        </details>
      )}
      {leaving.error !== null && <ProblemNotice {...noticeOf(leaving.error)} />}
      <FormFoot deed="Discharge" pending={saving.isPending || leaving.isPending} />
    </form>
  );
}
