import { ConfigProblem } from './config-problem.js';
import { onThisMachine } from './on-this-machine.js';
import { readSecretFile } from './read-secret-file.js';

/** How messages leave; null: on this way nothing does. */
export interface MessageConfig {
  readonly smtp: SmtpConfig | null;
  readonly sms: SmsConfig | null;
  /** So long a process may be silent about a message that it is sending before nobody knows whether it left. */
  readonly leaseSeconds: number;
}

export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS, which the server must then offer. */
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

export interface SmsConfig {
  readonly url: string;
  readonly token: string;
}

/** The environment's word about messages; in the demonstration nothing leaves, whatever it says. */
export function readMessageConfig(env: NodeJS.ProcessEnv, leaseSeconds: number): MessageConfig {
  if (env['LULL_DEMONSTRATION'] === '1') return { smtp: null, sms: null, leaseSeconds };
  return { smtp: smtp(env), sms: sms(env), leaseSeconds };
}

function smtp(env: NodeJS.ProcessEnv): SmtpConfig | null {
  const url = address(env, 'LULL_SMTP_URL', ['smtp:', 'smtps:']);
  if (url === null) return null;
  const from = env['LULL_MAIL_FROM'] ?? '';
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    throw new ConfigProblem(
      'LULL_SMTP_URL is set, so LULL_MAIL_FROM must be the address that mail comes from.',
    );
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: !secure && !onThisMachine.has(url.hostname) && env['LULL_SMTP_WITHOUT_TLS'] !== '1',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: readSecretFile(env, 'LULL_SMTP_PASSWORD_FILE'),
    from,
  };
}

function sms(env: NodeJS.ProcessEnv): SmsConfig | null {
  const url = address(env, 'LULL_SMS_URL', ['https:', 'http:']);
  if (url === null) return null;
  if (url.protocol === 'http:' && !onThisMachine.has(url.hostname))
    throw new ConfigProblem('LULL_SMS_URL must be https: telephone numbers are not sent in the open.');
  const token = readSecretFile(env, 'LULL_SMS_TOKEN_FILE');
  if (token === null)
    throw new ConfigProblem('LULL_SMS_URL is set, so LULL_SMS_TOKEN_FILE must name the file of its token.');
  return { url: url.href, token };
}

function address(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): URL | null {
  const text = env[name] ?? '';
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !protocols.includes(url.protocol) || url.hostname === '' || url.password !== '')
    throw new ConfigProblem(
      `${name} must be an address that begins with ${protocols.join('// or ')}//, without a password in it.`,
    );
  return url;
}
