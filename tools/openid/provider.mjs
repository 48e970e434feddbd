/**
 * A small OpenID Connect provider on this machine, for tests and journeys: discovery, keys, a page that asks who sits
 * there, and the code flow with PKCE. It refuses what a good provider refuses, and does wrong what a test asks it to.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @typedef {Record<string, unknown>} Claims
 * @typedef {{ clientId: string, clientSecret: string, people?: readonly { subject: string, name: string }[] }} Terms
 * @typedef {{ redirectUri: string, challenge: string, nonce: string, subject: string }} Granted
 * @typedef {{
 *   claims: (claims: Claims) => Claims,
 *   answer: (answer: URL) => URL,
 *   foreignKey: boolean,
 *   down: boolean,
 *   metadata: (metadata: Claims) => Claims,
 * }} Conduct what it does wrong, until it is told otherwise
 */

/** @returns {Conduct} */
const honest = () => ({
  claims: (claims) => claims,
  answer: (answer) => answer,
  foreignKey: false,
  down: false,
  metadata: (metadata) => metadata,
});

/** @param {Buffer | string} bytes */
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
/** @param {string | undefined} text */
const formText = (text = '') => decodeURIComponent(text.replaceAll('+', '%20'));
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** @param {Terms} terms */
export async function startOpenIdProvider({ clientId, clientSecret, people = [] }) {
  const [key, otherKey] = [newKey(), newKey()];
  /** @type {Map<string, Granted>} */
  const codes = new Map();
  /** @type {string[]} */
  const calls = [];
  const state = { conduct: honest(), issuer: '' };

  /** @param {Claims} claims */
  const idToken = (claims) => {
    const head = base64url(JSON.stringify({ alg: 'RS256', kid: 'one', typ: 'JWT' }));
    const content = `${head}.${base64url(JSON.stringify(claims))}`;
    const { privateKey } = state.conduct.foreignKey ? otherKey : key;
    return `${content}.${base64url(sign('RSA-SHA256', Buffer.from(content), privateKey))}`;
  };

  /**
   * Where the browser goes once somebody said who they are; `subject` null: they called it off.
   * @param {URLSearchParams} asked @param {string | null} subject
   */
  const answerTo = (asked, subject) => {
    const answer = new URL(asked.get('redirect_uri') ?? '');
    answer.searchParams.set('state', asked.get('state') ?? '');
    answer.searchParams.set('iss', state.issuer);
    if (subject === null) answer.searchParams.set('error', 'access_denied');
    else {
      const code = base64url(randomBytes(24));
      codes.set(code, {
        redirectUri: asked.get('redirect_uri') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
        subject,
      });
      answer.searchParams.set('code', code);
    }
    return state.conduct.answer(answer).href;
  };

  /** @param {URLSearchParams} asked */
  const isAsked = (asked) =>
    asked.get('client_id') === clientId &&
    asked.get('response_type') === 'code' &&
    asked.get('code_challenge_method') === 'S256' &&
    (asked.get('code_challenge') ?? '').length === 43 &&
    (asked.get('scope') ?? '').split(' ').includes('openid') &&
    ['localhost', '127.0.0.1'].includes(new URL(asked.get('redirect_uri') ?? 'http://nowhere').hostname);

  /** @param {URLSearchParams} given @param {string | undefined} authorization */
  const token = (given, authorization) => {
    const [id, secret] = Buffer.from((authorization ?? '').replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    if (formText(id) !== clientId || formText(secret) !== clientSecret)
      return { status: 401, body: { error: 'invalid_client' } };
    const granted = codes.get(given.get('code') ?? '');
    // A code counts once.
    codes.delete(given.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (
      granted === undefined ||
      granted.challenge !== challenge ||
      granted.redirectUri !== given.get('redirect_uri')
    )
      return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = state.conduct.claims({
      iss: state.issuer,
      sub: granted.subject,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: granted.nonce,
    });
    return {
      status: 200,
      body: { access_token: base64url(randomBytes(24)), token_type: 'Bearer', id_token: idToken(claims) },
    };
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', state.issuer);
    calls.push(`${request.method} ${url.pathname}`);
    /** @param {number} status @param {unknown} body */
    const json = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (state.conduct.down) return void json(503, {});
    if (url.pathname === '/.well-known/openid-configuration')
      return void json(
        200,
        state.conduct.metadata({
          issuer: state.issuer,
          authorization_endpoint: `${state.issuer}/authorize`,
          token_endpoint: `${state.issuer}/token`,
          jwks_uri: `${state.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['client_secret_basic'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        }),
      );
    if (url.pathname === '/keys')
      return void json(200, {
        keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      });
    if (url.pathname === '/authorize' && isAsked(url.searchParams)) {
      const subject = url.searchParams.get('as');
      if (subject !== null)
        return void response
          .writeHead(302, { location: answerTo(url.searchParams, subject === '' ? null : subject) })
          .end();
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(askingPage(people, url));
    }
    if (url.pathname === '/token' && request.method === 'POST') {
      /** @type {Buffer[]} */
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece));
      request.on('end', () => {
        const given = new URLSearchParams(Buffer.concat(pieces).toString());
        const { status, body } = token(given, request.headers.authorization);
        json(status, body);
      });
      return undefined;
    }
    return void json(404, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The provider has no port.');
  state.issuer = `http://127.0.0.1:${address.port}`;

  return {
    issuer: state.issuer,
    /** What was asked of it. */
    calls,
    /** @param {Partial<Conduct>} conduct */
    conduct(conduct) {
      state.conduct = { ...honest(), ...conduct };
    },
    /**
     * What the browser of this person brings back from that address; `subject` null: they call it off there.
     * @param {string} url @param {string | null} subject
     */
    async answered(url, subject) {
      const page = new URL(url);
      page.searchParams.set('as', subject ?? '');
      const { headers } = await fetch(page, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '');
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @param {NonNullable<Terms['people']>} people @param {URL} url */
function askingPage(people, url) {
  /** @param {string} subject @param {string} words */
  const link = (subject, words) => {
    const chosen = new URL(url);
    chosen.searchParams.set('as', subject);
    return `<p><a href="${chosen.href.replaceAll('&', '&amp;')}">${words}</a></p>`;
  };
  const links = [...people.map(({ subject, name }) => link(subject, name)), link('', 'Cancel')];
  return `<!doctype html><html lang="en"><head><title>Who are you?</title><link rel="icon" href="data:,"></head><body><h1>Who are you?</h1>${links.join('')}</body></html>`;
}
