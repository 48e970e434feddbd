import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** Serves the built web application: hashed assets for ever, the page itself never from a cache. */
export function serveWeb(app: NestExpressApplication, webRoot: string): void {
  app.useStaticAssets(join(webRoot, 'assets'), {
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    index: false,
    fallthrough: false,
  });
  app.useStaticAssets(webRoot, {
    index: false,
    maxAge: 0,
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-store'),
  });
  // Every other path belongs to the application in the browser, which knows its own routes.
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page = request.method === 'GET' || request.method === 'HEAD';
    if (!page || /^\/(api|livez|readyz)(\/|$)/.test(request.path)) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.sendFile(join(webRoot, 'index.html'));
  });
}
