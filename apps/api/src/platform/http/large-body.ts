import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { json, type Request, type Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { finalize, type Observable } from 'rxjs';
import { Refused } from '../errors.js';
import { plainBody } from './request-limits.js';

/** The calls that bring whole files; every other body is small. */
const largePaths = new Set(['/v1/book-checks', '/v1/book-imports']);
const readLarge = json({ limit: '24mb', strict: true, type: 'application/json' });
/** So many bodies are in memory at once; whoever comes then is asked to come again. */
const mostAtOnce = 4;

/** Whether the body is read for everybody: a large one is read only once its sender is known. */
export function isSmallJson(request: IncomingMessage): boolean {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  return !largePaths.has(path) && /^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '');
}

/**
 * Reads a large body into memory, bounded, and never onto a disk. Interceptors run after the guard, so nobody who may not
 * send it makes the server read it.
 */
@Injectable()
export class LargeBody implements NestInterceptor {
  private inMemory = 0;

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (this.inMemory >= mostAtOnce)
      throw new Refused({ code: 'too-many-requests', facts: { retryAfterSeconds: 5 } });
    this.inMemory += 1;
    try {
      const http = context.switchToHttp();
      const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
      for (const step of [readLarge, plainBody]) await done((end) => step(request, response, end));
    } catch (error) {
      this.inMemory -= 1;
      throw error;
    }
    return next.handle().pipe(
      finalize(() => {
        this.inMemory -= 1;
      }),
    );
  }
}

/** Express's way of saying that a step is done, as a promise. */
function done(step: (end: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    step((error) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('A body could not be read.', { cause: error }));
    });
  });
}
