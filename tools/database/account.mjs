/**
 * PostgreSQL refuses to run as root. Started by root (a container, a CI machine), the server runs
 * under an account without rights; this file finds that account and the places it can reach.
 */
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {{ readonly name: string, readonly uid: number, readonly gid: number }} Account */

/** Where root keeps what the other account must reach when the project lies in a closed home (0700). */
export const SHARED_STATE = '/var/lib/lull';

export const runsAsRoot = process.getuid?.() === 0;

/** @returns {Account[]} */
function accounts() {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) =>
      name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
    );
}

/**
 * The account that PostgreSQL runs under when root starts it. `initdb` asks for the account's name,
 * so an arbitrary number will not do. An existing cluster keeps its owner.
 * @param {string} dataDirectory
 * @returns {Account}
 */
export function serverAccount(dataDirectory) {
  const known = accounts();
  const owner = statSync(dataDirectory, { throwIfNoEntry: false })?.uid;
  const account =
    known.find(({ uid }) => uid !== 0 && uid === owner) ??
    known.find(({ name }) => name === 'postgres') ??
    known.find(({ name }) => name === 'nobody');
  if (!account) {
    throw new Error(
      'PostgreSQL must not run as root, and this machine has no account "postgres" or "nobody" to run it under. ' +
        'Create one, start Lull as an ordinary user, or set DATABASE_URL.',
    );
  }
  return account;
}

/**
 * Whether `account` may walk through every folder above and including `path`, and read `path`.
 * Only owner and others are looked at: group rights and ACLs are ignored, on the safe side.
 * @param {string} path of something that exists
 * @param {Account} account
 */
export function canReach(path, account) {
  /** @param {string} place @param {number} right 1 to walk through, 4 to read */
  const allows = (place, right) => {
    const { mode, uid } = statSync(place);
    return (mode & (uid === account.uid ? right << 6 : right)) !== 0;
  };
  let place = path;
  while (place !== dirname(place)) {
    place = dirname(place);
    if (!allows(place, 1)) return false;
  }
  return allows(path, 4) && (!statSync(path).isDirectory() || allows(path, 1));
}

/**
 * Makes a folder that others may walk through, whatever the umask of the caller is.
 * @param {string} path
 */
export function makeOpenFolder(path) {
  if (statSync(path, { throwIfNoEntry: false })) return;
  makeOpenFolder(dirname(path));
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}
