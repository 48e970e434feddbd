import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { seriesQuery } from '../../features/booking/booking.queries.js';
import { useClinicOfSeries } from '../clinic-of-series.js';

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
  const queryClient = useQueryClient();
  const { data: series } = useQuery(seriesQuery(seriesId));
  const clinic = useClinicOfSeries(series);
  if (series === undefined || clinic === undefined) return null;
  const onDone = (): void => {
    void queryClient.invalidateQueries({ queryKey: ['series'] });
    void queryClient.invalidateQueries({ queryKey: ['patients'] });
    onClose();
  };
  return (
    <Suspense fallback={null}>
      {book === 'find' ? (
        <SlotPanel {...{ clinic, seriesId, onOwnTime, onDone, onClose }} />
      ) : (
        <BookingDrawer
          clinic={clinic}
          start={{}}
          seriesId={seriesId}
          onDone={onDone}
          onClose={onClose}
          {...(onWait && { onWait })}
        />
      )}
    </Suspense>
  );
}
