import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { BlockTimeOccurrenceView, ClinicView, ReleaseBlockTimeRequest } from '@lull/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText, durationText, timeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { nameIn } from './block-time-words.js';
import classes from './block-time.module.css';
import { keepBlockTime, releaseBlockTime, releasePreviewQuery } from './block-time.queries.js';
import { RehousingChoices } from './rehousing-choices.js';
import { rehousingsOf, type RehousingDrafts } from './rehousing.js';

interface OccurrenceDialogProps {
  readonly clinic: ClinicView;
  readonly occurrence: BlockTimeOccurrenceView;
  readonly onEnd: () => void;
}

const readOf = ({ blockTimeId, version }: BlockTimeOccurrenceView) => ({ id: blockTimeId, version });

function spokenOf(
  clinic: ClinicView,
  { physicianId, roomId, date, start, end }: BlockTimeOccurrenceView,
): string {
  const times = `${timeText(start, clinic.timeZone)} to ${timeText(end, clinic.timeZone)}`;
  return `${nameIn(clinic, physicianId)}, ${nameIn(clinic, roomId)}, ${dateText(date)}, ${times}`;
}

/** What is lost by a release, who could use it, and what becomes of the sessions in it. */
export function ReleaseDialog({ clinic, occurrence, onEnd }: OccurrenceDialogProps) {
  const { date } = occurrence;
  const [drafts, setDrafts] = useState<RehousingDrafts>(new Map());
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  useFocusBack();
  const { data: preview, error, refetch } = useQuery(releasePreviewQuery(readOf(occurrence), date));
  const release = useChange(
    (body: ReleaseBlockTimeRequest, key: string) => releaseBlockTime(readOf(occurrence), body, key),
    async () => {
      announce('The time is released.');
      onEnd();
      await readAnew(queryClient, 'block-time');
    },
  );
  const rehousings = preview === undefined ? null : rehousingsOf(preview.sessions, drafts);
  return (
    <Modal
      opened
      onClose={onEnd}
      size="lg"
      title="Release this block time?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text size="sm">{spokenOf(clinic, occurrence)}. Whoever asks first may book it.</Text>
        <FormSummary faults={faultsOf(release.error)} attempt={release.failureCount} />
        {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
        {preview === undefined && error === null && <Loading heights={[48, 96]} label="what would be lost" />}
        {preview !== undefined && (
          <>
            <dl className={classes['figures']}>
              <div>
                <dt>given back</dt>
                <dd>{durationText(preview.freeMinutes * 60_000)}</dd>
              </div>
              <div>
                <dt>sessions in it</dt>
                <dd>{preview.sessions.length}</dd>
              </div>
              <div>
                <dt>patients waiting for a place</dt>
                <dd>{preview.waitingPatients}</dd>
              </div>
            </dl>
            <RehousingChoices
              clinic={clinic}
              sessions={preview.sessions}
              drafts={drafts}
              onChange={setDrafts}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onEnd}>
            Not now
          </Button>
          <Button
            loading={release.isPending}
            disabled={rehousings === null}
            onClick={() => rehousings !== null && release.mutate({ date, rehousings })}
          >
            Release
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const keeping = {
  keeps: { title: 'Keep this block time?', verb: 'Keep', done: 'The time is kept.' },
  reclaims: { title: 'Reclaim this block time?', verb: 'Reclaim', done: 'The time is reclaimed.' },
} as const;

/** Kept from the automatic release, or taken back while it is free: with a reason, because others would use it. */
export function KeepDialog({
  clinic,
  occurrence,
  what,
  onEnd,
}: OccurrenceDialogProps & { readonly what: keyof typeof keeping }) {
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  useFocusBack();
  const { title, verb, done } = keeping[what];
  const keep = useChange(
    (given: string, key: string) =>
      keepBlockTime(readOf(occurrence), what, { date: occurrence.date, reason: given }, key),
    async () => {
      announce(done);
      onEnd();
      await readAnew(queryClient, 'block-time');
    },
  );
  return (
    <Modal opened onClose={onEnd} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') keep.mutate(reason.trim());
        }}
      >
        <Stack gap="md">
          <Text size="sm">{spokenOf(clinic, occurrence)}. It will not be released by itself.</Text>
          <FormSummary faults={faultsOf(keep.error)} attempt={keep.failureCount} />
          <TextInput
            label="Why"
            required
            data-autofocus
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <DialogFoot
            deed={verb}
            pending={keep.isPending}
            disabled={reason.trim() === ''}
            leave="Not now"
            onLeave={onEnd}
          />
        </Stack>
      </form>
    </Modal>
  );
}
