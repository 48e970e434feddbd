import { existsSync, readFileSync } from 'node:fs';
import type { LicencesView } from '@lull/contracts';

interface BuildFacts extends LicencesView {
  readonly version: string;
  readonly commit: string | null;
}

/** The same places, seen from the sources and from what is built of them. */
const about = new URL('../../dist/about/about.json', import.meta.url);
const manifest = new URL('../../package.json', import.meta.url);

/** What the build wrote down (tools/about/make.mjs); where none was made, the version alone is known. */
export function readBuildFacts(): BuildFacts {
  if (existsSync(about)) return JSON.parse(readFileSync(about, 'utf8')) as BuildFacts;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { version, commit: null, packages: [], texts: [] };
}
