import { once } from 'node:events';
import { createServer } from 'node:net';

import { Failure, isSystemError } from './errors.mjs';
import { say } from './progress.mjs';

const DEFAULT_PORT = 4300;

/**
 * The port to serve on: PORT, or 4300, or the next one that is free.
 * @returns {Promise<number>}
 */
export async function choosePort() {
  const wanted = process.env['PORT'];
  if (wanted) {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Failure(`PORT is "${wanted}"; it must be a whole number from 1 to 65535.`);
    if (await isTaken(port))
      throw new Failure(
        `Port ${port} is taken by another program. Set PORT to another one, or leave it unset.`,
      );
    return port;
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + 100; port += 1) {
    if (!(await isTaken(port))) {
      if (port !== DEFAULT_PORT) say(`Port ${DEFAULT_PORT} is taken by another program; Lull takes ${port}.`);
      return port;
    }
  }
  throw new Failure(`Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + 99} are all taken. Set PORT to a free one.`);
}

/**
 * Asked on loopback and on every address: a program may hold either, and the other would still open.
 * @param {number} port
 */
async function isTaken(port) {
  for (const host of ['127.0.0.1', undefined]) {
    const probe = createServer();
    try {
      probe.listen(port, host);
      await once(probe, 'listening');
    } catch (error) {
      if (isSystemError(error, 'EADDRINUSE')) return true;
      if (isSystemError(error, 'EACCES'))
        throw new Failure(`Port ${port} may be used by root only. Set PORT to 1024 or higher.`);
      throw error;
    } finally {
      probe.close();
    }
  }
  return false;
}
