import { Textarea, TextInput } from '@mantine/core';
import type {
  AddReadinessPolicyRequest,
  PreviewReadinessPolicyRequest,
  ReadinessPolicyPreviewView,
  ReadinessPolicyView,
  StandingSessionView,
} from '@lull/contracts';
import { addCivilDays, type ReadinessFigures } from '@lull/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FigureFields } from './figure-fields.js';
import { PolicyPreview } from './policy-preview.js';
import { SettingsFrame } from './settings-frame.js';
import { addReadinessPolicy, previewReadinessPolicy, readinessPoliciesQuery } from './settings.queries.js';
import classes from './settings.module.css';

interface PolicyFormProps {
  /** What a further version follows. */
  readonly newest: ReadinessPolicyView;
  /** The version that is brought back; null: figures are written. */
  readonly reverted: ReadinessPolicyView | null;
  readonly today: string;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A further version: written, then checked against the sessions that stand, then used. */
export function PolicyForm({ newest, reverted, today, renderSession, onDone, onClose }: PolicyFormProps) {
  const [seen] = useState(newest);
  const [figures, setFigures] = useState<ReadinessFigures>(() => reverted?.figures ?? newest.figures);
  const [effectiveFrom, setFrom] = useState(addCivilDays(today, 1));
  const [source, setSource] = useState('');
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const asked: PreviewReadinessPolicyRequest = {
    basedOnVersion: seen.version,
    effectiveFrom,
    figures: figures as PreviewReadinessPolicyRequest['figures'],
  };
  const preview = useMutation({
    mutationFn: async (request: PreviewReadinessPolicyRequest) => ({
      text: JSON.stringify(request),
      shown: await previewReadinessPolicy(request),
    }),
    onSuccess: ({ shown }) => announce(previewWords(shown)),
  });
  const save = useChange(
    (body: AddReadinessPolicyRequest, key) => addReadinessPolicy(body, key),
    async (versions) => {
      queryClient.setQueryData(readinessPoliciesQuery.queryKey, versions);
      announce(`Version ${versions[0]?.version ?? ''} is written.`);
      onDone();
      await readAnew(queryClient, 'settings');
    },
  );
  // What was shown holds only for what stands in the form now.
  const shown = preview.data?.text === JSON.stringify(asked) ? preview.data.shown : null;
  const checked = shown?.accepted === true;
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
        label="Applies to sessions from"
        description="By the clinic’s calendar. Earlier sessions stay as they were judged."
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
        <FigureFields figures={figures} errorAt={errorAt} onChange={setFigures} />
      ) : (
        <p className={classes['quiet']}>
          All figures as in version {reverted.version}. It becomes a version of its own; those between stay to
          be seen.
        </p>
      )}
      {shown !== null && <PolicyPreview view={shown} renderSession={renderSession} />}
    </SettingsFrame>
  );
}

function previewWords({ accepted, refusals, applies, otherFast }: ReadinessPolicyPreviewView): string {
  return accepted
    ? `It would judge ${applies.count} booked sessions; for ${otherFast.count} the fast ends at another time.`
    : refusals.map(({ detail }) => detail).join(' ');
}
