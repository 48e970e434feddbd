import type { InjectionView, RecordedInjectionView, Side, SpineLevel } from '@lull/contracts';
import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { anaestheticOverMaximum, wallTimeAt } from '@lull/domain';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { serverNow } from '../../api/server-now.js';
import { useChange } from '../../api/use-change.js';
import { useDraft } from '../../ui/draft.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { SideChoice } from '../../ui/side-choice.js';
import { ComplicationFields } from './complication-fields.js';
import { drugsGiven } from './drug-draft.js';
import {
  draftOfInjection,
  emptyInjectionDraft,
  needleOutOf,
  somethingWasGiven,
  type InjectionDraft,
} from './injection-draft.js';
import { injectionFaults } from './injection-faults.js';
import classes from './injection-form.module.css';
import { timingWord } from './injection-words.js';
import { injectionRequest, type InjectionRequest } from './injection-request.js';
import { readMoment } from './moment.js';
import { MaximumDoseDialog } from './maximum-dose-dialog.js';
import { amendInjection, recordInjection } from './outcomes.queries.js';
import { ProcedureFields } from './procedure-fields.js';
import { SideCheck } from './side-check.js';

interface InjectionFormProps {
  readonly sessionId: string;
  /** Null: a new record. */
  readonly amended: InjectionView | null;
  readonly plannedSide: Side;
  /** The records of this session that stand beside this one: of the other side. */
  readonly standing: readonly InjectionView[];
  readonly memberId: string;
  readonly weightKg: number | null;
  readonly usesContrast: boolean;
  readonly offeredLevels: readonly SpineLevel[];
  readonly sedated: boolean;
  readonly zone: string;
  readonly now: number;
  /** The way to correct a record that stands already. */
  readonly renderCorrection: (injection: InjectionView) => ReactNode;
  readonly onRecorded: (injection: RecordedInjectionView) => void;
  readonly onCancel: () => void;
}

