import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { seriesQuery } from '../../features/booking/booking.queries.js';
import { useClinicOfSeries } from '../clinic-of-series.js';

const BookingDrawer = lazy(async () => ({
  default: (await import('../../features/booking/booking-drawer.js')).BookingDrawer,
}));

interface BookingOverProps {
  readonly seriesId: string;
  readonly onClose: () => void;
}

/** The booking drawer over a patient's or a series' page: the series is known already. */
export function BookingOver({ seriesId, onClose }: BookingOverProps) {
  const queryClient = useQueryClient();
  const { data: series } = useQuery(seriesQuery(seriesId));
  const clinic = useClinicOfSeries(series);
  if (series === undefined || clinic === undefined) return null;
  return (
    <Suspense fallback={null}>
      <BookingDrawer
        clinic={clinic}
        start={{}}
        seriesId={seriesId}
        onClose={onClose}
        onDone={() => {
          void queryClient.invalidateQueries({ queryKey: ['series'] });
          void queryClient.invalidateQueries({ queryKey: ['patients'] });
          onClose();
        }}
      />
    </Suspense>
  );
}
