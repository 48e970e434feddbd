import { Injectable } from '@nestjs/common';
import type { Temporal } from '@lull/domain';

/** Where "now" comes from: the database's clock, so that two application servers cannot disagree. */
@Injectable()
export class Clock {
  now(databaseNow: Temporal.Instant): Temporal.Instant {
    return databaseNow;
  }

  /** A whole number of milliseconds below `limit`, for pauses that must not coincide. */
  jitter(limit: number): number {
    return Math.floor(Math.random() * limit);
  }
}
