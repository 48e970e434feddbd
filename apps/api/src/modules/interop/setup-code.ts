import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { knownPractices } from '../identity/identity.public.js';

/** Letters and figures that nobody takes for one another. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 3;
const lettersOfGroup = 5;

const hashOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest();

/**
 * The one-time code with which the first practice of an installation is begun (ADR 22). Whoever can read the console has
 * it; the process keeps its SHA-256, and a restart prints another. With the first practice it is gone.
 */
@Injectable()
export class SetupCode {
  private hash: Buffer | null = null;

  constructor(
    private readonly auth: AuthDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A new code, some 73 bits, for the console; null where there is nothing to begin. */
  async issue(): Promise<string | null> {
    this.hash = null;
    if (this.config.demonstration || (await this.isBegun())) return null;
    const code = Array.from({ length: groups }, () =>
      Array.from({ length: lettersOfGroup }, () => letters[randomInt(letters.length)]).join(''),
    ).join('-');
    this.hash = hashOf(code);
    return code;
  }

  /** Whether a code is out and no practice stands. */
  async isOpen(): Promise<boolean> {
    if (this.hash === null) return false;
    if (!(await this.isBegun())) return true;
    this.hash = null;
    return false;
  }

  async isBegun(): Promise<boolean> {
    return (await knownPractices(this.auth)).length > 0;
  }

  matches(code: string): boolean {
    return this.hash !== null && timingSafeEqual(this.hash, hashOf(code));
  }

  end(): void {
    this.hash = null;
  }
}
