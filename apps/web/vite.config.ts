import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { compressed } from './compressed.js';

/**
 * What changes with our own releases is parted from what changes with theirs, so that a browser keeps the latter. The few
 * lines that both entries begin with go with React: every file has a head of its own to carry.
 */
const libraries = [
  {
    name: 'react',
    test: /node_modules\/(react|react-dom|scheduler)\/|vite\/preload-helper|web\/src\/api\/new-key/,
  },
  { name: 'tanstack', test: /node_modules\/@tanstack\// },
  { name: 'temporal', test: /node_modules\/(temporal-polyfill|temporal-utils)\// },
];

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The worker of the patient's page has a lasting address, and governs what lies below it. */
const worker = 'diary-worker';

const diary = { entry: 'diary', page: 'd/index.html' };

const config: UserConfig = defineConfig({
  plugins: [react(), compressed(diary)],
  resolve: { conditions: ['@lull/source', 'module', 'browser', 'development|production'] },
  server: { port: 4310, proxy: { '/api': { target: env['LULL_API_URL'] ?? 'http://127.0.0.1:4300' } } },
  preview: { proxy: { '/api': { target: env['LULL_API_URL'] ?? 'http://127.0.0.1:4300' } } },
  build: {
    target: 'es2023',
    // The content security policy takes no inline script and no data: font; every asset is a hashed file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        staff: here('index.html'),
        // The patient's page: small, on its own, without the component library.
        [diary.entry]: here(diary.page),
        [worker]: here('src/diary/worker/worker.ts'),
      },
      output: {
        codeSplitting: { groups: libraries },
        entryFileNames: ({ name }) => (name === worker ? 'd/worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});

export default config;
