import { Inject, Injectable } from '@nestjs/common';
import type { FactorAddedView, OwnAccountView, RecoveryCodesView, TotpSeedView } from '@lull/contracts';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import { seal, unseal } from '../../platform/secret-box.js';
import { Accounts } from './accounts.js';
import { noteAccountChange } from './member.repository.js';
import { ownAccountView } from './own-account.view.js';
import { Passkeys, refuseEmpty } from './passkeys.js';
import { Proofs } from './proofs.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { SecondFactorRepository, type FactorKind } from './second-factor.repository.js';
import { seedPurpose } from './second-factors.js';
import { hashOfToken, newToken } from './sign-in-token.js';
import { SignInRepository } from './sign-in.repository.js';
import { newSeed, seedUri, stepOfCode } from './totp.js';

const mostPasskeys = 20;
type Json = Readonly<Record<string, unknown>>;

/** What somebody does about their own account. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly signIns: SignInRepository,
    private readonly factors: SecondFactorRepository,
    private readonly passkeys: Passkeys,
    private readonly proofs: Proofs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async account(member: MemberPrincipal): Promise<OwnAccountView> {
    const [known, open] = await Promise.all([
      this.accounts.ofMember(member),
      this.signIns.open(member, this.config.signIn.idleMinutes),
    ]);
    return this.database.run(member, async (tx) => {
      const factors = await this.factors.of(tx, member.memberId);
      const left = await this.factors.recoveryCodesLeft(tx, member.memberId);
      return ownAccountView(member, known, open, factors, left, this.config.secretKeys.length > 0);
    });
  }

  /** Gives the sign-in another token; every other one of the account has ended. */
  async changePassword(
    member: MemberPrincipal,
    address: string,
    change: { readonly current: string; readonly password: string },
  ): Promise<string> {
    const { id, email } = await this.accounts.ofMember(member);
    await this.accounts.verify(email, change.current, address, '/current');
    await this.accounts.refuseWeak(change.password, email);
    await this.noted(member, 'password', () => this.accounts.setPassword(id, change.password));
    const token = newToken();
    await this.signIns.renew(member, hashOfToken(token));
    await this.signIns.endOthersOfAccount(member, member.signInId);
    return token;
  }

  /** The password once more. */
  async prove(member: MemberPrincipal, address: string, password: string): Promise<void> {
    const { email } = await this.accounts.ofMember(member);
    await this.accounts.verify(email, password, address, '/password');
    await this.signIns.prove(member);
  }

  async endSignIn(member: MemberPrincipal, id: string): Promise<void> {
    if (!(await this.signIns.endOne(member, id))) throw notFound('sign-in');
  }

  async newTotpSeed(member: MemberPrincipal): Promise<TotpSeedView> {
    await this.proofs.require(member);
    this.requireKey();
    const { email } = await this.accounts.ofMember(member);
    const seed = newSeed();
    // It is kept nowhere until its first code is right: the page brings it back as it was sealed.
    const sealed = seal(this.config.secretKeys, seed, `start:${seedPurpose(member)}`);
    return { seed, uri: seedUri(seed, email), sealed };
  }

  async confirmTotp(
    member: MemberPrincipal,
    { sealed, code }: { readonly sealed: string; readonly code: string },
  ): Promise<FactorAddedView> {
    await this.proofs.require(member);
    this.requireKey();
    const seed = unseal(this.config.secretKeys, sealed, `start:${seedPurpose(member)}`);
    if (seed === undefined)
      throw new Refused(fieldInvalid('sealed', 'known', 'Begin anew with another code to scan.'));
    const recoveryCodes = await this.database.run(member, async (tx) => {
      const step = stepOfCode(seed, code.replaceAll(' ', ''), tx.now.epochMilliseconds);
      if (step === null)
        throw new Refused(
          fieldInvalid(
            'code',
            'known',
            'This is not the code of this moment. Is the clock of your phone right?',
          ),
        );
      // A new one takes the place of the old: a lost phone must not go on opening the door.
      await this.factors.remove(tx, member.memberId, { kind: 'totp' });
      const factorId = await this.factors.insert(tx, member.memberId, 'totp', 'Authenticator app');
      if (factorId === undefined) throw new Refused({ code: 'conflict' });
      await this.factors.keepSeed(
        tx,
        factorId,
        seal(this.config.secretKeys, seed, seedPurpose(member)),
        step,
      );
      return this.firstRecoveryCodes(tx, member.memberId);
    });
    return { account: await this.account(member), recoveryCodes };
  }

  async removeTotp(member: MemberPrincipal): Promise<OwnAccountView> {
    return this.removeFactor(member, { kind: 'totp' });
  }

  async passkeyOptions(member: MemberPrincipal, origin: string): Promise<Json> {
    await this.proofs.require(member);
    const { email, name } = await this.accounts.ofMember(member);
    const known = await this.database.run(member, (tx) => this.factors.credentialsOf(tx, member.memberId));
    return this.passkeys.registrationOptions(member, { email, name }, known, origin);
  }

  async addPasskey(
    member: MemberPrincipal,
    { name, response }: { readonly name: string; readonly response: Json },
    origin: string,
  ): Promise<FactorAddedView> {
    await this.proofs.require(member);
    refuseEmpty(response);
    const credential = await this.passkeys.registered(member, response, origin);
    if (credential === undefined) throw new Refused({ code: 'passkey-refused' });
    const recoveryCodes = await this.database.run(member, async (tx) => {
      const passkeys = (await this.factors.of(tx, member.memberId)).filter(({ kind }) => kind === 'passkey');
      const factorId =
        passkeys.length < mostPasskeys
          ? await this.factors.insert(tx, member.memberId, 'passkey', name.trim())
          : undefined;
      if (factorId === undefined || !(await this.factors.keepCredential(tx, { factorId, ...credential })))
        throw new Refused({ code: 'conflict' });
      return this.firstRecoveryCodes(tx, member.memberId);
    });
    return { account: await this.account(member), recoveryCodes };
  }

  async renamePasskey(member: MemberPrincipal, id: string, name: string): Promise<OwnAccountView> {
    const renamed = await this.database.run(member, (tx) =>
      this.factors.rename(tx, member.memberId, id, name.trim()),
    );
    if (!renamed) throw notFound('passkey');
    return this.account(member);
  }

  removePasskey(member: MemberPrincipal, id: string): Promise<OwnAccountView> {
    return this.removeFactor(member, { kind: 'passkey', id });
  }

  /** New recovery codes; the old ones open nothing any more. */
  async renewRecoveryCodes(member: MemberPrincipal): Promise<RecoveryCodesView> {
    await this.proofs.require(member);
    const recoveryCodes = await this.database.run(member, async (tx) => {
      const factors = await this.factors.of(tx, member.memberId);
      if (factors.every(({ kind }) => kind === 'recovery-codes')) throw notFound('second factor');
      await this.factors.remove(tx, member.memberId, { kind: 'recovery-codes' });
      return this.firstRecoveryCodes(tx, member.memberId);
    });
    return { recoveryCodes: recoveryCodes ?? [] };
  }

  private async removeFactor(
    member: MemberPrincipal,
    which: { readonly kind: FactorKind; readonly id?: string },
  ): Promise<OwnAccountView> {
    await this.proofs.require(member);
    await this.database.run(member, async (tx) => {
      if ((await this.factors.remove(tx, member.memberId, which)) === 0) throw notFound('second factor');
      const left = await this.factors.of(tx, member.memberId);
      // Codes that recover nothing are only a way in.
      if (left.every(({ kind }) => kind === 'recovery-codes')) await this.factors.remove(tx, member.memberId);
    });
    return this.account(member);
  }

  /** Null: there are some already. */
  private async firstRecoveryCodes(tx: Tx, memberId: string): Promise<readonly string[] | null> {
    const factorId = await this.factors.insert(tx, memberId, 'recovery-codes', 'Recovery codes');
    if (factorId === undefined) return null;
    const codes = newRecoveryCodes();
    await this.factors.keepRecoveryCodes(
      tx,
      factorId,
      codes.map((code) => hashOfRecoveryCode(memberId, code)),
    );
    return codes;
  }

  /** A change of the account itself, which no practice owns: written into the trail of the one it was made from. */
  private async noted(member: MemberPrincipal, what: string, change: () => Promise<void>): Promise<void> {
    await this.database.run(member, async (tx) => {
      await noteAccountChange(tx, member.memberId, what);
      await change();
    });
  }

  private requireKey(): void {
    if (this.config.secretKeys.length === 0) throw new Refused({ code: 'second-factor-not-available' });
  }
}
