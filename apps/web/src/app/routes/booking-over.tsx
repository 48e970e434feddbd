import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { seriesQuery } from '../../api/series.js';
import { useClinicOfSeries } from '../clinic-of-series.js';
import { NotOpened } from './not-opened.js';

const BookingDrawer = lazy(async () => ({
  default: (await import('../../features/booking/booking-drawer.js')).BookingDrawer,
}));

const SlotPanel = lazy(async () => ({
  default: (await import('../../features/booking/slot-panel.js')).SlotPanel,
}));

interface BookingOverProps {
  readonly seriesId: string;
  /** To find a slot, or for a time of one's own. */
  readonly book: 'find' | 'new';
  readonly onOwnTime: () => void;
  readonly onClose: () => void;
  readonly onWait?: () => void;
}

/** Finding a slot, or the booking drawer, over a patient's or a series' page: the series is known already. */
export function BookingOver({ seriesId, book, onOwnTime, onClose, onWait }: BookingOverProps) {
  const { data: series, error, refetch } = useQuery(seriesQuery(seriesId));
  const clinic = useClinicOfSeries(series);
  if (series === undefined && error !== null) {
    const title = book === 'find' ? 'Find a slot' : 'Book a session';
    return <NotOpened {...{ title, error, onClose }} onRetry={() => void refetch()} />;
  }
  if (series === undefined || clinic === undefined) return null;
  return (
    <Suspense fallback={null}>
      {book === 'find' ? (
        <SlotPanel {...{ clinic, seriesId, onOwnTime, onClose }} onDone={onClose} />
      ) : (
        <BookingDrawer
          clinic={clinic}
          start={{}}
          seriesId={seriesId}
          onDone={onClose}
          onClose={onClose}
          {...(onWait && { onWait })}
        />
      )}
    </Suspense>
  );
}
