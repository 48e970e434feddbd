import { useEffect, useState, type ReactNode } from 'react';

/** Shows a skeleton only when the wait is long enough to be noticed: a flash of grey is worse than nothing. */
export function AfterMoment({ ms = 150, children }: { readonly ms?: number; readonly children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late ? children : null;
}
