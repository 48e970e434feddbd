import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';

/** For what outlives a call, such as a stream of events: does the sign-in behind it still hold? */
@Injectable()
export class SignInWatch {
  constructor(
    private readonly door: AuthDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The member's roles at this moment, or null when the sign-in has ended, is past its idle or absolute limit,
   * or the member works here no more. Asking does not put off the idle limit.
   */
  async rolesNow(member: MemberPrincipal): Promise<readonly Role[] | null> {
    const [row] = await this.door.rows<{ roles: Role[] }>(
      `SELECT m.roles FROM sign_in s JOIN member m ON m.practice_id = s.practice_id AND m.id = s.member_id
         JOIN account a ON a.id = m.account_id
        WHERE s.practice_id = $1 AND s.id = $2 AND s.expires_at > clock_timestamp()
          AND s.last_seen_at > clock_timestamp() - make_interval(mins => $3) AND m.active AND NOT a.disabled`,
      [member.practiceId, member.signInId, this.config.signIn.idleMinutes],
    );
    return row?.roles ?? null;
  }
}
