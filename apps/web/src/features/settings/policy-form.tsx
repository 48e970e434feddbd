import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { PolicyVersionView, StandingSessionView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FigureFields } from './figure-fields.js';
import { figuresAnewText, PolicyPreview } from './policy-preview.js';
import { SettingsFrame } from './settings-frame.js';
import {
  addPolicy,
  policyVersionsQuery,
  previewPolicy,
  type AddPolicyRequest,
  type PolicyPreviewShown,
  type PreviewPolicyRequest,
} from './policies.queries.js';
import { policyKinds, type PolicyKind } from './policy-kinds.js';
import classes from './settings.module.css';

interface PolicyFormProps {
  readonly kind: PolicyKind;
  /** What a further version follows. */
  readonly newest: PolicyVersionView<object>;
  /** The version that is brought back; null: figures are written. */
  readonly reverted: PolicyVersionView<object> | null;
  readonly today: string;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A further version: written, then checked against the sessions that stand, then used. */
export function PolicyForm({
  kind,
  newest,
  reverted,
  today,
  renderSession,
  onDone,
  onClose,
}: PolicyFormProps) {
  const [seen] = useState(newest);
  const [figures, setFigures] = useState<object>(() => reverted?.figures ?? newest.figures);
  const [effectiveFrom, setFrom] = useState(addCivilDays(today, 1));
  const [source, setSource] = useState('');
  const [tells, setTells] = useState(true);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const { groups, from } = policyKinds[kind];
  const asked: PreviewPolicyRequest = { basedOnVersion: seen.version, effectiveFrom, figures };
  const preview = useMutation({
    mutationFn: async (request: PreviewPolicyRequest) => ({
      text: JSON.stringify(request),
      shown: await previewPolicy(kind, request),
    }),
    onSuccess: ({ shown }) => announce(previewWords(shown)),
  });
  const save = useChange(
    (body: AddPolicyRequest, key) => addPolicy(kind, body, key),
    async (versions) => {
      queryClient.setQueryData(policyVersionsQuery(kind).queryKey, versions);
      announce(`Version ${versions[0]?.version ?? ''} is written.`);
      onDone();
      await readAnew(queryClient, 'settings');
    },
  );
  // What was shown holds only for what stands in the form now.
  const shown = preview.data?.text === JSON.stringify(asked) ? preview.data.shown : null;
  const checked = shown?.accepted === true;
  const toTell = shown?.toTell ?? 0;
  const faults = faultsOf(save.error);
  const errorAt = (path: string): string | undefined =>
    shown?.refusals.find(({ pointer }) => pointer === `/${path}`)?.detail ??
    faults.find(({ field }) => field === path)?.sentence;
  const { field } = fieldsOf(faults);
  return (
    <SettingsFrame
      saving={checked || save.error !== null ? save : preview}
      deed={checked ? 'Use it' : 'Check it'}
      onSend={() => {
        if (checked)
          save.mutate({
            basedOnVersion: asked.basedOnVersion,
            effectiveFrom,
            figures: asked.figures,
            source,
            ...(toTell > 0 && { tellPatients: tells }),
            ...(reverted !== null && { revertsTo: reverted.version }),
          });
        else preview.mutate(asked);
      }}
      onClose={onClose}
    >
      <TextInput
        {...field('effectiveFrom')}
        error={errorAt('effectiveFrom')}
        type="date"
        label={from.label}
        description={from.about}
        required
        min={today}
        value={effectiveFrom}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <Textarea
        {...field('source')}
        label="Source"
        description="On whose word: a guideline with its year, a decision of the clinic with its date."
        required
        autosize
        minRows={2}
        maxLength={300}
        value={source}
        onChange={({ currentTarget }) => setSource(currentTarget.value.replaceAll(/\s*\n\s*/g, ' '))}
      />
      {reverted === null ? (
        <FigureFields groups={groups} figures={figures} errorAt={errorAt} onChange={setFigures} />
      ) : (
        <p className={classes['quiet']}>
          All figures as in version {reverted.version}. It becomes a version of its own; those between stay to
          be seen.
        </p>
      )}
      {shown !== null && <PolicyPreview groups={groups} view={shown} renderSession={renderSession} />}
      {toTell > 0 && (
        <Checkbox
          label={
            toTell === 1
              ? 'Send the new times to the patient of 1 session'
              : `Send the new times to the patients of ${toTell} sessions`
          }
          description="By e-mail and text message, as each patient agreed. Otherwise the clinic tells them."
          checked={tells}
          onChange={({ currentTarget }) => setTells(currentTarget.checked)}
        />
      )}
    </SettingsFrame>
  );
}

function previewWords({ accepted, refusals, applies, otherFast, figuresAnew }: PolicyPreviewShown): string {
  if (!accepted) return refusals.map(({ detail }) => detail).join(' ');
  const fasts = otherFast === undefined ? '' : ` For ${otherFast.count} the fast ends at another time.`;
  const figures = figuresAnew == null ? '' : ` ${figuresAnewText(figuresAnew)}`;
  return `It would judge ${applies.count} booked sessions.${fasts}${figures}`;
}
