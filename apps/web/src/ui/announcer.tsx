import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

type Announce = (text: string) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** The one live region of the application: what changed, for those who do not see it change (WCAG 4.1.3). */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const flip = useRef(false);
  const announce = useCallback<Announce>((sentence) => {
    // The same sentence twice would not be read twice; a trailing no-break space makes it another one.
    flip.current = !flip.current;
    setText(flip.current ? sentence : `${sentence}\u00a0`);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <output aria-live="polite" className="visually-hidden">
        {text}
      </output>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  const announce = use(AnnounceContext);
  return useMemo(() => announce, [announce]);
}
