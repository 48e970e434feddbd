import { Button, CopyButton, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import type { NewPatientLinkView } from '@lull/contracts';
import { IconCheck, IconCopy, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patientQuery } from '../../api/patients.js';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { createPatientLink, patientLinkQuery, revokePatientLink } from './diary-link.queries.js';
import classes from './diary-link.module.css';
import { DiarySlip } from './diary-slip.js';
import { answeredText, linkSentence } from './link-words.js';
import { QrCode } from '../../ui/qr-code.js';

interface DiaryLinkDialogProps {
  readonly patientId: string;
  readonly zone: string;
  readonly onClose: () => void;
}

/** While the code is shown, the room wants to know whether the telephone has opened it. */
const lookAgainMs = 4_000;

/** The hand-over: a code for the patient's own telephone, in the room. The code is shown once; a new one ends the old. */
export function DiaryLinkDialog({ patientId, zone, onClose }: DiaryLinkDialogProps) {
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<NewPatientLinkView | null>(null);
  const link = useQuery({
    ...patientLinkQuery(patientId),
    refetchInterval: shown === null ? false : lookAgainMs,
  });
  const { data: patient } = useQuery(patientQuery(patientId));
  useFocusBack();
  const lookAnew = () => queryClient.invalidateQueries({ queryKey: ['patient-link', patientId] });
  const create = useMutation({
    mutationFn: () => createPatientLink(patientId),
    onSuccess: async (made) => {
      setShown(made);
      await lookAnew();
    },
  });
  const revoke = useMutation({
    mutationFn: () => revokePatientLink(patientId),
    onSuccess: async () => {
      setShown(null);
      await lookAnew();
    },
  });
  const stands = link.data?.state === 'sent' || link.data?.state === 'opened';
  const error = link.error ?? create.error ?? revoke.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Diary link"
      size="lg"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void link.refetch()} />}
        {link.data === undefined && link.error === null && <Skeleton h={60} aria-busy="true" />}
        {link.data !== undefined && (
          <>
            <Text size="sm" role="status">
              {linkSentence(link.data, zone)}
            </Text>
            {shown === null && (
              <Facts
                facts={[
                  ['Entries', String(link.data.entries)],
                  ['Answered', answeredText(link.data)],
                ]}
              />
            )}
          </>
        )}
        {shown !== null && (
          <div className={classes['shown']}>
            <QrCode text={shown.url} label="Code that opens the patient’s diary" />
            <div className={classes['beside']}>
              <Text size="sm">
                The patient points the camera of their phone at it and enters their birth date. It works until{' '}
                {dateTimeText(shown.expiresAt, zone)}, and is not shown again.
                {shown.invited && ' A message with it goes to the patient.'}
              </Text>
              <code className={classes['address']}>{shown.url}</code>
              <Group gap="xs">
                <CopyButton value={shown.url}>
                  {({ copied, copy }) => (
                    <Button
                      variant="default"
                      leftSection={
                        copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                      }
                      onClick={copy}
                    >
                      {copied ? 'Copied' : 'Copy the address'}
                    </Button>
                  )}
                </CopyButton>
                <Button
                  variant="default"
                  leftSection={<IconPrinter size={16} aria-hidden />}
                  disabled={patient === undefined}
                  onClick={() => window.print()}
                >
                  Print the slip
                </Button>
              </Group>
              {patient !== undefined && <DiarySlip link={shown} {...{ patient, zone }} />}
            </div>
          </div>
        )}
        {link.data !== undefined && (
          <Group gap="xs">
            {shown === null && (
              <Button
                leftSection={<IconQrcode size={18} aria-hidden />}
                loading={create.isPending}
                onClick={() => create.mutate()}
              >
                {stands ? 'Show a new code (ends the old link)' : 'Show the code'}
              </Button>
            )}
            {stands && (
              <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
                Revoke the link
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
