import { Button, Group, Stack } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { StepProps } from './setup-step.js';
import { firstBookableQuery, seriesToPlaceQuery, setRunning, setupQuery } from './setup.queries.js';
import { stepTitles } from './setup-words.js';
import classes from './setup.module.css';

interface StepDoneProps extends StepProps {
  readonly clinic: ClinicView;
  readonly onEnd: () => void;
}

/** The end of the way: the first time that the search finds, and the way to book it. */
export function StepDone({
  clinic,
  setup,
  mayBook,
  renderBooking,
  renderNewPatient,
  renderInvite,
  onEnd,
}: StepDoneProps) {
  const queryClient = useQueryClient();
  const first = useQuery(firstBookableQuery(clinic.id));
  const waiting = useQuery({ ...seriesToPlaceQuery(clinic.id), enabled: mayBook });
  const [next] = waiting.data?.rows ?? [];
  const end = useMutation({
    mutationFn: () => setRunning(false),
    onSuccess: (answer) => {
      queryClient.setQueryData(setupQuery.queryKey, answer);
      onEnd();
    },
  });
  const open = setup.steps.filter(({ step, state }) => state === 'open' && step !== 'done');
  return (
    <Stack gap="md">
      {first.error !== null && (
        <ProblemNotice {...noticeOf(first.error)} onRetry={() => void first.refetch()} />
      )}
      {first.data === undefined && first.error === null && <Loading heights={[72]} label="the first time" />}
      {first.data?.slot != null && (
        <p className={classes['first']}>
          <span>First bookable: </span>
          <strong>{first.data.slot.start.text}</strong>
          <span>
            {first.data.slot.roomName}, {first.data.slot.physicianName}, {first.data.slot.procedureCode}
          </span>
        </p>
      )}
      {first.data?.slot === null && (
        <p className={classes['plain']}>
          No time can be booked within eight weeks. In the way: {inTheWay(first.data.inTheWay)}.
        </p>
      )}
      {open.length > 0 && (
        <p className={classes['quiet']}>
          Still to do: {open.map(({ step }) => stepTitles[step]).join(', ')}.
        </p>
      )}
      <Group gap="sm">
        {mayBook &&
          first.data?.slot != null &&
          next !== undefined &&
          renderBooking(next.seriesId, 'Book the first session')}
        {mayBook &&
          waiting.data !== undefined &&
          next === undefined &&
          renderNewPatient('Add the first patient')}
        {!mayBook && renderInvite('Invite a scheduler, who books')}
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
          I am done with the set-up
        </Button>
      </Group>
      {end.error !== null && <ProblemNotice {...noticeOf(end.error)} />}
      <p className={classes['quiet']}>
        {setup.ready
          ? 'Everything that a booking needs stands. All of this is changed under Settings at any time.'
          : 'Nothing can be booked before what is still to do stands.'}
      </p>
    </Stack>
  );
}

function inTheWay(words: readonly string[]): string {
  return words.length === 0 ? 'the opening hours are shorter than a visit' : words.join('; ').toLowerCase();
}
