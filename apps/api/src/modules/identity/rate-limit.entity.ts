import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Whole } from '../../platform/database/columns.js';

/**
 * Tries and calls that were counted. The columns and their order are those of rate-limiter-flexible, which
 * writes them; the key holds a SHA-256, so that the table names nobody.
 */
@Entity('rate_limit')
export class RateLimitRow {
  @PrimaryColumn('text') key!: string;
  @Whole({ default: 0 }) points!: number;
  /** Epoch milliseconds. */
  @Column('bigint', { nullable: true }) expire!: string | null;
}
