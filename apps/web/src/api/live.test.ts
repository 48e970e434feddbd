import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToClinic, type LiveMessage } from './live.js';

/** The streams that the browser would have opened, in order; jsdom has none. */
let streams: Stream[] = [];

class Stream extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  constructor(readonly address: string) {
    super();
    streams.push(this);
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
  /** What the server or the network does; a stream that is closed tells nothing more. */
  gets(name: string, text = '{}'): void {
    if (this.readyState !== Stream.CLOSED) this.dispatchEvent(new MessageEvent(name, { data: text }));
  }
}

let heard: string[] = [];
let stop = (): void => undefined;

const newest = (): Stream => {
  const stream = streams.at(-1);
  if (stream === undefined) throw new Error('Nothing listens to the server.');
  return stream;
};

const words = (message: LiveMessage): string =>
  message.kind === 'connection' ? (message.live ? 'live' : 'lost') : message.kind;

beforeEach(() => {
  [streams, heard] = [[], []];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('EventSource', Stream);
  stop = listenToClinic('clinic', (message) => heard.push(words(message)));
  newest().gets('open');
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('The connection to the server', () => {
  it('stands as long as the server says that it is there', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      await vi.advanceTimersByTimeAsync(40_000);
      newest().gets('here');
    }
    expect([heard, streams.length]).toEqual([['live'], 1]);
  });

  it('is lost when nothing was heard for longer than two heartbeats, and made anew', async () => {
    await vi.advanceTimersByTimeAsync(46_000);
    expect([heard, streams.length]).toEqual([['live', 'lost'], 2]);
    newest().gets('open');
    expect(heard).toEqual(['live', 'lost', 'live', 'resync']);
  });

  it('is lost with the network, although an answer from before comes late', async () => {
    const [before] = streams;
    globalThis.dispatchEvent(new Event('offline'));
    await vi.advanceTimersByTimeAsync(0);
    before?.gets('open');
    newest().gets('error');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toEqual(['live', 'lost']);
  });

  it('stands when the server is reached although the browser took the network for lost', async () => {
    globalThis.dispatchEvent(new Event('offline'));
    await vi.advanceTimersByTimeAsync(0);
    newest().gets('open');
    expect(heard).toEqual(['live', 'lost', 'live', 'resync']);
  });

  it('is made anew when the network is back, and says nothing more once it is ended', async () => {
    globalThis.dispatchEvent(new Event('offline'));
    await vi.advanceTimersByTimeAsync(0);
    globalThis.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(streams).toHaveLength(3);
    stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([heard, streams.length]).toEqual([['live', 'lost'], 3]);
  });
});
