import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { messageChannels, type MessageChannel } from '@lull/domain';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Notices } from '../../platform/database/notices.js';
import { Log } from '../../platform/log.js';
import { Outbox } from './outbox.js';
import { StaffOutbox } from './staff-outbox.js';

const pollMs = 1_000;
/** A channel whose other side is slow holds up itself alone, and not all of itself. */
const lanesPerChannel = 2;

/**
 * Sends what is due, in every process: the rows of `message` are the truth, this is only their clockwork. It looks
 * every second, and at once when the database says that something is due. When the process stops, what is under way
 * ends and what has not begun is given back.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private stopping = false;
  private lanes: Promise<void>[] = [];
  private readonly sleepers = new Set<() => void>();
  private unhear: (() => void) | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly staff: StaffOutbox,
    private readonly door: AuthDatabase,
    private readonly notices: Notices,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.rounds) return;
    this.unhear = this.notices.hear({
      said: (payload) => {
        if (payload.includes('"kind" : "message"')) this.wake();
      },
      missed: () => this.wake(),
    });
    this.lanes = messageChannels.flatMap((channel) =>
      Array.from({ length: lanesPerChannel }, () => this.lane(channel)),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.unhear?.();
    this.wake();
    await Promise.all(this.lanes);
  }

  /** Sends what is due on a channel, one after the other, until nothing is. */
  async drain(channel: MessageChannel): Promise<void> {
    const practices = await this.door.rows<{ practice_id: string }>(
      `SELECT DISTINCT practice_id FROM message
        WHERE (state = 'pending' AND due_at <= clock_timestamp()) OR (state = 'leased' AND lease_until < clock_timestamp())`,
    );
    for (const { practice_id: practiceId } of practices)
      while (!this.stopping && (await this.one(practiceId, channel)));
  }

  private async one(practiceId: string, channel: MessageChannel): Promise<boolean> {
    const next = await this.outbox.next(practiceId, channel);
    if (next === null) return false;
    if (next !== 'settled') await (this.stopping ? this.outbox.giveBack(next) : this.outbox.send(next));
    return true;
  }

  private async lane(channel: MessageChannel): Promise<void> {
    while (!this.stopping) {
      try {
        await this.drain(channel);
        if (channel === 'email') await this.staff.drain(() => this.stopping);
      } catch (error) {
        // The rows stand as they stood; the next round sees them again.
        this.log.failure(error, 'ROUND', 'outbox');
      }
      if (!this.stopping) await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const awake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, pollMs);
      this.sleepers.add(awake);
    });
  }

  private wake(): void {
    for (const awake of this.sleepers) awake();
  }
}
