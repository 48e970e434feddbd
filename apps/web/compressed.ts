import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const compress = promisify(brotliCompress);

/**
 * What an entry loads is also written as `.br`, compressed as hard as can be: the patient's page comes over a telephone
 * network, and a server that compresses while somebody waits cannot take this second for it. The API serves these files
 * (platform/http/web-root.ts); the rest it compresses as it goes.
 */
export function compressed(entry: string): Plugin {
  return {
    name: 'lull-compressed',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const files = loadedBy(bundle, entry);
      await Promise.all(
        files.map(async (fileName) => {
          const file = bundle[fileName];
          if (file === undefined) return;
          const source = await compress(file.type === 'chunk' ? file.code : file.source, {
            params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
          });
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source });
        }),
      );
    },
  };
}

/** The entry's chunk, every chunk that it imports from the beginning, and their style sheets. */
function loadedBy(bundle: Rolldown.OutputBundle, entry: string): string[] {
  const first = Object.values(bundle).find(
    (each) => each.type === 'chunk' && each.isEntry && each.name === entry,
  );
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const chunk = bundle[fileName];
    if (found.has(fileName) || chunk?.type !== 'chunk') return;
    found.add(fileName);
    chunk.imports.forEach(visit);
    chunk.viteMetadata?.importedCss.forEach((css) => found.add(css));
  };
  if (first !== undefined) visit(first.fileName);
  return [...found];
}
