import { startOpenIdProvider as start } from '../../../../tools/openid/provider.mjs';
import type { OpenIdConfig } from '../platform/openid-config.js';

const terms = { clientId: 'lull', clientSecret: 'a secret of the tests: 100%' };

export type OpenIdProviderOfTests = Awaited<ReturnType<typeof start>>;

/** A real provider on this machine. */
export const startOpenIdProvider = (): Promise<OpenIdProviderOfTests> => start(terms);

/** What the product is told of it. */
export function openIdOf({ issuer }: Pick<OpenIdProviderOfTests, 'issuer'>): OpenIdConfig {
  return { ...terms, issuer, name: 'Clinic ID', trustedAcr: [], trustedAmr: [], singleSignOn: false };
}
