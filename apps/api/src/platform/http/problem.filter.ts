import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemOf, type ProblemCode, type ProblemView } from '@lull/contracts';
import type { Request, Response } from 'express';
import { Refused, type Refusal } from '../errors.js';
import { codeOfConstraint } from '../database/constraint-problems.js';
import { Log } from '../log.js';
import { requestContext } from './request-context.js';

/** Nest's and Express's own errors, by status; they carry texts that are not for callers. */
const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'body-malformed',
  401: 'sign-in-required',
  403: 'not-allowed',
  404: 'not-found',
  413: 'body-too-large',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Express's body parser throws plain errors with a status.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}

/** The one place where an error becomes an answer: `application/problem+json`, RFC 9457. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const refusals = this.refusalsOf(error, http.getRequest<Request>());
    const problem = problemOf(refusals, requestContext()?.requestId ?? null);
    if (response.headersSent) {
      response.end();
      return;
    }
    const first = refusals[0];
    const retryAfter = first.facts?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
    const currentVersion = first.facts?.['currentVersion'];
    if (typeof currentVersion === 'number') response.setHeader('ETag', `"v${currentVersion}"`);
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem satisfies ProblemView));
  }

  private refusalsOf(error: unknown, request: Request): readonly [Refusal, ...Refusal[]] {
    if (error instanceof Refused) return error.refusals;
    const constraint = codeOfConstraint(error);
    if (constraint !== undefined) return [constraint];
    const status = statusOf(error);
    const code = status === undefined ? undefined : codeOfStatus[status];
    if (code !== undefined) return [{ code, facts: code === 'not-found' ? { noun: 'page' } : {} }];
    // The route's template and the error's kind only: a message may hold a patient's data.
    this.log.failure(error, request.method, String(request.route?.path ?? 'unknown'));
    return [{ code: 'internal' }];
  }
}
