import { Injectable } from '@nestjs/common';
import type {
  ChangeMemberStateRequest,
  ChangeRolesRequest,
  MembersView,
  MemberView,
  SecondFactorPolicyRequest,
  SecondFactorPolicyView,
} from '@lull/contracts';
import { checkDisable, checkFactorReset, checkRoleChange } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, Refused } from '../../platform/errors.js';
import {
  Accounts,
  changeMember,
  FactorsOfMembers,
  lockMembers,
  memberOf,
  practiceOf,
  Proofs,
  requireSecondFactor,
  SignInEnd,
  type MemberRecord,
} from '../identity/identity.public.js';
import { MemberRepository, type ListedMember } from './member.repository.js';
import { memberView } from './member.view.js';

const pageSize = 100;

/** Who works in the practice, and in which roles. */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
    private readonly accounts: Accounts,
    private readonly factors: FactorsOfMembers,
    private readonly proofs: Proofs,
    private readonly signIns: SignInEnd,
  ) {}

  page(by: MemberPrincipal, cursor: string | null): Promise<MembersView> {
    return this.database.run(by, async (tx) => {
      const found = await this.members.page(tx, cursor, pageSize + 1);
      const rows = await this.views(tx, by, found.slice(0, pageSize));
      return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
    });
  }

  async changeRoles(
    by: MemberPrincipal,
    id: string,
    version: number,
    { roles }: ChangeRolesRequest,
  ): Promise<MemberView> {
    await this.proofs.require(by);
    const view = await this.database.run(by, async (tx) => {
      const { member, administrators } = await this.locked(tx, by, id);
      const { value } = decided(checkRoleChange(by.memberId, member, roles, administrators));
      // A new word about the same replaces the one that waits.
      await this.members.decideRequests(tx, by.memberId, 'declined', { subject: id });
      await changeMember(tx, member, version, { roles: value.roles, active: member.active });
      if (value.asksForAdministrator)
        await this.members.askForAdministrator(tx, by.memberId, { memberId: id });
      return this.view(tx, by, id);
    });
    // Whoever has other roles signs in with them: no screen goes on that was opened by the old ones.
    await this.signIns.ofMember({ practiceId: by.practiceId, memberId: id });
    return view;
  }

  async changeState(
    by: MemberPrincipal,
    id: string,
    version: number,
    { active }: ChangeMemberStateRequest,
  ): Promise<MemberView> {
    await this.proofs.require(by);
    const view = await this.database.run(by, async (tx) => {
      const { member, administrators } = await this.locked(tx, by, id);
      if (!active) {
        decided(checkDisable(by.memberId, member, administrators));
        await this.members.decideRequests(tx, by.memberId, 'declined', { subject: id });
      }
      await changeMember(tx, member, version, { roles: member.roles, active });
      return this.view(tx, by, id);
    });
    await this.signIns.ofMember({ practiceId: by.practiceId, memberId: id });
    return view;
  }

  /** For somebody who lost phone and codes. The next sign-in is by password alone, or sets one up where it must be. */
  async resetSecondFactor(by: MemberPrincipal, id: string): Promise<MemberView> {
    await this.proofs.require(by);
    const view = await this.database.run(by, async (tx) => {
      const { member } = await this.locked(tx, by, id);
      decided(checkFactorReset(by.memberId, member));
      await this.factors.removeAll(tx, id);
      return this.view(tx, by, id);
    });
    await this.signIns.ofMember({ practiceId: by.practiceId, memberId: id });
    return view;
  }

  policy(by: MemberPrincipal): Promise<SecondFactorPolicyView> {
    return this.database.run(by, async (tx) => ({
      required: (await practiceOf(tx)).secondFactor,
      due: await this.factors.due(tx),
    }));
  }

  async changePolicy(
    by: MemberPrincipal,
    { required }: SecondFactorPolicyRequest,
  ): Promise<SecondFactorPolicyView> {
    await this.proofs.require(by);
    return this.database.run(by, async (tx) => {
      await requireSecondFactor(tx, required);
      return { required, due: await this.factors.due(tx) };
    });
  }

  /** The member, with all members of the practice locked; whoever asks must still be an administrator by now. */
  private async locked(
    tx: Tx,
    by: MemberPrincipal,
    id: string,
  ): Promise<{ readonly member: MemberRecord; readonly administrators: readonly string[] }> {
    const administrators = await lockMembers(tx);
    if (!administrators.includes(by.memberId)) throw new Refused({ code: 'not-allowed' });
    const member = await memberOf(tx, id);
    if (member === undefined) throw notFound('member');
    return { member, administrators };
  }

  private async view(tx: Tx, by: MemberPrincipal, id: string): Promise<MemberView> {
    const member = await memberOf(tx, id);
    const [view] = member === undefined ? [] : await this.views(tx, by, [member]);
    if (view === undefined) throw notFound('member');
    return view;
  }

  private async views(tx: Tx, by: MemberPrincipal, listed: readonly ListedMember[]): Promise<MemberView[]> {
    const ids = listed.map(({ id }) => id);
    const [known, factors, requests, administrators, { secondFactor }] = [
      await this.accounts.known(listed.map(({ accountId }) => accountId)),
      await this.factors.counted(tx, ids),
      await this.members.openRequests(tx),
      await this.members.activeAdministrators(tx),
      await practiceOf(tx),
    ];
    const reader = { memberId: by.memberId, activeAdministrators: administrators, demand: secondFactor };
    return listed.map((member) => {
      const account = known.get(member.accountId);
      return memberView(
        member,
        {
          email: account?.email ?? '',
          lastSeenAt: account?.lastSignInAt ?? null,
          factors: factors.get(member.id) ?? { totp: false, passkeys: 0 },
        },
        requests.find(({ memberId }) => memberId === member.id),
        reader,
      );
    });
  }
}
