import { useCallback, useEffect, useState } from 'react';

/** Prints one part of a page: `alone` says which while it is printed, so that the others can stay away. */
export function usePrintAlone<Part extends string>(): {
  readonly alone: Part | null;
  readonly printAlone: (part: Part) => void;
} {
  const [alone, setAlone] = useState<Part | null>(null);
  useEffect(() => {
    if (alone === null) return undefined;
    const done = () => setAlone(null);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [alone]);
  const printAlone = useCallback((part: Part) => setAlone(part), []);
  return { alone, printAlone };
}
