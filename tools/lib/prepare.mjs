/** Brings the database to what the built code expects: roles, migrations, demonstration clinic. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure } from './errors.mjs';
import { runNode } from './children.mjs';
import { places } from './places.mjs';
import { step } from './progress.mjs';

/**
 * `cli.js up` takes most of a second; the stamp, kept beside the database and lost with it, spares it
 * when neither code nor database has changed. A server of one's own is asked every time.
 * @param {import('./connections.mjs').Connections} connections
 * @param {{ buildStamp: string, demonstration: boolean }} wanted
 */
export async function ensurePrepared({ api, cli, identity }, { buildStamp, demonstration }) {
  const stampFile = join(places.database, 'prepared.json');
  const embedded = identity === 'embedded';
  const stamp = createHash('sha256')
    .update(`${buildStamp} ${cli['DATABASE_MIGRATE_URL']?.replace(/:\d+\//, '/')}`)
    .digest('hex');
  if (embedded && existsSync(stampFile)) {
    /** @type {{ stamp: string, demonstration: boolean }} */
    const last = JSON.parse(readFileSync(stampFile, 'utf8'));
    if (last.stamp === stamp && (last.demonstration || !demonstration)) return;
  }
  await step(`Preparing the database${demonstration ? ' and the demonstration clinic' : ''}`, async () => {
    const env = { ...process.env, ...api, ...cli, LULL_DEMONSTRATION: demonstration ? '1' : '0' };
    const { code, output } = await runNode(places.apiCli, ['up'], { env });
    if (code !== 0) throw new Failure(`The database could not be prepared:\n${output}`);
  });
  if (!embedded) return;
  mkdirSync(places.database, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ stamp, demonstration }));
}
