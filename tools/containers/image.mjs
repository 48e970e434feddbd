/**
 * Carries out the stages of the Dockerfile in folders, with this machine's Node.js, where no container
 * engine is at hand. It knows the instructions that ours uses, and refuses any other.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { run } from '../lib/children.mjs';

/** @typedef {import('./dockerfile.mjs').Stage} Stage */
/** @typedef {{ folder: string, environment: Record<string, string>, command: string[], health: string[] }} Image */

const ONLY_FOR_AN_ENGINE = new Set(['USER', 'EXPOSE']);

/**
 * @param {readonly Stage[]} stages
 * @param {{ context: string, workshop: string }} places `context`: what COPY copies from; `workshop`: an empty folder
 * @returns {Promise<Image>} the last stage
 */
export async function buildImage(stages, { context, workshop }) {
  /** @type {Image | undefined} */
  let image;
  const names = new Set(stages.map(({ name }) => name));
  for (const stage of stages) {
    const root = join(workshop, stage.name);
    mkdirSync(root);
    if (names.has(stage.base)) await copy(join(workshop, stage.base), root);
    image = await buildStage(stage, { root, context, workshop });
  }
  if (!image) throw new Error('the Dockerfile has no stage');
  return image;
}

/**
 * @param {Stage} stage
 * @param {{ root: string, context: string, workshop: string }} places
 * @returns {Promise<Image>}
 */
async function buildStage({ name, instructions }, { root, context, workshop }) {
  let folder = join(root, 'lull');
  /** @type {Image} */
  const image = { folder, environment: {}, command: [], health: [] };
  for (const { keyword, words, text, from } of instructions) {
    if (keyword === 'WORKDIR') {
      folder = join(root, text);
      mkdirSync(folder, { recursive: true });
      image.folder = folder;
    } else if (keyword === 'COPY') {
      const target = join(folder, words.at(-1) ?? '');
      for (const path of words.slice(0, -1)) {
        await copy(from === null ? join(context, path) : join(workshop, from, path), target);
      }
    } else if (keyword === 'RUN') {
      const { code, output } = await run('sh', ['-c', text], { cwd: folder, env: bare(image.environment) });
      if (code !== 0) throw new Error(`stage ${name}: "${text}" failed:\n${output}`);
    } else if (keyword === 'ENV') {
      for (const word of words) {
        const [key = '', value = ''] = word.split('=');
        image.environment[key] = value.replace(/^\/lull\//, `${folder}/`);
      }
    } else if (keyword === 'CMD') {
      image.command = JSON.parse(text);
    } else if (keyword === 'HEALTHCHECK') {
      image.health = JSON.parse(text.slice(text.indexOf('CMD') + 'CMD'.length));
    } else if (!ONLY_FOR_AN_ENGINE.has(keyword)) {
      throw new Error(`stage ${name}: this check does not know ${keyword}`);
    }
  }
  return image;
}

/**
 * COPY of a folder copies what is in it; of a file, into a folder when the target ends with "/".
 * `cp`, because Node's own copy of a tree of packages takes half a minute.
 * @param {string} source @param {string} target
 */
async function copy(source, target) {
  const folder = statSync(source).isDirectory();
  mkdirSync(folder || target.endsWith('/') ? target : dirname(target), { recursive: true });
  const { code, output } = await run('cp', ['-a', folder ? `${source}/.` : source, target]);
  if (code !== 0) throw new Error(`${source} could not be copied: ${output}`);
}

/**
 * The environment of a container: nothing of ours but where programs and the packages' registry are.
 * @param {Record<string, string>} environment
 */
export function bare(environment) {
  const { PATH, HOME } = process.env;
  const registry = Object.entries(process.env).filter(([key]) =>
    /^(npm_config_(registry|cafile|userconfig|globalconfig|cache)|NODE_EXTRA_CA_CERTS|https?_proxy)$/i.test(
      key,
    ),
  );
  return { PATH, HOME, npm_config_prefer_offline: 'true', ...Object.fromEntries(registry), ...environment };
}
