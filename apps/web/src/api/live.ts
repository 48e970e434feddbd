import type { ChangeNotice } from '@lull/contracts';

/** What every tab of the browser hears about one clinic. */
export type LiveMessage =
  | { readonly kind: 'change'; readonly notice: ChangeNotice }
  /** Notices may have been missed: read again what is shown. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'connection'; readonly since: number; readonly live: boolean };

type Listener = (message: LiveMessage) => void;

/**
 * One connection per browser: the tab that holds the lock listens to the server and tells the others,
 * because the seventh event stream to one host would wait for ever over HTTP/1.1. When that tab goes,
 * the lock passes on and the next one connects. Gives back the function that ends it.
 */
export function listenToClinic(clinicId: string, listener: Listener): () => void {
  const name = `lull-live-${clinicId}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  let last: LiveMessage | undefined;
  channel.addEventListener('message', ({ data: message }: MessageEvent<LiveMessage | 'who-is-there'>) => {
    if (message !== 'who-is-there') listener(message);
    else if (last !== undefined) channel.postMessage(last);
  });
  const tellEveryTab = (message: LiveMessage): void => {
    if (message.kind === 'connection') last = message;
    listener(message);
    channel.postMessage(message);
  };
  channel.postMessage('who-is-there');
  lead(name, ended.signal, () => connect(clinicId, ended.signal, tellEveryTab));
  return () => {
    ended.abort();
    channel.close();
  };
}

function lead(name: string, signal: AbortSignal, work: () => Promise<void>): void {
  // Web Locks exist on secure origins alone; without them each tab has its own connection.
  const locks: LockManager | undefined = navigator.locks;
  const leading = locks === undefined ? work() : locks.request(name, { signal }, work);
  leading.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** The server says every twenty seconds that it is there; after two of them missed nothing is heard any more. */
const silenceMs = 45_000;
const spoken = ['open', 'here', 'change', 'resync'] as const;
/** How soon to try again when the browser has given up on the stream (it retries by itself on a lost network). */
const retryMs = 3_000;

async function connect(clinicId: string, signal: AbortSignal, tell: Listener): Promise<void> {
  let connectedBefore = false;
  let live: boolean | undefined;
  const say = (nowLive: boolean): void => {
    if (live === nowLive) return;
    live = nowLive;
    tell({ kind: 'connection', since: Date.now(), live: nowLive });
  };
  while (!signal.aborted) {
    await new Promise<void>((resolve) => {
      const source = new EventSource(`/api/v1/clinics/${clinicId}/changes`);
      const over = new AbortController();
      const end = (): void => {
        clearTimeout(silence);
        over.abort();
        source.close();
        resolve();
      };
      const lost = (): void => {
        say(false);
        end();
      };
      let silence = setTimeout(lost, silenceMs);
      const heard = (): void => {
        clearTimeout(silence);
        silence = setTimeout(lost, silenceMs);
      };
      for (const name of spoken) source.addEventListener(name, heard);
      signal.addEventListener('abort', end, { once: true });
      // An open stream can stay open, and silent, when the network goes: the browser knows it first. Whether the
      // server is out of reach as well, the next connection tells.
      const gone = { signal: AbortSignal.any([signal, over.signal]) };
      globalThis.addEventListener('offline', lost, gone);
      globalThis.addEventListener('online', end, gone);
      source.addEventListener('open', () => {
        say(true);
        if (connectedBefore) tell({ kind: 'resync' });
        connectedBefore = true;
      });
      source.addEventListener('change', ({ data: text }: MessageEvent<string>) => {
        tell({ kind: 'change', notice: JSON.parse(text) as ChangeNotice });
      });
      source.addEventListener('resync', () => tell({ kind: 'resync' }));
      source.addEventListener('error', () => {
        say(false);
        if (source.readyState === EventSource.CLOSED) setTimeout(end, retryMs);
      });
    });
  }
}
