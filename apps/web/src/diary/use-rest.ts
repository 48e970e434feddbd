import { useEffect, useState } from 'react';
import type * as restOfPage from './rest.js';

type RestOfPage = typeof restOfPage;

/**
 * The rest of the page, which nobody needs before the birth date is asked for: so that question stands sooner. Null
 * until it is there; a network that failed is tried again as soon as it is back, and after a while.
 */
export function useRest(wanted: boolean): RestOfPage | null {
  const [rest, setRest] = useState<RestOfPage | null>(null);
  const missing = wanted && rest === null;
  useEffect(() => {
    if (!missing) return;
    const read = (): void => void import('./rest.js').then(setRest, () => undefined);
    read();
    const timer = setInterval(read, 3_000);
    addEventListener('online', read);
    return () => {
      clearInterval(timer);
      removeEventListener('online', read);
    };
  }, [missing]);
  return rest;
}
