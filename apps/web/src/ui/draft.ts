import { useEffect, useState } from 'react';

const prefix = 'lull-draft:';

/**
 * What somebody is typing, kept over a reload of the tab until it is saved or thrown away. In the tab's own
 * storage alone: it ends with the tab, and `forgetDrafts` ends it at sign-out. `key` names the member too.
 */
export function useDraft<Draft extends object>(
  key: string,
  empty: Draft,
): readonly [Draft, (change: Partial<Draft>) => void, () => void] {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...read(key) }));
  useEffect(() => {
    sessionStorage.setItem(prefix + key, JSON.stringify(draft));
  }, [key, draft]);
  return [
    draft,
    (change) => setDraft((before) => ({ ...before, ...change })),
    () => sessionStorage.removeItem(prefix + key),
  ];
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}

function read(key: string): object {
  const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + key) ?? '{}');
  return typeof kept === 'object' && kept !== null ? kept : {};
}
