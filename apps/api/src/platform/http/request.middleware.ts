import type { NextFunction, Response } from 'express';
import { v7 as uuid } from 'uuid';
import { Refused } from '../errors.js';
import type { Log } from '../log.js';
import type { SignedInRequest } from './access.js';
import { withRequestContext } from './request-context.js';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Gives the call its id, refuses changes that another site started, and notes the call in the log. */
export function callMiddleware(log: Log) {
  return (request: SignedInRequest, response: Response, next: NextFunction): void => {
    const requestId = uuid();
    const began = process.hrtime.bigint();
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('Cache-Control', 'no-store');
    response.on('finish', () => {
      const { principal, patient } = request;
      log.request({
        requestId,
        method: request.method,
        route: String(request.route?.path ?? 'none'),
        status: response.statusCode,
        ms: Number(process.hrtime.bigint() - began) / 1e6,
        ...(principal && { memberId: principal.memberId, practiceId: principal.practiceId }),
        ...(patient && { practiceId: patient.practiceId }),
      });
    });
    withRequestContext({ requestId, auditEvents: 0, purpose: null }, () => {
      next(unsafe.has(request.method) ? crossSite(request) : undefined);
    });
  };
}

/** A browser says where a change comes from; only the product's own pages may change anything. */
function crossSite(request: SignedInRequest): Refused | undefined {
  const site = request.header('sec-fetch-site');
  if (site !== undefined)
    return site === 'same-origin' ? undefined : new Refused({ code: 'cross-site-refused' });
  const origin = request.header('origin');
  if (origin === undefined) return undefined;
  return URL.canParse(origin) && new URL(origin).host === request.header('host')
    ? undefined
    : new Refused({ code: 'cross-site-refused' });
}
