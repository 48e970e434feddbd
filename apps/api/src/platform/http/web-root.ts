import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** The patient's page: what lies below this path is its service worker's; `/d` leads here. */
export const diaryPage = '/d/';

/** Serves the built web application: hashed assets for ever, the page itself never from a cache. */
export function serveWeb(app: NestExpressApplication, webRoot: string): void {
  app.use('/assets', asCompressed(join(webRoot, 'assets')));
  app.useStaticAssets(join(webRoot, 'assets'), {
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    // Named by what is in them: no browser has to ask whether one is newer.
    lastModified: false,
    index: false,
    fallthrough: false,
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isRead(request) || !['/d', diaryPage].includes(request.path)) return next();
    response.setHeader('Cache-Control', 'no-store');
    // A browser takes the fragment along, and with it the token, which no server sees.
    if (request.path !== diaryPage) return response.redirect(308, diaryPage);
    response.sendFile(join(webRoot, 'd', 'index.html'));
  });
  app.useStaticAssets(webRoot, {
    index: false,
    maxAge: 0,
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-store'),
  });
  // Every other path belongs to the application in the browser, which knows its own routes.
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isRead(request) || /^\/(api|livez|readyz)(\/|$)/.test(request.path)) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.sendFile(join(webRoot, 'index.html'));
  });
}

/** What the build has compressed (apps/web/compressed.ts) goes out as it is; the middleware compresses the rest. */
function asCompressed(folder: string) {
  const compressed = new Set(readdirSync(folder).filter((name) => name.endsWith('.br')));
  return (request: Request, response: Response, next: NextFunction): void => {
    const name = `${request.path.slice(1)}.br`;
    if (isRead(request) && compressed.has(name) && request.acceptsEncodings('br') === 'br') {
      response.type(extname(request.path));
      response.setHeader('Content-Encoding', 'br');
      response.vary('Accept-Encoding');
      request.url = `/${name}`;
    }
    next();
  };
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}
