import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useClinics } from '../clinic-zone.js';

const BookingDrawer = lazy(async () => ({ default: (await import('../../features/booking/booking-drawer.js')).BookingDrawer }));

interface BookingOverProps {
  readonly seriesId: string;
  readonly onClose: () => void;
}

/** The booking drawer over a patient's or a series' page: the series is known already. */
export function BookingOver({ seriesId, onClose }: BookingOverProps) {
  const { known } = useClinics();
  const queryClient = useQueryClient();
  const [clinic] = known;
  if (clinic === undefined) return null;
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
