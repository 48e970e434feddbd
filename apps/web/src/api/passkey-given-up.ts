/** The person turned away from the browser's own dialog, or has no passkey for this place. */
export class PasskeyGivenUp extends Error {
  override readonly name = 'PasskeyGivenUp';
}
