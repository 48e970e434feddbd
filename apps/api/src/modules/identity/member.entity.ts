import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  PracticeId,
  Reference,
  Text,
  TextList,
  Version,
} from '../../platform/database/columns.js';

/** A person who works for a practice, in one or more roles. */
@Entity('member')
@Unique('member_account_once', ['practiceId', 'accountId'])
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'member_practice_exists' })
@ForeignKey('account', ['accountId'], ['id'], { name: 'member_account_exists' })
@Check(
  'member_roles_known',
  `cardinality(roles) > 0 AND roles <@ ARRAY['scheduler','nurse','physician','administrator','auditor']`,
)
@Check('member_name_present', `btrim(name) <> ''`)
@Check('member_language_known', `language IN ('en','es')`)
@Index('member_by_account', ['accountId'])
export class MemberRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() accountId!: string;
  @Text() name!: string;
  @TextList() roles!: string[];
  /** In which mail to the member is written. */
  @Text({ default: 'en' }) language!: string;
  @Flag({ default: true }) active!: boolean;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
