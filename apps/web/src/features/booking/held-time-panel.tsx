import { Skeleton } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { heldTimeQuery } from '../../api/held-times.js';
import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { HeldTimeStep } from './held-time-step.js';

interface HeldTimePanelProps {
  readonly heldTimeId: string;
  readonly clinic: ClinicView;
  readonly onClose: () => void;
}

/** A held time that somebody pointed at on the board or in the waitlist. */
export function HeldTimePanel({ heldTimeId, clinic, onClose }: HeldTimePanelProps) {
  const { data: held, error } = useQuery(heldTimeQuery(heldTimeId));
  return (
    <SidePanel title={held?.purpose === 'offer' ? 'Offered time' : 'Held time'} onClose={onClose}>
      {error !== null && <ProblemNotice {...noticeOf(error)} />}
      {held === undefined && error === null && <Skeleton h={160} />}
      {held !== undefined && (
        <HeldTimeStep held={held} clinic={clinic} onBooked={onClose} onGivenBack={onClose} />
      )}
    </SidePanel>
  );
}
