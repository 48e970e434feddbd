import type { Sedation } from '@lull/contracts';
import { Button, Text } from '@mantine/core';
import { offeredLength } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { actualDurationsQuery } from '../../api/actual-durations.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';

interface LengthOfferProps {
  readonly physicianId: string;
  readonly physicianName: string;
  readonly procedureTypeId: string;
  readonly sedation: Sedation;
  /** As it is planned now. */
  readonly minutes: number;
  readonly onTake: (minutes: number) => void;
}

/** What the physician's visits really took, to be taken over by a click and never by itself (DAY-40). */
export function LengthOffer({ physicianName, minutes, onTake, ...of }: LengthOfferProps) {
  const member = useOwnSignIn();
  const { data } = useQuery({ ...actualDurationsQuery, enabled: member.may('report', 'operational') });
  const offer = data === undefined ? null : offeredLength(data.durations, of);
  if (offer === null) return null;
  return (
    <Text size="sm" c="dimmed">
      In the room: median of {offer.visits} visits of {physicianName}, {offer.medianMinutes} min.{' '}
      {offer.minutes === minutes ? (
        'Planned so.'
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => onTake(offer.minutes)}>
          Plan {offer.minutes} min
        </Button>
      )}
    </Text>
  );
}
