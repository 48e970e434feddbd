import { useEffect, useEffectEvent } from 'react';

/**
 * Takes the keys for a dialog that has been asked for and does not have the focus yet: it may still be on its way from
 * the server. Otherwise they would be typed elsewhere, or do on the page what its single keys do.
 */
export function useTypedAhead(change: (by: (words: string) => string) => void, onEscape: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest('[aria-modal="true"]') !== null) return;
    if (event.key.length === 1) change((words) => words + event.key);
    else if (event.key === 'Backspace') change((words) => words.slice(0, -1));
    else if (event.key === 'Escape') onEscape();
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    // Before whatever has the focus.
    document.addEventListener('keydown', hear, { capture: true });
    return () => document.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
