import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { unseal } from '../../platform/secret-box.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { Passkeys, handleIn, type Handle } from './passkeys.js';
import { stepOfCode } from './totp.js';

/** What a seed is sealed for: it opens for this member alone. */
export const seedPurpose = ({ practiceId, memberId }: Handle) => `totp:${practiceId}:${memberId}`;

/** What somebody may prove who they are with, after the password. */
export interface FactorWays {
  readonly totp: boolean;
  readonly passkey: boolean;
}

/** Second factors, before it is known for sure who asks. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly factors: SecondFactorRepository,
    private readonly passkeys: Passkeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Undefined: this member has no second factor. */
  async waysOf({ practiceId, memberId }: Handle): Promise<FactorWays | undefined> {
    return this.asSignIn(practiceId, async (tx) => {
      const kinds = (await this.factors.of(tx, memberId)).map(({ kind }) => kind);
      const ways = { totp: kinds.includes('totp'), passkey: kinds.includes('passkey') };
      return ways.totp || ways.passkey ? ways : undefined;
    });
  }

  /** Whether a code is right: six figures of the app that were not used before, or a recovery code, used up by it. */
  async acceptCode(whose: Handle, code: string): Promise<boolean> {
    const figures = code.replace(/[\s-]/g, '');
    return this.asSignIn(whose.practiceId, (tx) =>
      /^\d{6}$/.test(figures)
        ? this.acceptFigures(tx, whose, figures)
        : this.factors.useRecoveryCode(tx, whose.memberId, hashOfRecoveryCode(whose.memberId, code)),
    );
  }

  /** Whose passkey answered; undefined: nobody's. */
  async acceptPasskey(
    response: Readonly<Record<string, unknown>>,
    origin: string,
  ): Promise<Handle | undefined> {
    const whose = handleIn(response);
    if (whose === undefined) return undefined;
    return this.asSignIn(whose.practiceId, async (tx) => {
      const credential = await this.factors.credential(tx, whose.memberId, whose.credentialId);
      if (credential === undefined) return undefined;
      const counter = await this.passkeys.answered(credential, response, origin);
      if (counter === undefined) return undefined;
      await this.factors.useCredential(tx, credential.factorId, counter);
      return { practiceId: whose.practiceId, memberId: whose.memberId };
    });
  }

  private async acceptFigures(tx: Tx, whose: Handle, figures: string): Promise<boolean> {
    const kept = await this.factors.seedOf(tx, whose.memberId);
    const seed = kept && unseal(this.config.secretKeys, kept.sealed, seedPurpose(whose));
    if (kept === undefined || seed === undefined) return false;
    // The database's clock decides, as everywhere: two servers must agree on which step it is.
    const step = stepOfCode(seed, figures, tx.now.epochMilliseconds);
    return step !== null && this.factors.useStep(tx, kept.factorId, step);
  }

  private asSignIn<T>(practiceId: string, body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.run({ kind: 'system', practiceId, purpose: 'sign-in' }, body);
  }
}
