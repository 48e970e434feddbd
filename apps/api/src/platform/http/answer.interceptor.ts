import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { audited } from '@lull/contracts';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { accessRuleKey, patientPageKey, type AccessRule, type PatientRule } from './access.js';
import type { OnceRequest } from './preconditions.js';
import { requestContext } from './request-context.js';

/**
 * What every answer has in common: the version as an ETag, the mark of a replay, and the promise that no
 * patient's record is read without an event in the trail.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<OnceRequest>();
    const response = http.getResponse<Response>();
    const rule = this.reflector.get<AccessRule | undefined>(accessRuleKey, context.getHandler());
    const ofPatient = this.reflector.get<PatientRule | undefined>(patientPageKey, context.getHandler());
    return next.handle().pipe(
      map((answer: unknown) => {
        if (
          rule !== undefined &&
          (request.method === 'GET' || (rule.actions.includes('read') && request.idempotent === undefined)) &&
          audited.has(rule.resource) &&
          requestContext()?.auditEvents === 0
        ) {
          throw new Error(`${rule.resource} was read without an event in the trail.`);
        }
        if (ofPatient?.action === 'read' && requestContext()?.auditEvents === 0)
          throw new Error(`${ofPatient.thing} was read without an event in the trail.`);
        if (request.idempotent?.replayed === true) response.setHeader('Idempotency-Replayed', 'true');
        const version = versionOf(answer);
        if (version !== undefined && response.getHeader('ETag') === undefined)
          response.setHeader('ETag', `"v${version}"`);
        return answer;
      }),
    );
  }
}

function versionOf(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  return typeof answer.version === 'number' ? answer.version : undefined;
}
