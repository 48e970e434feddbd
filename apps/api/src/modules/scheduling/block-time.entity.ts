import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  Instant,
  InstantRange,
  PracticeId,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

/** One week is otherwise: at another time and in a room, or (all three null) not at all. */
@Entity('block_time_exception')
@ForeignKey('block_time', ['practiceId', 'blockTimeId'], ['practiceId', 'id'], {
  name: 'block_time_exception_block_time_exists',
})
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], {
  name: 'block_time_exception_room_exists',
})
@ForeignKey('member', ['practiceId', 'changedBy'], ['practiceId', 'id'], {
  name: 'block_time_exception_member_exists',
})
@Unique('block_time_exception_once', ['practiceId', 'blockTimeId', 'date'])
@Check('block_time_exception_ordered', `starts < ends`)
@Check(
  'block_time_exception_complete',
  `(starts IS NULL) = (ends IS NULL) AND (starts IS NULL) = (room_id IS NULL)`,
)
export class BlockTimeExceptionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() blockTimeId!: string;
  @CivilDate() date!: string;
  @Column('time', { precision: 0, nullable: true }) starts!: string | null;
  @Column('time', { precision: 0, nullable: true }) ends!: string | null;
  @Reference({ nullable: true }) roomId!: string | null;
  @Reference({ nullable: true }) changedBy!: string | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** An occurrence that was given back, as it was then; it stands until it is reclaimed. */
@Entity('block_time_release')
@ForeignKey('block_time', ['practiceId', 'blockTimeId'], ['practiceId', 'id'], {
  name: 'block_time_release_block_time_exists',
})
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], {
  name: 'block_time_release_room_exists',
})
@ForeignKey('member', ['practiceId', 'releasedBy'], ['practiceId', 'id'], {
  name: 'block_time_release_member_exists',
})
@ForeignKey('member', ['practiceId', 'reclaimedBy'], ['practiceId', 'id'], {
  name: 'block_time_release_reclaimer_exists',
})
@Index('block_time_release_stands_once', ['practiceId', 'blockTimeId', 'date'], {
  unique: true,
  where: `reclaimed_at IS NULL`,
})
@Check('block_time_release_how_known', `how IN ('automatic','by-hand')`)
@Check('block_time_release_by_hand_names_member', `(how = 'by-hand') = (released_by IS NOT NULL)`)
@Check('block_time_release_reclaimed_names_member', `(reclaimed_at IS NULL) = (reclaimed_by IS NULL)`)
@Check('block_time_release_minutes_possible', `minutes >= 0`)
export class BlockTimeReleaseRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() blockTimeId!: string;
  @CivilDate() date!: string;
  @Reference() roomId!: string;
  @InstantRange() during!: string;
  @Text() how!: 'automatic' | 'by-hand';
  /** Those that no session held then. */
  @Whole() minutes!: number;
  @Reference({ nullable: true }) releasedBy!: string | null;
  @CreatedAt() releasedAt!: Temporal.Instant;
  @Reference({ nullable: true }) reclaimedBy!: string | null;
  @Instant({ nullable: true }) reclaimedAt!: Temporal.Instant | null;
}

/** An occurrence that the automatic release leaves alone. */
@Entity('block_time_keep')
@ForeignKey('block_time', ['practiceId', 'blockTimeId'], ['practiceId', 'id'], {
  name: 'block_time_keep_block_time_exists',
})
@ForeignKey('member', ['practiceId', 'keptBy'], ['practiceId', 'id'], {
  name: 'block_time_keep_member_exists',
})
@Unique('block_time_keep_once', ['practiceId', 'blockTimeId', 'date'])
@Check('block_time_keep_reason_present', `btrim(reason) <> ''`)
export class BlockTimeKeepRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() blockTimeId!: string;
  @CivilDate() date!: string;
  @Text() reason!: string;
  @Reference() keptBy!: string;
  @CreatedAt() keptAt!: Temporal.Instant;
}
