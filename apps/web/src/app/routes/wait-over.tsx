import { civilDateAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { seriesQuery } from '../../api/series.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { NotOpened } from './not-opened.js';

const AddToWaitlistPanel = lazy(async () => ({
  default: (await import('../../features/waitlist/waitlist-panels.js')).AddToWaitlistPanel,
}));

interface WaitOverProps {
  readonly seriesId: string;
  readonly onClose: () => void;
}

/** The panel that puts a series on the waitlist, over whatever page it was asked for on. */
export function WaitOver({ seriesId, onClose }: WaitOverProps) {
  const { known } = useClinics();
  const now = useMinute();
  const { data: series, error, refetch } = useQuery(seriesQuery(seriesId));
  const clinic =
    known.find(({ resources }) => resources.some(({ id }) => id === series?.physicianId)) ?? known[0];
  if (series === undefined && error !== null)
    return <NotOpened title="Put on the waitlist" {...{ error, onClose }} onRetry={() => void refetch()} />;
  if (series === undefined || clinic === undefined) return null;
  return (
    <Suspense fallback={null}>
      <AddToWaitlistPanel {...{ series, clinic, onClose }} today={civilDateAt(now, clinic.timeZone)} />
    </Suspense>
  );
}
