import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const compress = promisify(brotliCompress);

interface Entry {
  readonly entry: string;
  /** Its HTML, as the build names it. */
  readonly page: string;
}

/**
 * What an entry loads, at once and later, is also written as `.br`, compressed as hard as can be: the patient's page comes over a telephone
 * network, and a server that compresses while somebody waits cannot take this second for it. The API serves these files
 * (platform/http/web-root.ts); the rest it compresses as it goes. What is loaded later the page names as `kept`, which
 * no browser fetches: its service worker does, so that it is there without a network.
 */
export function compressed({ entry, page }: Entry): Plugin {
  return {
    name: 'lull-compressed',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle, path }) => {
        if (bundle === undefined || path !== `/${page}`) return [];
        const { atOnce, later } = loadedBy(bundle, entry);
        return later
          .filter((fileName) => !atOnce.includes(fileName))
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'kept', href: `/${fileName}` },
            injectTo: 'head',
          }));
      },
    },
    generateBundle: {
      // After Vite has written into each chunk what it loads beforehand.
      order: 'post',
      async handler(_, bundle) {
        const { atOnce, later } = loadedBy(bundle, entry);
        await Promise.all(
          [...new Set([...atOnce, ...later])].map(async (fileName) => {
            const file = bundle[fileName];
            if (file === undefined) return;
            const source = await compress(file.type === 'chunk' ? file.code : file.source, {
              params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
            });
            this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source });
          }),
        );
      },
    },
  };
}

/** The chunks of an entry with their style sheets: what it imports from the beginning, and what some time. */
function loadedBy(bundle: Rolldown.OutputBundle, entry: string): { atOnce: string[]; later: string[] } {
  const first = Object.values(bundle).find(
    (each) => each.type === 'chunk' && each.isEntry && each.name === entry,
  );
  const atOnce = new Set<string>();
  const later = new Set<string>();
  const visit = (fileName: string, found: Set<string>): void => {
    const chunk = bundle[fileName];
    if (found.has(fileName) || chunk?.type !== 'chunk') return;
    found.add(fileName);
    for (const each of chunk.imports) visit(each, found);
    for (const each of chunk.dynamicImports) visit(each, later);
    for (const each of chunk.viteMetadata?.importedCss ?? []) found.add(each);
  };
  if (first !== undefined) visit(first.fileName, atOnce);
  return { atOnce: [...atOnce], later: [...later] };
}
