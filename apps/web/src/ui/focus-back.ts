import { useEffect } from 'react';

/**
 * For a drawer or dialog that is taken out of the page rather than closed in it: the focus goes back to where it was
 * when this opened, so that whoever works by keyboard goes on from there (WCAG 2.4.3).
 */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
