import { useSyncExternalStore } from 'react';

/*
 * Whether the browser hears of changes. Without that nobody may write: what stands on the screen may be old, and
 * a whole clinic that writes from memory is worse than one that waits.
 */
let offlineSince: number | null = null;
const listeners = new Set<() => void>();

/** Since when nothing is heard any more; null while the connection stands, or nobody listens. */
export function setOfflineSince(since: number | null): void {
  if (offlineSince === since) return;
  offlineSince = since;
  for (const listener of listeners) listener();
}

export function offlineNow(): number | null {
  return offlineSince;
}

export function useOfflineSince(): number | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, offlineNow);
}
