import { useEffect, useEffectEvent } from 'react';

/**
 * Esc gives up what is under way on the page before anything that is open beside it closes. `act` says whether
 * there was something to give up; if so, nobody else hears of the key. Heard at the window: the document is where
 * what closes listens, and who came there first is a matter of what was drawn first.
 */
export function useEscapeFirst(act: (event: KeyboardEvent) => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing && act(event)) event.stopPropagation();
  });
  useEffect(() => {
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