/** What was done on one side. The draft outlives a reload; a correction keeps the record that it corrects. */
export function InjectionForm({
  sessionId,
  amended,
  plannedSide,
  standing,
  memberId,
  weightKg,
  usesContrast,
  offeredLevels,
  sedated,
  zone,
  now,
  renderCorrection,
  onRecorded,
  onCancel,
}: InjectionFormProps) {
  const [draft, change, forget] = useDraft<InjectionDraft>(
    `injection:${memberId}:${amended === null ? sessionId : `${amended.id}:${amended.version}`}`,
    amended === null ? emptyInjectionDraft(sedated) : draftOfInjection(amended, zone),
  );
  const [attempt, setAttempt] = useState(0);
  const [asksWhy, setAsksWhy] = useState(false);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  useNeedleOutNow(draft, change, amended, zone);
  const saving = useChange(
    (body: InjectionRequest, key: string) =>
      amended === null ? recordInjection(sessionId, body, key) : amendInjection(amended, body, key),
    (recorded) => {
      forget();
      onRecorded(recorded);
    },
  );
  const current = injectionFaults(draft, zone, now, amended !== null);
  const faults: readonly FormFault[] = [
    ...found.filter(({ field }) => current.some((fault) => fault.field === field)),
    ...faultsOf(saving.error),
  ];
  const { field, errorOf } = fieldsOf(faults);
  const done = draft.status === 'completed';
  const otherSideDrugs = standing.filter(({ side }) => side !== draft.side).flatMap(({ drugs }) => drugs);
  const over = anaestheticOverMaximum(drugsGiven(draft.drugs), otherSideDrugs, weightKg);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    setFound(current);
    setAttempt(attempt + 1);
    if (current.length > 0) return;
    if (over !== null) setAsksWhy(true);
    else send('');
  };
  const send = (overMaximumReason: string): void => {
    const request = injectionRequest({ ...draft, overMaximumReason }, zone, amended !== null);
    if (request === null) return;
    saving.mutate(request, {
      onError: (error) => {
        setAttempt((before) => before + 1);
        // A weight that changed meanwhile, or the other side's record: the server judges, and asks as this form does.
        if (unexplainedMaximum(error) !== null) setAsksWhy(true);
      },
    });
  };

  return (
    <>
      <form className={classes['form']} onSubmit={submit} noValidate>
        <Stack gap="lg">
          <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
          <Stack gap="xs">
            <SideChoice
              label="Side injected"
              name="side"
              sides={['left', 'right']}
              value={draft.side}
              onChange={(side) => change({ side })}
              error={errorOf('side')}
            />
            <SideCheck chosen={draft.side} planned={plannedSide} {...{ standing, renderCorrection }} />
          </Stack>
          <Radio.Group
            label="Was it done?"
            value={draft.status}
            onChange={(value) => change({ status: value === 'not-done' ? 'not-done' : 'completed' })}
          >
            <div className={classes['row']}>
              <Radio value="completed" label="Completed" />
              <Radio value="not-done" label="Not done" />
            </div>
          </Radio.Group>
          {!done && (
            <TextInput
              {...field('statusReason')}
              label="Why not"
              withAsterisk
              maxLength={200}
              value={draft.statusReason}
              onChange={({ currentTarget }) => change({ statusReason: currentTarget.value })}
            />
          )}
          {done ? (
            <ProcedureFields
              {...{ draft, change, field, weightKg, otherSideDrugs, usesContrast, offeredLevels }}
            />
          ) : (
            <details className={classes['given']} open={somethingWasGiven(draft)}>
              <summary>What was given or measured all the same</summary>
              <ProcedureFields
                {...{ draft, change, field, weightKg, otherSideDrugs, usesContrast, offeredLevels }}
              />
            </details>
          )}
          <ComplicationFields
            chosen={draft.complications}
            onChange={(complications) => change({ complications })}
            timingOf={(onset) =>
              timingWord(readMoment(needleOutOf(draft), zone).at, readMoment(onset, zone).at)
            }
            field={field}
          />
          <Textarea
            {...field('note')}
            label="Note"
            autosize
            minRows={2}
            value={draft.note}
            onChange={({ currentTarget }) => change({ note: currentTarget.value })}
          />
          {amended !== null && (
            <TextInput
              {...field('amendReason')}
              label="Reason for the correction"
              withAsterisk
              maxLength={500}
              value={draft.amendReason}
              onChange={({ currentTarget }) => change({ amendReason: currentTarget.value })}
            />
          )}
          <FormFoot
            deed={amended === null ? 'Record injection' : 'Save correction'}
            pending={saving.isPending}
            leave="Discard"
            onLeave={() => {
              forget();
              onCancel();
            }}
          >
            <span className={classes['draft']}>Kept as a draft in this tab while you type</span>
          </FormFoot>
        </Stack>
      </form>
      {asksWhy && (
        <MaximumDoseDialog
          over={over}
          sentence={unexplainedMaximum(saving.error)}
          reason={draft.overMaximumReason}
          onConfirm={(overMaximumReason) => {
            setAsksWhy(false);
            change({ overMaximumReason });
            send(overMaximumReason);
          }}
          onClose={() => setAsksWhy(false)}
        />
      )}
    </>
  );
}

function unexplainedMaximum(error: unknown): string | null {
  if (!isProblem(error)) return null;
  return error.errors.find(({ code }) => code === 'outcomes.record-maximum-unexplained')?.detail ?? null;
}

/** A new record begins with the server's present time; what somebody typed or corrected is never overwritten. */
function useNeedleOutNow(
  draft: InjectionDraft,
  change: (change: Partial<InjectionDraft>) => void,
  amended: InjectionView | null,
  zone: string,
): void {
  const asked = useRef(false);
  const wanted = amended === null && draft.needleOut.text === '';
  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    serverNow().then(
      (now) =>
        change({
          needleOut: { text: wallTimeAt(now, zone), recordedAt: null },
          needleOutBegan: wallTimeAt(now, zone),
        }),
      // Without the server's time the field stays empty, and says that it is needed.
      () => undefined,
    );
  }, [wanted, change, zone]);
}
