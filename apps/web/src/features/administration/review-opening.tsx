import type { RecordOpeningView, ReviewOpeningRequest } from '@lull/contracts';
import { openingVerdictTexts } from '@lull/contracts/plain';
import { openingVerdicts, type OpeningVerdict } from '@lull/domain';
import { Button, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { openingsKey, reviewOpening } from './openings.queries.js';

/** The word about an opening; whoever opened it is told why it is not theirs. */
export function ReviewOpening({ opening }: { readonly opening: RecordOpeningView }) {
  const [asking, setAsking] = useState(false);
  if (!opening.mayReview) return <span>Your own: somebody else reviews it</span>;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Review the opening by ${opening.member.name}`}
        onClick={() => setAsking(true)}
      >
        Review
      </Button>
      {asking && <ReviewDialog opening={opening} onClose={() => setAsking(false)} />}
    </>
  );
}

function ReviewDialog({
  opening,
  onClose,
}: {
  readonly opening: RecordOpeningView;
  readonly onClose: () => void;
}) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [verdict, setVerdict] = useState<OpeningVerdict | null>(null);
  const [note, setNote] = useState('');
  useFocusBack();
  const change = useChange(
    (body: ReviewOpeningRequest, key: string) => reviewOpening(opening, body, key),
    async () => {
      announce('The review is recorded.');
      onClose();
      await queryClient.invalidateQueries({ queryKey: openingsKey });
    },
  );
  const unexplained = verdict === 'not-justified' && note.trim() === '';
  return (
    <Modal
      opened
      onClose={onClose}
      title="Review an opening"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (verdict !== null) change.mutate({ verdict, ...(note.trim() !== '' && { note: note.trim() }) });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {opening.member.name} opened the record with MRN {opening.mrn}: {opening.reason}
          </Text>
          {change.error !== null && <ProblemNotice {...noticeOf(change.error)} />}
          <Radio.Group
            label="Was it justified?"
            value={verdict}
            onChange={(value) => setVerdict(openingVerdicts.find((each) => each === value) ?? null)}
          >
            <Stack gap={6} mt={6}>
              {openingVerdicts.map((each) => (
                <Radio key={each} value={each} label={openingVerdictTexts[each]} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="Note"
            description="Needed where it was not justified."
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <DialogFoot
            deed="Record"
            pending={change.isPending}
            leave="Cancel"
            onLeave={onClose}
            disabled={verdict === null || unexplained}
          />
        </Stack>
      </form>
    </Modal>
  );
}
