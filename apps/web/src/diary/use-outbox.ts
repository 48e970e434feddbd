import { useEffect, useSyncExternalStore } from 'react';
import type { Outbox, OutboxEvents, OutboxState } from './outbox.js';

const againMs = 20_000;

/** The outbox of the open page: tried when the page opens, when the network comes back, and every some seconds. */
export function useOutbox(
  outbox: Outbox,
  owner: string | null,
  { onPage, onAccessOver }: OutboxEvents,
): OutboxState {
  const state = useSyncExternalStore(outbox.listen, outbox.state);
  useEffect(() => {
    outbox.openFor(owner, { onPage, onAccessOver });
  });
  const count = state.waiting.length;
  useEffect(() => {
    if (owner === null || count === 0) return;
    const again = (): void => void outbox.sendAll();
    again();
    const timer = setInterval(again, againMs);
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [outbox, owner, count]);
  return state;
}
