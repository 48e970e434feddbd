import { Refused } from '../../platform/errors.js';

/** Lets a few bodies run at once and a limited number wait; whoever comes then is refused at once. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  async pass<T>(body: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mostWaiting)
        throw new Refused({ code: 'too-many-requests', facts: { retryAfterSeconds: 2 } });
      // Whoever leaves hands its place over, so `running` does not change.
      await new Promise<void>((enter) => this.waiting.push(enter));
    } else {
      this.running += 1;
    }
    try {
      return await body();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
