import 'reflect-metadata';
import { json } from 'express';
import compression from 'compression';
import helmet from 'helmet';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config.js';
import { refuseUnsafeDatabase } from './platform/database/guardrails.js';
import { requestValidation } from './platform/http/validation.js';
import { serveWeb } from './platform/http/web-root.js';
import { serveApiDocument } from './platform/openapi/serve-api-document.js';

/** Builds the whole application, for `main.ts` and for the tests alike; it does not listen yet. */
export async function buildApp(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  try {
    await refuseUnsafeDatabase(app.get(DataSource));
  } catch (error) {
    await app.close();
    throw error;
  }
  const express = app.getHttpAdapter().getInstance();
  express.disable('x-powered-by');
  express.set('trust proxy', config.trustedProxies);
  express.set('query parser', 'simple');
  express.set('etag', false);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: config.secureCookies ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
  );
  // Server-sent events must leave as they are written.
  app.use(compression({ filter: (request, response) => response.getHeader('Content-Type') !== 'text/event-stream' && compression.filter(request, response) }));
  app.use('/api', json({ limit: '256kb', strict: true, type: 'application/json' }));
  app.use('/api', (_request: unknown, response: { setHeader(name: string, value: string): void }, next: () => void) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.setGlobalPrefix('api/v1', { exclude: ['livez', 'readyz'] });
  app.useGlobalPipes(requestValidation());
  serveApiDocument(app, config.apiDocumentation);
  if (config.webRoot !== null) serveWeb(app, config.webRoot);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
  await app.init();
  return app;
}
