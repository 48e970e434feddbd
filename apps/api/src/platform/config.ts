import { isAbsolute, relative, resolve } from 'node:path';
import { ConfigProblem } from './config-problem.js';
import { readSecretKeys, type SecretKey } from './secret-box.js';
import { readMessageConfig, type MessageConfig } from './message-config.js';
import type { ApiDocumentation } from './openapi/serve-api-document.js';

export { ConfigProblem };

/** Everything the process is told from outside, read once in `app.ts` and handed on. */
export interface Config {
  /** Signs in as `lull_app`: owns nothing, bypasses nothing. */
  readonly databaseUrl: string;
  /** Signs in as `lull_auth`: sees only what identifies a person before a sign-in exists. */
  readonly authDatabaseUrl: string;
  readonly port: number;
  readonly host: string;
  /** The folder of the built web application; null serves the API alone. */
  readonly webRoot: string | null;
  /** Whether work that comes round by itself is done; tests do it by hand. */
  readonly rounds: boolean;
  /** Offers the demonstration sign-ins; never on for a real practice. */
  readonly demonstration: boolean;
  /** Reached over https: the cookie then carries the `__Host-` prefix and `Secure`. */
  readonly secureCookies: boolean;
  /** Where people reach the product, such as https://lull.clinic.example; null: as the browser says, and no link by e-mail that nobody signed in asked for. */
  readonly origin: string | null;
  /** Keys that seeds of second factors are sealed with, the newest first; none: authenticator apps cannot be set up. */
  readonly secretKeys: readonly SecretKey[];
  /** How many proxies stand in front, whose X-Forwarded-For may be believed. */
  readonly trustedProxies: number;
  readonly signIn: { readonly idleMinutes: number; readonly absoluteHours: number };
  /** Whether the OpenAPI document is served, and whether it can be browsed. */
  readonly apiDocumentation: ApiDocumentation;
  readonly logLevel: string;
  /** The file that the log is appended to; null is standard error. */
  readonly logFile: string | null;
  readonly poolSize: number;
  /** Where the day sheets for a downtime are written; null writes none. Never below `webRoot`: they hold patients' names. */
  readonly downtimeFolder: string | null;
  readonly messages: MessageConfig;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new ConfigProblem(
      `${name} is not set. \`npm start\` sets it for the embedded database; for a server of your own see docs/operations.md.`,
    );
  }
  return value;
}

function whole(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigProblem(`${name} is "${text}"; it must be a whole number from ${min} to ${max}.`);
  }
  return value;
}

function choice<const Value extends string>(
  env: NodeJS.ProcessEnv,
  name: string,
  values: readonly Value[],
  fallback: Value,
): Value {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = values.find((each) => each === text);
  if (value === undefined)
    throw new ConfigProblem(`${name} is "${text}"; it must be one of ${values.join(', ')}.`);
  return value;
}

/** Links and passkeys name it; a request's own word about it may be anybody's. */
function origin(env: NodeJS.ProcessEnv): string | null {
  const text = env['LULL_ORIGIN'];
  if (text === undefined || text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.origin !== text.replace(/\/$/, ''))
    throw new ConfigProblem(
      `LULL_ORIGIN is "${text}"; it must be an address such as https://lull.clinic.example.`,
    );
  return url.origin;
}

/** What is served to everybody must not hold the day sheets. */
function downtimeFolder(env: NodeJS.ProcessEnv): string | null {
  const { LULL_DOWNTIME_FOLDER: named, LULL_WEB_ROOT: served } = env;
  if (named === undefined || named === '') return null;
  const folder = resolve(named);
  if (served !== undefined && served !== '') {
    const down = relative(resolve(served), folder);
    if (down === '' || !(down.startsWith('..') || isAbsolute(down)))
      throw new ConfigProblem(
        `LULL_DOWNTIME_FOLDER is "${named}", which is served to everybody with LULL_WEB_ROOT; name a folder outside of it.`,
      );
  }
  return folder;
}

/** Reads the environment; throws `ConfigProblem` with a sentence that says what to set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    databaseUrl: required(env, 'DATABASE_URL'),
    authDatabaseUrl: required(env, 'DATABASE_AUTH_URL'),
    port: whole(env, 'PORT', 4300, 0, 65_535),
    host: env['LULL_HOST'] ?? '127.0.0.1',
    webRoot: env['LULL_WEB_ROOT'] ?? null,
    rounds: true,
    demonstration: env['LULL_DEMONSTRATION'] === '1',
    secureCookies: env['LULL_SECURE_COOKIES'] === '1',
    origin: origin(env),
    secretKeys: readSecretKeys(env),
    trustedProxies: whole(env, 'LULL_TRUSTED_PROXIES', 0, 0, 5),
    signIn: {
      idleMinutes: whole(env, 'LULL_SIGN_IN_IDLE_MINUTES', 15, 1, 720),
      absoluteHours: whole(env, 'LULL_SIGN_IN_ABSOLUTE_HOURS', 12, 1, 24),
    },
    apiDocumentation: choice(
      env,
      'LULL_API_DOCUMENTATION',
      ['off', 'document', 'browsable'],
      env['LULL_DEMONSTRATION'] === '1' ? 'document' : 'off',
    ),
    logLevel: env['LULL_LOG_LEVEL'] ?? 'info',
    logFile: env['LULL_LOG_FILE'] ?? null,
    poolSize: whole(env, 'LULL_POOL_SIZE', 8, 1, 50),
    downtimeFolder: downtimeFolder(env),
    messages: readMessageConfig(env, whole(env, 'LULL_MESSAGE_LEASE_SECONDS', 60, 5, 600)),
  };
}
