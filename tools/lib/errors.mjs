/**
 * Whether `error` came from the operating system with one of these codes.
 * @param {unknown} error
 * @param {...string} codes
 * @returns {error is NodeJS.ErrnoException}
 */
export function isSystemError(error, ...codes) {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** @param {unknown} error */
export function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}
