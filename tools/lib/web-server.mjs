/**
 * The development server of the web application, which hands calls on to the API.
 * Usage: node web-server.mjs <port of the API>
 */
import { createServer } from 'vite';

import { inRoot } from './places.mjs';

const target = `http://127.0.0.1:${process.argv[2]}`;
const server = await createServer({
  root: inRoot('apps/web'),
  server: { proxy: { '/api': target, '/livez': target } },
});
await server.listen();
server.printUrls();
