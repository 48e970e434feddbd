import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { readAnswers } from './answers.js';
import { apiDocument } from './api-document.js';

/** Off, the document alone, or the document with pages to browse it. It holds no patient's data. */
export type ApiDocumentation = 'off' | 'document' | 'browsable';

/** Serves /api/openapi.json and, to browse it, /api/docs. It is made when it is first asked for. */
export function serveApiDocument(app: NestExpressApplication, documentation: ApiDocumentation): void {
  if (documentation === 'off') return;
  let made: OpenAPIObject | undefined;
  const document = () => (made ??= apiDocument(app, readAnswers()));
  const express = app.getHttpAdapter().getInstance();
  express.get('/api/openapi.json', (_request: Request, response: Response) => {
    response.json(document());
  });
  if (documentation === 'browsable') {
    SwaggerModule.setup('api/docs', app, document, {
      raw: false,
      customSiteTitle: 'Lull API',
      swaggerOptions: { validatorUrl: null, url: '/api/openapi.json' },
    });
  }
}
