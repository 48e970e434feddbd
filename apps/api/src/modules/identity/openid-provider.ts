import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { notFound, Refused } from '../../platform/errors.js';
import { onThisMachine } from '../../platform/on-this-machine.js';
import type { OpenIdConfig } from '../../platform/openid-config.js';

const secondsToAnswer = 5;
/** So long what the provider says of itself is believed; keys that it changes meanwhile are fetched anew. */
const knownForMs = 3_600_000;

/** What one attempt asked, and its answer must fit. */
export interface OpenIdQuestion {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Who somebody is, by a provider's signed word. */
export interface OpenIdIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The provider asked for a second factor, and is trusted with it. */
  readonly factorAtProvider: boolean;
}

class ProviderUnreachable extends Error {}

/** The one provider of this installation: code flow with PKCE, state and nonce (trust.md 3.5, ADR 26). */
@Injectable()
export class OpenIdProvider {
  private known: { readonly until: number; readonly configuration: Promise<openid.Configuration> } | null =
    null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Null: none is configured. */
  get name(): string | null {
    return this.config.openId?.name ?? null;
  }

  /** Where the browser is to go, and what is to be kept until it comes back. */
  async ask(origin: string, mark: string): Promise<OpenIdQuestion & { readonly url: string }> {
    const { trustedAcr, singleSignOn } = this.configured();
    const question = {
      state: `${mark}.${openid.randomState()}`,
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
      redirectUri: `${this.config.origin ?? origin}/openid`,
    };
    const challenge = await openid.calculatePKCECodeChallenge(question.codeVerifier);
    const url = await this.asking((configuration) =>
      Promise.resolve(
        openid.buildAuthorizationUrl(configuration, {
          scope: 'openid',
          redirect_uri: question.redirectUri,
          state: question.state,
          nonce: question.nonce,
          code_challenge: challenge,
          code_challenge_method: 'S256',
          // At a desk that many share, a sign-in that stands at the provider may be somebody else's.
          ...(!singleSignOn && { prompt: 'login' }),
          ...(trustedAcr.length > 0 && { acr_values: trustedAcr.join(' ') }),
        }),
      ),
    );
    if (!this.isIssuersHost(url)) throw this.refused('openid-refused');
    return { ...question, url: url.href };
  }

  /** Trades the code of an answer for the identity it is about; refuses whatever does not fit the question. */
  async identityIn(answer: string, question: OpenIdQuestion): Promise<OpenIdIdentity> {
    const { issuer, trustedAcr, trustedAmr } = this.configured();
    const claims = await this.asking(async (configuration) => {
      const tokens = await openid.authorizationCodeGrant(
        configuration,
        new URL(answer, question.redirectUri),
        {
          pkceCodeVerifier: question.codeVerifier,
          expectedState: question.state,
          expectedNonce: question.nonce,
          idTokenExpected: true,
        },
      );
      return tokens.claims();
    });
    if (claims === undefined || claims.sub === '' || claims.sub.length > 255)
      throw this.refused('openid-refused');
    const { acr, amr } = claims;
    const ways: readonly unknown[] = Array.isArray(amr) ? amr : [];
    return {
      issuer,
      subject: claims.sub,
      factorAtProvider:
        (typeof acr === 'string' && trustedAcr.includes(acr)) || trustedAmr.some((way) => ways.includes(way)),
    };
  }

  refused(
    code:
      | 'openid-refused'
      | 'openid-cancelled'
      | 'openid-not-linked'
      | 'openid-member-disabled'
      | 'openid-unreachable',
  ): Refused {
    return new Refused({ code, facts: { provider: this.name } });
  }

  private configured(): OpenIdConfig {
    if (this.config.openId === null) throw notFound('page');
    return this.config.openId;
  }

  private async asking<T>(work: (configuration: openid.Configuration) => Promise<T>): Promise<T> {
    try {
      return await work(await this.configuration());
    } catch (error) {
      throw this.problemOf(error);
    }
  }

  /** What the library throws about the other side, in our words; anything else is a fault of our own. */
  private problemOf(error: unknown): unknown {
    if (isUnreachable(error)) return this.refused('openid-unreachable');
    if (error instanceof openid.AuthorizationResponseError)
      return this.refused(error.error === 'access_denied' ? 'openid-cancelled' : 'openid-refused');
    if (
      error instanceof openid.ClientError ||
      error instanceof openid.ResponseBodyError ||
      error instanceof openid.WWWAuthenticateChallengeError
    )
      return this.refused('openid-refused');
    return error;
  }

  private configuration(): Promise<openid.Configuration> {
    if (this.known !== null && this.known.until > performance.now()) return this.known.configuration;
    const configuration = this.discovered();
    const known = { until: performance.now() + knownForMs, configuration };
    this.known = known;
    // Who could not be asked is asked again.
    configuration.catch(() => {
      if (this.known === known) this.known = null;
    });
    return configuration;
  }

  private discovered(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.configured();
    const insecure = onThisMachine.has(new URL(issuer).hostname) && issuer.startsWith('http:');
    return openid.discovery(new URL(issuer), clientId, undefined, clientAuthentication(clientSecret), {
      [openid.customFetch]: (url, options) => this.fetch(url, options),
      timeout: secondsToAnswer,
      execute: [
        // The signature of every ID token, though it came over TLS from the issuer itself.
        openid.enableNonRepudiationChecks,
        ...(insecure ? [openid.allowInsecureRequests] : []),
      ],
    });
  }

  /** The issuer's host and no other, whatever its documents name (trust.md F32); no redirect is followed. */
  private async fetch(url: string, options: openid.CustomFetchOptions): Promise<Response> {
    if (!this.isIssuersHost(new URL(url))) throw new ProviderUnreachable();
    let answer: Response;
    try {
      const { body, ...rest } = options;
      answer = await fetch(url, {
        ...rest,
        redirect: 'manual',
        ...(body !== undefined && body !== null && { body }),
      });
    } catch (error) {
      throw new ProviderUnreachable('', { cause: error });
    }
    if (answer.status >= 500 || answer.status === 429) throw new ProviderUnreachable();
    return answer;
  }

  private isIssuersHost(url: URL): boolean {
    const { protocol, host } = new URL(this.configured().issuer);
    return url.protocol === protocol && url.host === host;
  }
}

/** As the provider takes it: in the header unless it says that it reads the body alone. */
function clientAuthentication(secret: string): openid.ClientAuth {
  const [basic, post] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const inBody = methods !== undefined && !methods.includes('client_secret_basic');
    (inBody ? post : basic)(server, client, body, headers);
  };
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof ProviderUnreachable) return true;
  return error instanceof Error && error.cause instanceof ProviderUnreachable;
}
