import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClockPause } from '@tabler/icons-react';
import type { BookHeldTimeRequest, ClinicView, HeldTimeView, SessionView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { useEffect, useState } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { bookHeldTime, giveBackHeldTime, useHeldTimesChanged } from '../../api/held-times.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { timeText } from '../../ui/clock.js';
import { CountDown } from '../../ui/count-down.js';
import { HeldStages } from '../../ui/held-stages.js';
import notice from '../../ui/notice.module.css';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RefusedReasons } from './refused-reasons.js';

interface HeldTimeStepProps {
  readonly held: HeldTimeView;
  readonly clinic: ClinicView;
  /** Said again for the booking: a held time keeps no reasons. */
  readonly overrides?: BookHeldTimeRequest['overrides'];
  readonly onBooked: (session: SessionView) => void;
  /** It is nobody's any longer. */
  readonly onGivenBack: () => void;
}

/** A time that is held: how long still, and its two ends. */
export function HeldTimeStep({ held, clinic, overrides = [], onBooked, onGivenBack }: HeldTimeStepProps) {
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const heldChanged = useHeldTimesChanged();
  const sessionChanged = useSessionChanged();
  const offer = held.purpose === 'offer';
  const words = offer
    ? { title: 'Offered', yes: 'Accepted: book', no: 'Declined' }
    : { title: 'Held', yes: 'Book', no: 'Give back' };
  const booking = useChange(
    (body: BookHeldTimeRequest, key: string) => bookHeldTime(held, body, key),
    async (session) => {
      const sentence = `${session.patientName}, ${clockText(session.start, clinic.timeZone)}, ${session.state}.`;
      announce(sentence);
      notifications.show({ title: 'Booked', message: sentence });
      onBooked(session);
      await Promise.all([sessionChanged(session), heldChanged()]);
    },
  );
  const giving = useChange(
    (_: object, key: string) => giveBackHeldTime(held, key),
    async () => {
      announce(offer ? 'Declined: the time is free.' : 'Given back: the time is free.');
      onGivenBack();
      await heldChanged();
    },
  );
  const error = booking.error ?? giving.error;
  const pending = booking.isPending || giving.isPending;
  const nameOf = resourceNames(clinic);
  const mayEnd = member.may('held-time', 'book');
  const ranOut = useIsOver(held.expiresAt);
  // What the own press has ended is not lost, only on its way.
  const isOwnEnd = pending || booking.isSuccess || giving.isSuccess;
  const stands = isOwnEnd || (held.state === 'held' && !ranOut);
  return (
    <Stack gap="md">
      {stands ? (
        <div className={notice['note']}>
          <IconClockPause size={18} aria-hidden />
          <div className={notice['text']}>
            <b>{words.title}</b> by {held.heldBy.name} until {timeText(held.expiresAt, clinic.timeZone)}, for
            another <CountDown until={held.expiresAt} what={`${words.title} for ${held.patientName}`} />
          </div>
        </div>
      ) : (
        <ProblemNotice sentence={lostText(held.state)} />
      )}
      {error !== null && <RefusedReasons error={error} />}
      <div>
        <Text fw={600}>{held.patientName}</Text>
        <Text size="sm">
          {clockText(held.start, clinic.timeZone)}, {nameOf(held.roomId)}, {nameOf(held.physicianId)};{' '}
          {held.procedureCode} {held.side}, sedation {held.sedation}
        </Text>
      </div>
      {stands && <HeldStages title="Held" holds={held.holds} zone={clinic.timeZone} nameOf={nameOf} />}
      {!stands && (
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onGivenBack}>
            Back
          </Button>
        </Group>
      )}
      {mayEnd && stands && (
        <Group justify="flex-end">
          <Button variant="default" disabled={pending} onClick={() => giving.mutate({})}>
            {words.no}
          </Button>
          <Button
            loading={booking.isPending}
            data-autofocus
            onClick={() => booking.mutate(overrides.length > 0 ? { overrides } : {})}
          >
            {words.yes}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Why there is nothing to book any more. */
function lostText(state: HeldTimeView['state']): string {
  if (state === 'booked') return 'It is booked already.';
  if (state === 'given-back') return 'It was given back: nothing is held any longer.';
  return 'The time is over: nothing is held any longer. It may still be free; choose it again.';
}

/** Whether the instant has come, to the second: the server's notice of it may come later. */
function useIsOver(instant: number): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOver(instant), Math.max(0, instant - Date.now()));
    return () => clearTimeout(timer);
  }, [instant]);
  return over === instant;
}
