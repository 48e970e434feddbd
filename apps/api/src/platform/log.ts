import { Injectable } from '@nestjs/common';
import pino from 'pino';
import { sqlState } from './database/database.js';
import { requestContext } from './http/request-context.js';

/**
 * The log, by an allow-list: request id, method, route template, status, milliseconds, member and practice
 * ids, and the kind of an error. No body, no query value, no message of an error: they may hold a patient's data.
 */
@Injectable()
export class Log {
  private readonly out: pino.Logger;

  constructor(level: string, file: string | null) {
    // Standard error: standard output carries the one line that says where the product is to be found.
    this.out = pino({ level, base: null }, pino.destination({ dest: file ?? 2, sync: false }));
  }

  request(entry: {
    requestId: string;
    method: string;
    route: string;
    status: number;
    ms: number;
    memberId?: string;
    practiceId?: string;
  }): void {
    this.out.info(entry);
  }

  failure(error: unknown, method: string, route: string): void {
    const stack =
      error instanceof Error
        ? error.stack
            ?.split('\n')
            .filter((line) => line.startsWith('    at '))
            .slice(0, 12)
        : undefined;
    this.out.error({
      requestId: requestContext()?.requestId,
      method,
      route,
      kind: error instanceof Error ? error.constructor.name : typeof error,
      sqlState: sqlState(error),
      stack,
    });
  }

  event(name: string, facts: Readonly<Record<string, string | number | boolean>> = {}): void {
    this.out.info({ event: name, ...facts });
  }
}
