import { env } from 'node:process';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** What changes with our own releases is parted from what changes with theirs, so that a browser keeps the latter. */
const libraries = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
  { name: 'temporal', test: /node_modules\/(temporal-polyfill|temporal-utils)\// },
];

const config: UserConfig = defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@lull/source', 'module', 'browser', 'development|production'] },
  server: { port: 4310, proxy: { '/api': { target: env['LULL_API_URL'] ?? 'http://127.0.0.1:4300' } } },
  preview: { proxy: { '/api': { target: env['LULL_API_URL'] ?? 'http://127.0.0.1:4300' } } },
  build: {
    target: 'es2023',
    // The content security policy takes no inline script and no data: font; every asset is a hashed file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: libraries } } },
  },
});

export default config;
