import 'reflect-metadata';
import { json } from 'express';
import compression from 'compression';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config.js';
import { DatabaseHealth } from './platform/database/database-health.js';
import { isSmallJson } from './platform/http/large-body.js';
import { callMiddleware } from './platform/http/request.middleware.js';
import { onlyJson, oneOfEachParameter, plainBody } from './platform/http/request-limits.js';
import { refuseUnruledRoutes } from './platform/http/routes.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { requestValidation } from './platform/http/validation.js';
import { serveWeb } from './platform/http/web-root.js';
import { serveApiDocument } from './platform/openapi/serve-api-document.js';
import { Log } from './platform/log.js';

/** Builds the whole application, for `main.ts` and for the tests alike; it does not listen yet. */
export async function buildApp(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  try {
    refuseUnruledRoutes(app);
    await app.get(DatabaseHealth).refuseUnsafe();
  } catch (error) {
    await app.close();
    throw error;
  }
  const express = app.getHttpAdapter().getInstance();
  express.disable('x-powered-by');
  express.set('trust proxy', config.trustedProxies);
  express.set('query parser', 'simple');
  express.set('etag', false);
  app.use(securityHeaders(config.secureCookies));
  // Server-sent events must leave as they are written.
  app.use(
    compression({
      filter: (request, response) =>
        response.getHeader('Content-Type') !== 'text/event-stream' && compression.filter(request, response),
    }),
  );
  app.use('/api', callMiddleware(app.get(Log)), oneOfEachParameter, onlyJson);
  app.use('/api', json({ limit: '256kb', strict: true, type: isSmallJson }), plainBody);
  app.setGlobalPrefix('api/v1', { exclude: ['livez', 'readyz'] });
  app.useGlobalPipes(requestValidation());
  serveApiDocument(app, config.apiDocumentation);
  if (config.webRoot !== null) serveWeb(app, config.webRoot);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
  await app.init();
  return app;
}
