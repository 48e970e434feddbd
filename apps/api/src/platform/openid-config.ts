import { ConfigProblem } from './config-problem.js';
import { onThisMachine } from './on-this-machine.js';
import { readSecretFile } from './read-secret-file.js';

/** Where members may sign in with an identity that they have elsewhere. The one host that is called for it is the issuer's. */
export interface OpenIdConfig {
  /** As the provider writes it, to the letter. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: on the button of the sign-in page. */
  readonly name: string;
  /** `acr` and `amr` values of an ID token that stand for a second factor; none: ours is asked for as ever. */
  readonly trustedAcr: readonly string[];
  readonly trustedAmr: readonly string[];
  /** Whether a sign-in that stands at the provider is enough; otherwise it asks again who sits there. */
  readonly singleSignOn: boolean;
}

/** The environment's word about OpenID Connect; throws `ConfigProblem`. In the demonstration no other machine is asked. */
export function readOpenIdConfig(env: NodeJS.ProcessEnv): OpenIdConfig | null {
  const issuer = env['LULL_OPENID_ISSUER'] ?? '';
  if (issuer === '') return null;
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const local = url !== null && onThisMachine.has(url.hostname);
  if (
    url === null ||
    !(url.protocol === 'https:' || (url.protocol === 'http:' && local)) ||
    url.username !== '' ||
    url.search !== '' ||
    url.hash !== ''
  )
    throw new ConfigProblem(
      'LULL_OPENID_ISSUER must be the https address that your provider calls its issuer, without a query.',
    );
  if (env['LULL_DEMONSTRATION'] === '1' && !local) return null;
  const clientId = env['LULL_OPENID_CLIENT_ID'] ?? '';
  const clientSecret = readSecretFile(env, 'LULL_OPENID_SECRET_FILE');
  if (clientId === '' || clientSecret === null)
    throw new ConfigProblem(
      'LULL_OPENID_ISSUER is set, so LULL_OPENID_CLIENT_ID and LULL_OPENID_SECRET_FILE must be set, too.',
    );
  return {
    issuer,
    clientId,
    clientSecret,
    name: named(env) ?? url.hostname,
    trustedAcr: list(env, 'LULL_OPENID_TRUSTED_ACR'),
    trustedAmr: list(env, 'LULL_OPENID_TRUSTED_AMR'),
    singleSignOn: env['LULL_OPENID_SINGLE_SIGN_ON'] === '1',
  };
}

function named(env: NodeJS.ProcessEnv): string | null {
  const name = (env['LULL_OPENID_NAME'] ?? '').trim();
  if (name.length > 60) throw new ConfigProblem('LULL_OPENID_NAME must have 60 characters at most.');
  return name === '' ? null : name;
}

function list(env: NodeJS.ProcessEnv, name: string): readonly string[] {
  return (env[name] ?? '').split(/[\s,]+/).filter((value) => value !== '');
}
