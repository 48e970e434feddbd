import type { ClinicView, HeldTimeView, HoldTimeRequest } from '@lull/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { heldTimeQuery, holdTime, useHeldTimesChanged } from '../../api/held-times.js';
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
  const queryClient = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  // Read on: it runs out, and a colleague may end it.
  const { data: held = null } = useQuery({ ...heldTimeQuery(id ?? ''), enabled: id !== null });
  const announce = useAnnounce();
  const changed = useHeldTimesChanged();
  const { mutate, isPending, error } = useChange(
    (request: HoldTimeRequest, key: string) => holdTime(request, key),
    async (now) => {
      queryClient.setQueryData(heldTimeQuery(now.id).queryKey, now);
      setId(now.id);
      announce(`Held for ${now.patientName} until ${timeText(now.expiresAt, clinic.timeZone)}.`);
      await changed();
    },
  );
  return {
    held: id === null ? null : held,
    hold: mutate,
    forget: () => setId(null),
    pending: isPending,
    error,
  };
}
