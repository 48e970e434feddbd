import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, type ParamDecoratorEnhancer } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { validate as isUuid } from 'uuid';
import { Refused } from '../errors.js';

/** A creating call that must have one effect however often it is sent. */
export interface Once {
  readonly key: string;
  /** Method and route: the same key on another call is another body. */
  readonly call: string;
  readonly bodyHash: Buffer;
  /** Set by the database door when the kept answer was given again. */
  replayed: boolean;
}

/** JSON with its keys in order, so that equal bodies hash equally. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

export interface OnceRequest extends Request {
  idempotent?: Once;
}

/** Puts the header into the OpenAPI document of every route that asks for it. */
const documented =
  (
    name: string,
    description: string,
    schema: { readonly format?: string; readonly pattern?: string },
  ): ParamDecoratorEnhancer =>
  (target, key) => {
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && descriptor !== undefined)
      ApiHeader({ name, required: true, description, schema: { type: 'string', ...schema } })(
        target,
        key,
        descriptor,
      );
  };

/** `Idempotency-Key` (a UUID) with what it stands for; required on every call that creates or transitions. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): Once => {
    const request = context.switchToHttp().getRequest<OnceRequest>();
    const key = request.header('idempotency-key');
    if (key === undefined) throw new Refused({ code: 'idempotency-key-required' });
    if (!isUuid(key)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'Idempotency-Key' } });
    const once: Once = {
      key,
      call: `${request.method} ${request.path}`,
      bodyHash: createHash('sha256').update(canonical(request.body)).digest(),
      replayed: false,
    };
    request.idempotent = once;
    return once;
  },
  [
    documented('Idempotency-Key', "A UUID of the caller's: a retry with it has one effect.", {
      format: 'uuid',
    }),
  ],
);

/** The version that the caller read, from `If-Match: "v7"`; required on every change. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = context.switchToHttp().getRequest<Request>().header('if-match');
    if (header === undefined) throw new Refused({ code: 'version-required' });
    const version = /^"v([1-9][0-9]{0,8})"$/.exec(header)?.[1];
    if (version === undefined)
      throw new Refused({ code: 'parameter-malformed', facts: { name: 'If-Match' } });
    return Number(version);
  },
  [documented('If-Match', 'The ETag that was read, such as "v7".', { pattern: '^"v[1-9][0-9]{0,8}"$' })],
);
