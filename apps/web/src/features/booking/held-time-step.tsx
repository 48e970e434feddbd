import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClockPause } from '@tabler/icons-react';
import type { BookHeldTimeRequest, ClinicView, HeldTimeView, SessionView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { bookHeldTime, giveBackHeldTime, useHeldTimesChanged } from '../../api/held-times.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { timeText } from '../../ui/clock.js';
import { CountDown } from '../../ui/count-down.js';
import { HeldStages } from '../../ui/held-stages.js';
import notice from '../../ui/notice.module.css';
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
  const nameOf = (id: string) => clinic.resources.find((resource) => resource.id === id)?.name ?? 'unknown';
  const mayEnd = member.may('held-time', 'book');
  return (
    <Stack gap="md">
      <div className={notice['note']}>
        <IconClockPause size={18} aria-hidden />
        <div className={notice['text']}>
          <b>{words.title}</b> by {held.heldBy.name} until {timeText(held.expiresAt, clinic.timeZone)}, for
          another <CountDown until={held.expiresAt} what={`${words.title} for ${held.patientName}`} />
        </div>
      </div>
      {error !== null && <RefusedReasons error={error} />}
      <div>
        <Text fw={600}>{held.patientName}</Text>
        <Text size="sm">
          {clockText(held.start, clinic.timeZone)}, {nameOf(held.roomId)}, {nameOf(held.physicianId)};{' '}
          {held.procedureCode} {held.side}, sedation {held.sedation}
        </Text>
      </div>
      {held.state === 'held' && (
        <HeldStages title="Held" holds={held.holds} zone={clinic.timeZone} nameOf={nameOf} />
      )}
      {mayEnd && held.state === 'held' && (
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
