import type { DiaryPageView } from '@lull/contracts';
import { useEffect, useEffectEvent, useState } from 'react';
import { endAccess, isAccessOver, NotReached, openPage, readPage, Refused } from './api/diary-client.js';
import { takeToken } from './link-token.js';

/** Where the patient stands on the way to their own page. */
type Access =
  | { readonly step: 'opening' }
  | { readonly step: 'link'; readonly why: 'none' | 'offline' | 'closed' }
  | { readonly step: 'birth-date'; readonly ended: boolean; readonly offline?: true }
  | { readonly step: 'open' };

/** Why the page did not open. */
export type NotOpened = 'not-accepted' | 'not-reached' | 'too-many' | 'failed';

export interface Diary {
  readonly access: Access;
  /** The page as it was last read; kept behind the question for the birth date, so that nothing typed is lost. */
  readonly page: DiaryPageView | null;
  /** By how much the server's clock is ahead of the phone's. */
  readonly aheadMs: number;
  readonly open: (birthDate: string) => Promise<NotOpened | null>;
  /** A link that was pasted. */
  readonly useLink: (token: string) => void;
  readonly onPage: (page: DiaryPageView) => void;
  readonly onAccessOver: () => void;
  /** What failed for another reason than a refusal by this page's access. */
  readonly readAnew: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The token is held here and nowhere else: neither in the address, nor in any storage. */
export function useDiary(first: string | null): Diary {
  const [token, setToken] = useState(first);
  const [page, setPage] = useState<DiaryPageView | null>(null);
  const [aheadMs, setAheadMs] = useState(0);
  const [access, setAccess] = useState<Access>(
    first === null ? { step: 'opening' } : { step: 'birth-date', ended: false },
  );

  const onPage = (read: DiaryPageView): void => {
    setPage(read);
    setAheadMs(read.now - Date.now());
    setAccess({ step: 'open' });
  };
  const withLink = (given: string): void => {
    setToken(given);
    setAccess({ step: 'birth-date', ended: false });
  };
  const onAccessOver = (): void =>
    setAccess(token === null ? { step: 'link', why: 'none' } : { step: 'birth-date', ended: true });
  const readAnew = async (): Promise<void> => {
    try {
      onPage(await readPage());
    } catch (error) {
      if (isAccessOver(error)) onAccessOver();
      else if (!(error instanceof NotReached || error instanceof Refused)) throw error;
    }
  };

  /** Opened anew within the 30 minutes: the access still stands, although the token is gone. */
  const resumed = useEffectEvent(onPage);
  const opening = access.step === 'opening';
  useEffect(() => {
    if (!opening) return;
    readPage().then(
      (read) => resumed(read),
      (error: unknown) => setAccess({ step: 'link', why: error instanceof NotReached ? 'offline' : 'none' }),
    );
  }, [opening]);

  const offline = access.step === 'link' && access.why === 'offline';
  useEffect(() => {
    if (!offline) return;
    const again = (): void => setAccess({ step: 'opening' });
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [offline]);

  // A link that is opened while the page stands changes the fragment alone.
  const onFragment = useEffectEvent(() => {
    const given = takeToken();
    if (given !== null) withLink(given);
  });
  useEffect(() => {
    const listen = (): void => onFragment();
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);

  const lookAtTheClock = useEffectEvent(() => {
    if (access.step === 'open' && page !== null && Date.now() + aheadMs >= page.accessUntil) onAccessOver();
  });
  useEffect(() => {
    // A phone that slept has missed the minutes: it is asked again when somebody looks at it.
    const timer = setInterval(lookAtTheClock, 5_000);
    const listen = (): void => lookAtTheClock();
    document.addEventListener('visibilitychange', listen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', listen);
    };
  }, []);

  return {
    access,
    page,
    aheadMs,
    onPage,
    onAccessOver,
    readAnew,
    useLink: withLink,
    open: async (birthDate) => {
      if (token === null) return 'failed';
      try {
        onPage(await openPage({ token, birthDate }));
        return null;
      } catch (error) {
        if (error instanceof NotReached) {
          setAccess({ step: 'birth-date', ended: false, offline: true });
          return 'not-reached';
        }
        if (!(error instanceof Refused)) throw error;
        if (error.status === 429) return 'too-many';
        return error.status >= 500 ? 'failed' : 'not-accepted';
      }
    },
    close: async () => {
      setPage(null);
      setToken(null);
      setAccess({ step: 'link', why: 'closed' });
      try {
        await endAccess();
      } catch (error) {
        // Without a network the access ends by itself after its 30 minutes.
        if (!(error instanceof NotReached || error instanceof Refused)) throw error;
      }
    },
  };
}
