import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** SQLSTATEs with which the server says goodbye or lets nobody in; class 08 besides. */
const goodbyes = new Set(['57P01', '57P02', '57P03', '53300']);
const networkFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** The driver has no codes for these. */
const driverTexts =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Whether the database could not be reached, or went away while it was asked. */
export function isConnectionLoss(error: unknown): boolean {
  // TypeORM gives a connection back by itself when it breaks between two statements.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return (
    goodbyes.has(code) || /^08\w{3}$/.test(code) || networkFaults.has(code) || driverTexts.test(cause.message)
  );
}
