import type { DiaryPageView } from '@lull/contracts';
import { useState } from 'react';
import { isAccessOver, NotReached, Refused } from '../api/diary-client.js';
import type { Diary } from '../use-diary.js';

/** Why nothing changed: the visit is no longer as it was shown, no network, or the server's no. */
export type Unchanged = 'changed' | 'not-reached' | 'failed';

export interface VisitChange {
  readonly busy: boolean;
  readonly unchanged: Unchanged | null;
  /** Whether it was done. */
  readonly run: (change: () => Promise<DiaryPageView>) => Promise<boolean>;
}

/** A visit is changed by the server alone, and only with a network: nothing about a visit waits on the phone. */
export function useVisitChange(diary: Diary): VisitChange {
  const [busy, setBusy] = useState(false);
  const [unchanged, setUnchanged] = useState<Unchanged | null>(null);
  const failed = async (error: unknown): Promise<void> => {
    if (isAccessOver(error)) return diary.onAccessOver();
    if (error instanceof NotReached) return setUnchanged('not-reached');
    if (!(error instanceof Refused)) throw error;
    setUnchanged(error.status === 409 || error.status === 412 ? 'changed' : 'failed');
    // A visit that is no longer there leaves the list.
    if ([404, 409, 412].includes(error.status)) await diary.readAnew();
  };
  return {
    busy,
    unchanged,
    run: async (change) => {
      setBusy(true);
      setUnchanged(null);
      try {
        diary.onPage(await change());
        return true;
      } catch (error) {
        await failed(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
