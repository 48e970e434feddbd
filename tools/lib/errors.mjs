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

/** A failure that is told by its sentence alone; a stack would say nothing more. */
export class Failure extends Error {}

/**
 * What a person reads of an error at the end of a command.
 * @param {unknown} error
 */
export function lastWords(error) {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
