import type {
  FactorAddedView,
  OwnAccountView,
  PasskeyOptionsView,
  RecoveryCodesView,
  TotpSeedView,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask, get, patch, put, remove } from '../../api/client.js';
import { makePasskey } from '../../api/passkey.js';

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: ({ signal }) => get<OwnAccountView>('/own-account', signal),
});

export const changePassword = (change: { current: string; password: string }) =>
  put<void>('/own-account/password', change);
export const endSignIn = (id: string) => remove(`/own-account/sign-ins/${id}`);
export const newTotpSeed = () => ask<TotpSeedView>('/own-account/totp-seeds', {});
export const confirmTotp = (confirmed: { sealed: string; code: string }) =>
  put<FactorAddedView>('/own-account/totp', confirmed);
export const removeTotp = () => remove('/own-account/totp');
export const renewRecoveryCodes = () => ask<RecoveryCodesView>('/own-account/recovery-codes', {});
export const removePasskey = (id: string) => remove(`/own-account/passkeys/${id}`);
export const renamePasskey = (id: string, name: string) =>
  patch<OwnAccountView>(`/own-account/passkeys/${id}`, { name });

export async function addPasskey(name: string): Promise<FactorAddedView> {
  const { options } = await ask<PasskeyOptionsView>('/own-account/passkey-options', {});
  return ask<FactorAddedView>('/own-account/passkeys', { name, response: await makePasskey(options) });
}
