import type { OpenIdAttemptView, OwnSignInView } from '@lull/contracts';
import { ask, remove } from './client.js';

const placeKey = 'lull-openid-place';

/** Where the provider is to be found that says who somebody is. */
export const askProvider = () => ask<OpenIdAttemptView>('/sign-ins/openid-attempts', {});
export const signInByProvider = (answer: string) => ask<OwnSignInView>('/sign-ins/openid', { answer });
export const askProviderForLink = () => ask<OpenIdAttemptView>('/own-account/openid-attempts', {});
export const linkIdentity = (answer: string) => ask<void>('/own-account/openid-links', { answer });
export const removeLink = (id: string) => remove(`/own-account/openid-links/${id}`);

/** Where somebody was going: an address of ours, for as long as this tab is away at the provider. */
export function rememberPlace(to: string | undefined): void {
  if (to === undefined) sessionStorage.removeItem(placeKey);
  else sessionStorage.setItem(placeKey, to);
}

export function takePlace(): string {
  const to = sessionStorage.getItem(placeKey);
  sessionStorage.removeItem(placeKey);
  // A place of ours begins with one stroke; with two it would be another host.
  return to !== null && /^\/(?![/\\])/.test(to) ? to : '/';
}
