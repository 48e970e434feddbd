/** The note by which the users of a database folder find the supervisor that owns it. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { commandLineOf } from '../lib/processes.mjs';

/** @typedef {{ pid: number, address: string }} Registration `address`: of the socket that leases are held on */

/** @param {string} directory */
export const registrationFile = (directory) => join(directory, 'supervisor.json');

/**
 * @param {string} directory
 * @returns {Registration | null}
 */
export function readRegistration(directory) {
  const file = registrationFile(directory);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * The registration of a living supervisor; that of a dead one is cleared away.
 * @param {string} directory
 * @returns {Registration | null}
 */
export function livingSupervisor(directory) {
  const registration = readRegistration(directory);
  if (!registration) return null;
  if (commandLineOf(registration.pid)?.includes('supervisor.mjs')) return registration;
  rmSync(registrationFile(directory), { force: true });
  rmSync(dirname(registration.address), { recursive: true, force: true });
  return null;
}
