import { Button, Group, Stack } from '@mantine/core';
import type {
  PreviewResourceProfileRequest,
  ProcedureTypeSettingsView,
  ProfileBookingView,
  ProfileStageView,
  ResourceProfileView,
  Sedation,
} from '@lull/contracts';
import { stageKinds } from '@lull/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { ChangedMeanwhile, ShowNewState } from '../../ui/changed-meanwhile.js';
import { useEditedRow } from '../../ui/edited-row.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import notice from '../../ui/notice.module.css';
import { stageWords } from '../../ui/visit-stages.js';
import { levelWords } from './procedure-words.js';
import { changeProfile, createProfile, previewProfile, procedureTypesQuery } from './procedures.queries.js';
import { draftOf, stagesOf, withStage, type ProfileDraft, type StageDraft } from './profile-draft.js';
import { ProfileBookings } from './profile-bookings.js';
import { StageFields } from './stage-fields.js';
import { VisitPicture } from './visit-picture.js';
import classes from './procedures.module.css';

interface ProfileFormProps {
  readonly type: ProcedureTypeSettingsView;
  readonly sedation: Sedation;
  /** The profile that is changed, or null: a new one, begun from `copied`. */
  readonly profile: ResourceProfileView | null;
  readonly copied: readonly ProfileStageView[];
  readonly renderSession: (session: ProfileBookingView) => ReactNode;
  readonly onEnd: () => void;
}

const optional: readonly string[] = ['prepare', 'turnover'];

/** A profile beside its picture: typed, checked with everything it means for what is booked, and only then used. */
export function ProfileForm({ type, sedation, profile, copied, renderSession, onEnd }: ProfileFormProps) {
  const { seen, meanwhile, carryOver } = useEditedRow(
    profile ?? { stages: copied, version: 0, id: '' },
    draftOf,
  );
  const [draft, setDraft] = useState<ProfileDraft>(() => draftOf(seen));
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const stages = stagesOf(draft);
  const request: PreviewResourceProfileRequest | null = stages === null ? null : { sedation, stages };
  const check = useMutation({
    mutationFn: async (asked: PreviewResourceProfileRequest) => ({
      text: JSON.stringify(asked),
      answer: await previewProfile(type.id, asked),
    }),
    onSuccess: ({ answer }) =>
      announce(
        answer.accepted ? 'It can be used. See what it means for what is booked.' : 'It cannot be used so.',
      ),
  });
  const save = useChange(
    (asked: PreviewResourceProfileRequest, key: string) =>
      profile === null
        ? createProfile(type.id, asked, key)
        : changeProfile({ id: profile.id, version: seen.version }, asked),
    async () => {
      announce('From now on bookings and moves hold by it.');
      await readAnew(queryClient, 'settings');
      onEnd();
    },
  );
  // What was checked holds only for what stands in the form now.
  const answer = check.data?.text === JSON.stringify(request) ? check.data.answer : null;
  const error = save.error ?? check.error;
  const faults: readonly FormFault[] =
    error === null ? (answer === null ? [] : refusedFaults(answer.refusals)) : faultsOf(error);
  const set = (index: number, stage: StageDraft): void =>
    setDraft({ stages: draft.stages.map((each, at) => (at === index ? stage : each)) });
  const absent = stageKinds.filter((kind) => draft.stages.every((stage) => stage.kind !== kind));
  const lookAnew = async (): Promise<void> => {
    const types = await queryClient.fetchQuery({ ...procedureTypesQuery, staleTime: 0 });
    const now = types.flatMap(({ profiles }) => profiles).find(({ id }) => id === profile?.id);
    if (now !== undefined) setDraft(carryOver(now, draft));
    save.reset();
  };
  return (
    <form
      aria-label={`${type.code}, sedation ${sedation}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.reset();
        if (request !== null) check.mutate(request);
      }}
    >
      <Stack gap="md">
        <FormSummary
          faults={faults}
          attempt={save.failureCount + check.submittedAt}
          code={codeOf(error)}
          {...(isProblem(error, 'stale') && { action: <ShowNewState onPress={lookAnew} /> })}
        />
        <ChangedMeanwhile meanwhile={meanwhile} words={{ stages: 'the stages' }} />
        <div className={classes['editor']}>
          <div className={classes['stages']}>
            {draft.stages.map((stage, index) => (
              <StageFields
                key={`${stage.kind} ${index}`}
                stage={stage}
                index={index}
                faults={faults}
                onChange={(to) => set(index, to)}
                {...(optional.includes(stage.kind) && {
                  onRemove: () => setDraft({ stages: draft.stages.filter((_, at) => at !== index) }),
                })}
              />
            ))}
            {absent.map((kind) => (
              <Button
                key={kind}
                variant="default"
                size="compact-sm"
                onClick={() => setDraft({ stages: withStage(draft.stages, kind) })}
              >
                Add {stageWords[kind]?.toLowerCase()}
              </Button>
            ))}
          </div>
          <div className={classes['beside']}>
            {stages === null ? (
              <p className={classes['quiet']}>A figure is missing.</p>
            ) : (
              <VisitPicture stages={stages} durationMinutes={type.durationMinutes} />
            )}
            {answer?.accepted === true && (
              <section aria-label="What it means" className={classes['means']}>
                {answer.advisories.map(({ code, detail }) => (
                  <div key={`${code} ${detail}`} className={notice['warn']}>
                    <IconAlertTriangle size={18} aria-hidden />
                    <div className={notice['text']}>{detail}</div>
                  </div>
                ))}
                <h3>From when</h3>
                <p>From now on, for every booking and every move at this level.</p>
                {answer.booked !== null && (
                  <ProfileBookings booked={answer.booked} saved={false} renderSession={renderSession} />
                )}
              </section>
            )}
          </div>
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onEnd}>
            Leave it as it was
          </Button>
          {answer?.accepted === true ? (
            <Button loading={save.isPending} onClick={() => request !== null && save.mutate(request)}>
              Use it from now on: {levelWords[sedation].toLowerCase()}
            </Button>
          ) : (
            <Button type="submit" loading={check.isPending} disabled={request === null}>
              Check it
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function refusedFaults(
  refusals: readonly { readonly pointer?: string; readonly detail: string }[],
): FormFault[] {
  return refusals.map(({ pointer, detail }) => ({
    field: pointer === undefined ? null : pointer.slice(1).replaceAll('/', '.'),
    sentence: detail,
  }));
}
