import type { DiaryPageView, SymptomAnswerView } from '@lull/contracts';
import { isAccessOver, NotReached, Refused, sendEntry, sendSymptoms } from './api/diary-client.js';
import type { Unsent, UnsentStore } from './api/unsent.js';

/** What became of what was saved in this page. */
interface Sent {
  readonly at: number;
  /** Of a report of symptoms. */
  readonly answer: SymptomAnswerView | null;
}

/** Answered before, from another telephone perhaps; or for a reason that the patient can do nothing about. */
export type RefusedBecause = 'answered-already' | 'not-taken';

export interface OutboxState {
  /** Everything that waits on this phone, whoever wrote it. */
  readonly waiting: readonly Unsent[];
  readonly sent: ReadonlyMap<string, Sent>;
  /** Of what waits: what the server will never take, and why. */
  readonly refused: ReadonlyMap<string, RefusedBecause>;
  /** False: this browser keeps nothing, so the page has to stay open. */
  readonly lasting: boolean;
  readonly sending: boolean;
}

/** What the outbox tells the page. */
export interface OutboxEvents {
  readonly onPage: (page: DiaryPageView) => void;
  readonly onAccessOver: () => void;
}

/**
 * Kept first, then sent, and let go of when the server has acknowledged it: a phone that dies in between loses nothing.
 * Each goes out under its own key, so that one that was sent twice is taken once; and only while the page of its own
 * patient is open.
 */
export class Outbox {
  private now: OutboxState = {
    waiting: [],
    sent: new Map(),
    refused: new Map(),
    lasting: true,
    sending: false,
  };
  private readonly listeners = new Set<() => void>();
  private owner: string | null = null;
  private events: OutboxEvents | null = null;

  constructor(private readonly unsent: Promise<UnsentStore>) {
    void this.lookAnew();
  }

  readonly state = (): OutboxState => this.now;

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whose page is open, and who hears of it; null: nobody's, so nothing is sent. */
  openFor(owner: string | null, events: OutboxEvents): void {
    this.owner = owner;
    this.events = events;
  }

  async save(entry: Unsent): Promise<void> {
    // Said before it is tried: nobody reads for a moment that it waits for a network.
    if (entry.owner !== null) this.change({ sending: true });
    await (await this.unsent).put(entry);
    await this.lookAnew();
    void this.sendAll();
  }

  /** What nobody owned, and the patient says is not theirs. */
  async forget(key: string): Promise<void> {
    await (await this.unsent).delete(key);
    await this.lookAnew();
  }

  /** What the server refused, once the patient was told. */
  async forgetRefused(): Promise<void> {
    const store = await this.unsent;
    for (const key of this.now.refused.keys()) await store.delete(key);
    this.change({ refused: new Map() });
    await this.lookAnew();
  }

  private running = false;

  readonly sendAll = async (): Promise<void> => {
    if (this.running || this.owner === null) return;
    this.running = true;
    try {
      for (let next = this.next(); next !== undefined; next = this.next()) {
        this.change({ sending: true });
        if (!(await this.sendOne(next))) break;
      }
    } finally {
      this.running = false;
      this.change({ sending: false });
    }
  };

  private next(): Unsent | undefined {
    return this.now.waiting.find(({ owner, key }) => owner === this.owner && !this.now.refused.has(key));
  }

  /** Whether the next one can be tried. */
  private async sendOne(entry: Unsent): Promise<boolean> {
    try {
      if (entry.kind === 'entry') {
        const page = await sendEntry(entry.body, entry.key);
        await this.acknowledged(entry, null);
        this.events?.onPage(page);
      } else {
        await this.acknowledged(entry, await sendSymptoms(entry.body, entry.key));
      }
      return true;
    } catch (error) {
      if (!(error instanceof NotReached || error instanceof Refused)) throw error;
      if (isAccessOver(error)) this.events?.onAccessOver();
      if (!isFinal(error)) return false;
      const because = error.code === 'outcomes.diary-answered-already' ? 'answered-already' : 'not-taken';
      this.change({ refused: new Map(this.now.refused).set(entry.key, because) });
      return true;
    }
  }

  private async acknowledged({ key }: Unsent, answer: SymptomAnswerView | null): Promise<void> {
    await (await this.unsent).delete(key);
    this.change({ sent: new Map(this.now.sent).set(key, { at: Date.now(), answer }) });
    await this.lookAnew();
  }

  private async lookAnew(): Promise<void> {
    const store = await this.unsent;
    this.change({ waiting: await store.all(), lasting: store.lasting });
  }

  private change(part: Partial<OutboxState>): void {
    this.now = { ...this.now, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** What another try cannot change: neither the end of the access, nor a limit of calls, nor a failure of the server. */
function isFinal(error: NotReached | Refused): error is Refused {
  return (
    error instanceof Refused &&
    error.status >= 400 &&
    error.status < 500 &&
    ![401, 408, 429].includes(error.status)
  );
}
