interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

const address = '/d/worker.js';

/**
 * The page also opens without a network. The content security policy counts the worker's address as a script, so it
 * goes through a policy that knows this one address (platform/http/security-headers.ts).
 */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const { trustedTypes } = globalThis as { readonly trustedTypes?: ScriptPolicies };
  const trusted = trustedTypes?.createPolicy('diary-worker', { createScriptURL: () => address });
  const url = trusted?.createScriptURL(address) ?? address;
  // A browser that refuses the worker (a private window) shows the page all the same, with a network.
  navigator.serviceWorker.register(url, { scope: '/d/', updateViaCache: 'none' }).catch(() => undefined);
}
