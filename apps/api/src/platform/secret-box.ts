import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigProblem } from './config-problem.js';

export interface SecretKey {
  /** Stands in what is sealed, and tells nothing of the key. */
  readonly id: string;
  readonly key: Buffer;
}

export function secretKeyOf(key: Buffer): SecretKey {
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}

/**
 * The keys of the file that LULL_SECRET_KEY_FILE names: a line of base64 for each, 32 bytes, the newest first. Older ones
 * open what they sealed, so that a key can be changed without losing anything.
 */
export function readSecretKeys(env: NodeJS.ProcessEnv): readonly SecretKey[] {
  const file = env['LULL_SECRET_KEY_FILE'] ?? '';
  if (file === '') return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigProblem('LULL_SECRET_KEY_FILE names a file that cannot be read.', { cause: error });
  }
  const keys = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== 32 || new Set(key).size < 8))
    throw new ConfigProblem(
      'LULL_SECRET_KEY_FILE must hold 32 random bytes in base64 on each line; `openssl rand -base64 32` makes them.',
    );
  return keys.map(secretKeyOf);
}

/** AES-256-GCM, bound to what it is for: a sealed text of one member opens nothing of another. */
export function seal(keys: readonly SecretKey[], text: string, purpose: string): string {
  const [newest] = keys;
  if (newest === undefined) throw new Error('There is no key to seal with.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return ['1', newest.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Undefined: not sealed by us, for another purpose, or with a key that is gone. */
export function unseal(keys: readonly SecretKey[], sealed: string, purpose: string): string | undefined {
  const [version, id, nonce = '', content = ''] = sealed.split('.');
  const known = keys.find((each) => each.id === id);
  const bytes = Buffer.from(content, 'base64url');
  if (version !== '1' || known === undefined || bytes.length < 17) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', known.key, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch (error) {
    // What node says of a wrong tag, and of a nonce of no length.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
