import type { INestApplication, Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA, SSE_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { accessRuleKey, patientPageKey, type AccessRule, type PatientRule } from '../http/access.js';
import type { Answers } from './answers.js';
import { problemResponses, problemsOf } from './problem-responses.js';
import { RequestSchemas, type RequestClass, type Schema } from './request-schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = { readonly name: string; readonly in: string; readonly schema?: Schema };

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const primitives: ReadonlySet<unknown> = new Set([String, Number, Boolean, Object, Array, undefined]);

/**
 * The OpenAPI 3.1 document of everything under /api/v1: routes and parameters as the router has them,
 * requests from the rules they are checked by, answers from the handlers' declared types, rights from the
 * access matrix. Nothing of it is written down a second time.
 */
export function apiDocument(app: INestApplication, answers: Answers): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Lull')
    .setDescription('Scheduling and series tracking for interventional pain clinics.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth(
      'lull',
      { type: 'apiKey', in: 'cookie', description: 'Of a sign-in; over https it is called __Host-lull.' },
      'signIn',
    )
    .addCookieAuth(
      'd',
      {
        type: 'apiKey',
        in: 'cookie',
        description: "Of a patient's access; over https it is called __Host-d.",
      },
      'patientAccess',
    )
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  const controllers = new Map(
    app
      .get(DiscoveryService, { strict: false })
      .getControllers()
      .map(({ metatype }) => [metatype?.name, metatype]),
  );
  const requests = new RequestSchemas();

  for (const path of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (operation === undefined) continue;
      const [controllerName = '', handlerName = ''] = (operation.operationId ?? '').split('.');
      const controller = controllers.get(controllerName);
      if (controller === undefined || controller === null)
        throw new Error(`There is no controller ${controllerName}.`);
      complete(operation, method, handlerOf(controller as Type, handlerName), requests, answers);
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...requests.named(), ...answers.schemas },
    responses: problemResponses,
  } as unknown as NonNullable<OpenAPIObject['components']>;
  return document;
}

interface Handler {
  readonly name: string;
  readonly call: object;
  readonly body: RequestClass | undefined;
  readonly query: RequestClass | undefined;
}

function handlerOf(controller: Type, name: string): Handler {
  const prototype: object = controller.prototype;
  const call: unknown = Reflect.get(prototype, name);
  if (typeof call !== 'function') throw new Error(`${controller.name} has no ${name}.`);
  const types: readonly unknown[] = Reflect.getMetadata('design:paramtypes', prototype, name) ?? [];
  const places: Readonly<Record<string, { index: number; data?: unknown }>> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {};
  const classAt = (kind: RouteParamtypes) => {
    const place = Object.entries(places).find(
      ([key, { data }]) => key.startsWith(`${kind}:`) && data === undefined,
    );
    const type = place === undefined ? undefined : types[place[1].index];
    return primitives.has(type) ? undefined : (type as RequestClass);
  };
  return {
    name: `${controller.name}.${name}`,
    call,
    body: classAt(RouteParamtypes.BODY),
    query: classAt(RouteParamtypes.QUERY),
  };
}

function complete(
  operation: Operation,
  method: (typeof methods)[number],
  handler: Handler,
  requests: RequestSchemas,
  answers: Answers,
): void {
  const rule: AccessRule | undefined = Reflect.getMetadata(accessRuleKey, handler.call);
  const patientRule: PatientRule | undefined = Reflect.getMetadata(patientPageKey, handler.call);
  const parameters = [
    ...((operation.parameters ?? []) as unknown as Parameter[]).map(asId),
    ...queryParameters(handler, requests),
  ];
  const asks = (header: string) =>
    parameters.some((parameter) => parameter.in === 'header' && parameter.name === header);
  Object.assign(operation, {
    parameters,
    security: [
      ...(rule === undefined ? [] : [{ signIn: [] }]),
      ...(patientRule === undefined ? [] : [{ patientAccess: [] }]),
    ],
    ...(rule !== undefined && { 'x-access': { resource: rule.resource, anyOf: rule.actions } }),
    ...(handler.body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: requests.reference(handler.body) } },
      },
    }),
    responses: {
      ...success(method, handler, answers),
      ...problemsOf({
        signedIn: rule !== undefined,
        patient: patientRule !== undefined,
        hasPathId: parameters.some((parameter) => parameter.in === 'path'),
        hasBody: handler.body !== undefined,
        changes: asks('If-Match'),
        creates: asks('Idempotency-Key'),
      }),
    },
  });
  if (handler.body === undefined) delete operation.requestBody;
}

/** Ids are UUIDs everywhere; other path parameters say their form themselves. */
function asId(parameter: Parameter): Parameter {
  const isId = parameter.in === 'path' && /(^id|Id)$/.test(parameter.name);
  return isId ? { ...parameter, schema: { type: 'string', format: 'uuid' } } : parameter;
}

function queryParameters({ query }: Handler, requests: RequestSchemas): Parameter[] {
  if (query === undefined) return [];
  return [...requests.fields(query)].map(([name, { schema, required }]) => ({
    name,
    in: 'query',
    required,
    schema,
  }));
}

function success(method: string, { name, call }: Handler, answers: Answers): Record<string, Schema> {
  const schema = answers.handlers[name];
  if (schema === undefined)
    throw new Error(`${name} is not among the answers that the build read: build anew.`);
  const status: number = Reflect.getMetadata(HTTP_CODE_METADATA, call) ?? (method === 'post' ? 201 : 200);
  const events = Reflect.getMetadata(SSE_METADATA, call) === true ? ['text/event-stream'] : [];
  const media: readonly string[] = Reflect.getMetadata('swagger/apiProduces', call) ?? events;
  const content =
    schema !== null
      ? { 'application/json': { schema } }
      : Object.fromEntries(media.map((type) => [type, { schema: { type: 'string' } }]));
  const isEmpty = Object.keys(content).length === 0;
  return {
    [status]: { description: isEmpty ? 'Done; nothing is answered.' : 'Done.', ...(!isEmpty && { content }) },
  };
}
