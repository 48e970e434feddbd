import { Button, Group } from '@mantine/core';
import type { AdministratorRequestView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText, useMinute } from '../../ui/clock.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './members.module.css';
import { confirmAdministrator, declineAdministrator, membersKey } from './members.queries.js';

interface AdministratorRequestNoteProps {
  readonly request: AdministratorRequestView;
  /** Whom it is about, as the buttons name them. */
  readonly name: string;
  readonly zone: string;
  readonly mayChange: boolean;
  /** The link of an invitation, where no e-mail brings it. */
  readonly onLink: (link: string) => void;
}

/** That somebody shall become an administrator, who may confirm it, and from when on. */
export function AdministratorRequestNote(props: AdministratorRequestNoteProps) {
  const { request, name, zone, mayChange, onLink } = props;
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const now = useMinute();
  const done = async (sentence: string): Promise<void> => {
    announce(sentence);
    await queryClient.invalidateQueries({ queryKey: membersKey });
  };
  const confirm = useMutation({
    mutationFn: () => confirmAdministrator(request.id),
    onSuccess: async ({ link }) => {
      if (link !== null) onLink(link);
      await done('Confirmed.');
    },
  });
  const decline = useMutation({
    mutationFn: () => declineAdministrator(request.id),
    onSuccess: () => done('Not confirmed.'),
  });
  const { confirmableFrom, alone } = request;
  const error = confirm.error ?? decline.error;
  return (
    <div className={classes['waits']}>
      {error !== null && <ProblemNotice {...noticeOf(error)} />}
      <span>
        Shall become an administrator: {request.askedBy} asked on {dateTimeText(request.askedAt, zone)}.{' '}
        {sentenceOf(confirmableFrom, alone, now, zone)}
      </span>
      {mayChange && (
        <Group gap={6}>
          {confirmableFrom !== null && confirmableFrom <= now + 60_000 && (
            <Button
              size="compact-sm"
              aria-label={`Confirm ${name} as an administrator`}
              loading={confirm.isPending}
              onClick={() => confirm.mutate()}
            >
              Confirm
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Decline ${name} as an administrator`}
            loading={decline.isPending}
            onClick={() => decline.mutate()}
          >
            {confirmableFrom === null || alone ? 'Take back' : 'Decline'}
          </Button>
        </Group>
      )}
    </div>
  );
}

function sentenceOf(confirmableFrom: number | null, alone: boolean, now: number, zone: string): string {
  if (confirmableFrom === null) return 'Another administrator has to confirm it.';
  if (!alone) return 'It waits for your word.';
  if (confirmableFrom > now)
    return `You are the only administrator, so you confirm it yourself, from ${dateTimeText(confirmableFrom, zone)} on: a day later, so that nobody does so at a desk that was left open.`;
  return 'You are the only administrator, and a day has passed: you may confirm it yourself.';
}
