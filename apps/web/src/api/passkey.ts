import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { PasskeyGivenUp } from './passkey-given-up.js';

type Options = Readonly<Record<string, unknown>>;

export const passkeysPossible = browserSupportsWebAuthn;

/** Has the browser make a passkey. */
export function makePasskey(options: Options): Promise<object> {
  return orGivenUp(() =>
    startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }),
  );
}

/** Has the browser answer with a passkey. */
export function answerWithPasskey(options: Options): Promise<object> {
  return orGivenUp(() =>
    startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }),
  );
}

async function orGivenUp(ask: () => Promise<object>): Promise<object> {
  try {
    return await ask();
  } catch (error) {
    throw new PasskeyGivenUp('No passkey was used. Try again, or choose another way.', { cause: error });
  }
}
