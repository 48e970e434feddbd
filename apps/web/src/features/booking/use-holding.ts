import type { ClinicView, HeldTimeView, HoldTimeRequest } from '@lull/contracts';
import { useState } from 'react';
import { holdTime, useHeldTimesChanged } from '../../api/held-times.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { timeText } from '../../ui/clock.js';

interface Holding {
  readonly held: HeldTimeView | null;
  readonly hold: (wish: HoldTimeRequest) => void;
  readonly forget: () => void;
  readonly pending: boolean;
  readonly error: Error | null;
}

/** Holds the time that the drawer stands at, for as long as a telephone call takes. */
export function useHolding(clinic: ClinicView): Holding {
  const [held, setHeld] = useState<HeldTimeView | null>(null);
  const announce = useAnnounce();
  const changed = useHeldTimesChanged();
  const { mutate, isPending, error } = useChange(
    (request: HoldTimeRequest, key: string) => holdTime(request, key),
    async (now) => {
      setHeld(now);
      announce(`Held for ${now.patientName} until ${timeText(now.expiresAt, clinic.timeZone)}.`);
      await changed();
    },
  );
  return {
    held,
    hold: mutate,
    forget: () => setHeld(null),
    pending: isPending,
    error,
  };
}
