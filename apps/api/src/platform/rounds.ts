import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from './config.token.js';
import type { Config } from './config.js';
import { Log } from './log.js';

/**
 * Work that comes round by itself while the application runs, in every process: what it does must be harmless
 * when another process did it a moment ago.
 */
@Injectable()
export class Rounds implements OnModuleDestroy {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private ended = false;

  constructor(
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Does `work` again and again, so long after it has ended. A round that fails is noted, and ends nothing. */
  every(pauseMs: number, name: string, work: () => Promise<void>): void {
    if (!this.config.rounds || this.ended) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const round = work()
        .catch((error: unknown) => this.log.failure(error, 'ROUND', name))
        .finally(() => {
          this.running.delete(round);
          this.every(pauseMs, name, work);
        });
      this.running.add(round);
    }, pauseMs).unref();
    this.timers.add(timer);
  }

  /** Does `work` for one after another. One that fails is noted, and keeps none after it from its turn. */
  async inTurn<T>(name: string, all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
    for (const one of all) {
      try {
        await work(one);
      } catch (error) {
        this.log.failure(error, 'ROUND', name);
      }
    }
  }

  /** Lets what is under way end, so that the connections close after it. */
  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }
}
