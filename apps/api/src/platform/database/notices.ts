import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { CONFIG } from '../config.token.js';
import type { Config } from '../config.js';
import { Log } from '../log.js';

const channel = 'lull_change';
const firstPauseMs = 250;
const longestPauseMs = 10_000;

export interface Hearer {
  said(payload: string): void;
  /** The connection was lost and is back: something may have been said meanwhile. */
  missed(): void;
}

/** Hears what the database says of changes (migration 006), over one connection of its own for the whole process. */
@Injectable()
export class Notices implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly hearers = new Set<Hearer>();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private pauseMs = firstPauseMs;
  private wasLost = false;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end();
  }

  /** Returns the function that ends the hearing. */
  hear(hearer: Hearer): () => void {
    this.hearers.add(hearer);
    return () => void this.hearers.delete(hearer);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'lull-changes',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    // Without a listener for its errors a lost connection would end the process.
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload }) => this.tell(payload));
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.log.event('changes-not-heard', {
        kind: error instanceof Error ? error.constructor.name : typeof error,
      });
      this.lost(client);
      return;
    }
    this.pauseMs = firstPauseMs;
    if (!this.wasLost) return;
    this.wasLost = false;
    this.log.event('changes-heard-again');
    for (const hearer of this.hearers) hearer.missed();
  }

  private lost(client: pg.Client): void {
    // An end after an error, or our own stop, is no news.
    if (this.stopped || this.client !== client) return;
    this.client = null;
    this.wasLost = true;
    // The socket may be half open; what it says now interests nobody.
    client.end().catch(() => this.log.event('changes-connection-broken'));
    this.timer = setTimeout(() => void this.connect(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }

  private tell(payload: string | undefined): void {
    if (payload === undefined) return;
    for (const hearer of this.hearers) hearer.said(payload);
  }
}
