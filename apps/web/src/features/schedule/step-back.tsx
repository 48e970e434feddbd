import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { SessionView } from '@lull/contracts';
import { stateBefore } from '@lull/domain';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { undoStep, useSessionChanged } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { statusLooks } from '../../ui/session-status.js';
import { mayStep } from './session-steps.js';
import notice from '../../ui/notice.module.css';

/** The way back from the latest step, long after its toast has gone: with a word why, for the trail. */
export function StepBack({ session }: { readonly session: SessionView }) {
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const [asked, setAsked] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const undo = useMutation({
    mutationFn: () => undoStep(session, reason.trim() === '' ? undefined : reason.trim()),
    onSuccess: async (back) => {
      setAsked(null);
      setReason('');
      announce(`${back.patientName}: ${statusLooks[back.state].word} again`);
      await changed(back);
    },
  });
  const before = stateBefore(session.state, session.stamps);
  if (before === null || !mayStep(member, session.state)) return null;
  const [is, was] = [statusLooks[session.state].word, statusLooks[before].word];
  // A question about one state is no question about the next.
  const open = asked === session.version;
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        aria-expanded={open}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          undo.reset();
          setAsked(open ? null : session.version);
        }}
      >
        Take “{is}” back
      </Anchor>
      {open && (
        <form
          className={notice['note']}
          onSubmit={(event) => {
            event.preventDefault();
            undo.mutate();
          }}
        >
          <IconArrowBackUp size={18} aria-hidden />
          <Stack gap="xs" className={notice['text'] ?? ''}>
            <span>
              From “{is}” back to “{was}”. The trail keeps both.
            </span>
            <TextInput
              label="Why"
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            {undo.error !== null && <ProblemNotice {...noticeOf(undo.error)} />}
            <Button
              type="submit"
              size="compact-sm"
              loading={undo.isPending}
              style={{ alignSelf: 'flex-start' }}
            >
              Take back
            </Button>
          </Stack>
        </form>
      )}
    </>
  );
}
