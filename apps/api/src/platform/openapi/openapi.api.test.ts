import { DiscoveryService } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessRuleKey, patientPageKey } from '../http/access.js';
import { writeAnswers } from '../../testing/answers.js';
import { conformityFaults } from '../../testing/conformity.js';
import { givenClinicalFlag, givenPatient, givenSeries } from '../../testing/given-care.js';
import { givenTreatment, givenVisit } from '../../testing/given-treatment.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: unknown;
  }[];
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly content?: unknown; readonly $ref?: string }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

let test: TestApp;
let document: Document;
let operations: { readonly call: string; readonly path: string; readonly operation: Operation }[];

beforeAll(async () => {
  writeAnswers();
  test = await startTestApp({ apiDocumentation: 'browsable' });
  const answer = await test.anybody().get('/api/openapi.json');
  document = answer.body as Document;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );
});
afterAll(() => test.close());

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** What Express answers under /api/v1, asked of its router. */
function registered(): string[] {
  const { stack } = test.app.getHttpAdapter().getInstance().router as unknown as { stack: readonly Layer[] };
  return stack.flatMap(({ route }) =>
    route === undefined || !route.path.startsWith('/api/v1/')
      ? []
      : Object.keys(route.methods).map(
          (method) => `${method.toUpperCase()} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        ),
  );
}

/** Every `$ref` anywhere in a value. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
}

function operationOf(operationId: string): Operation {
  const found = operations.find(({ operation }) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`${operationId} is not in the document.`);
  return found.operation;
}

describe('the OpenAPI document', () => {
  it('is 3.1 and has every route of the router, and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.map(({ call }) => call).toSorted()).toEqual(registered().toSorted());
    expect(operations.length).toBeGreaterThan(10);
  });

  it('says for every route what it answers, once', () => {
    for (const { call, operation } of operations) {
      const answers = Object.entries(operation.responses).filter(([status]) => /^2\d\d$/.test(status));
      expect(answers, call).toHaveLength(1);
      const [status, answer] = answers[0] ?? [];
      expect(answer?.content !== undefined, `${call} answers something, or 204`).toBe(status !== '204');
    }
  });

  it('resolves every reference, and names every operation once', () => {
    for (const reference of references(document)) {
      const [, , kind = '', name = ''] = reference.split('/');
      expect(document.components[kind]?.[name], reference).toBeDefined();
    }
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('describes every parameter of a path, and every request with its fields', () => {
    for (const { call, path, operation } of operations) {
      const names = operation.parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect(names.toSorted(), call).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted(),
      );
      for (const parameter of operation.parameters)
        expect(parameter.schema, `${call} ${parameter.name}`).toBeDefined();
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        const name = references(schema)[0]?.split('/').at(-1) ?? '';
        expect(document.components['schemas']?.[name], call).toMatchObject({ additionalProperties: false });
      }
    }
  });

  it("asks for a sign-in wherever the matrix is asked, and for a patient's access on the patient's page", () => {
    const controllers = test.app.get(DiscoveryService, { strict: false }).getControllers();
    for (const { operation, call } of operations) {
      const [controllerName, handlerName = ''] = operation.operationId.split('.');
      const prototype: object = controllers.find(({ metatype }) => metatype?.name === controllerName)
        ?.metatype?.prototype;
      const handler: object = Reflect.get(prototype, handlerName);
      const asked = [
        ...(Reflect.getMetadata(accessRuleKey, handler) === undefined ? [] : ['signIn']),
        ...(Reflect.getMetadata(patientPageKey, handler) === undefined ? [] : ['patientAccess']),
      ];
      expect(
        operation.security.flatMap((each) => Object.keys(each)),
        call,
      ).toEqual(asked);
    }
  });

  it('carries the rules of a request, the headers of a change and the problems of both', () => {
    const request = document.components['schemas']?.['CreateSeriesRequest'];
    expect(request).toMatchObject({
      required: expect.arrayContaining(['side', 'icd10']),
      properties: {
        side: { enum: ['left', 'right', 'both'] },
        plannedCount: { type: 'integer', minimum: 2, maximum: 60 },
        gated: { type: 'boolean' },
        patientId: { type: 'string', format: 'uuid' },
      },
    });
    expect(document.components['schemas']?.['UpdatePatientRequest']).toMatchObject({
      properties: { weightKg: { anyOf: [{ type: 'number', minimum: 1, maximum: 500 }, { type: 'null' }] } },
    });
    const step = operationOf('SeriesController.step');
    const headers = step.parameters.filter((each) => each.in === 'header' && each.required === true);
    expect(new Set(headers.map((each) => each.name))).toEqual(new Set(['Idempotency-Key', 'If-Match']));
    expect(Object.keys(step.responses)).toEqual(
      expect.arrayContaining(['200', '401', '403', '404', '409', '412', '422', '428']),
    );
    const tasks = operationOf('FollowUpTaskController.page').parameters;
    expect(tasks.filter((each) => each.in === 'query').map((each) => each.name)).toContain('cursor');
    // What is asked about a person stands in no address.
    expect(operationOf('PatientController.search').parameters.filter((each) => each.in === 'query')).toEqual(
      [],
    );
  });

  it('describes what a handler answers by the interface it declares', () => {
    expect(operationOf('PatientController.search').responses['200']?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/PageOfPatientRowView' } },
    });
    expect(document.components['schemas']?.['PatientView']).toMatchObject({
      properties: {
        sexAtBirth: { enum: ['female', 'male', 'other', 'unknown'] },
        flags: { anyOf: [{ type: 'null' }, { type: 'array' }] },
      },
    });
  });
});

describe('an answer', () => {
  it('is what the document says of it, whoever put its JSON together', async () => {
    const practiceId = await givenPractice(test);
    const treatment = await givenTreatment(test, practiceId);
    const patient = await givenPatient(test, practiceId);
    await givenClinicalFlag(test, practiceId, patient.id, { kind: 'diabetes', state: 'present' });
    const seriesId = await givenSeries(test, practiceId, { ...treatment, patientId: patient.id });
    await givenVisit(test, practiceId, {
      ...treatment,
      patientId: patient.id,
      seriesId,
      startsAt: '2026-01-12T14:00Z',
      state: 'discharged',
      needleOutAt: '2026-01-12T14:20Z',
    });
    const nurse = await givenMember(test, practiceId, 'nurse');
    for (const [operationId, path] of [
      ['SignInController.current', '/sign-ins/current'],
      ['PatientController.one', `/patients/${patient.id}`],
      ['SeriesController.one', `/series/${seriesId}`],
      ['SeriesController.ofPatient', `/patients/${patient.id}/series`],
    ] as const) {
      const answer = await test.as(nurse).get(`/api/v1${path}`);
      expect(
        conformityFaults(document, operationOf(operationId).responses['200'], answer.body),
        operationId,
      ).toEqual([]);
    }
    const found = await test.as(nurse).post('/api/v1/patients/searches').send({});
    expect(
      conformityFaults(document, operationOf('PatientController.search').responses['200'], found.body),
    ).toEqual([]);
    const problem = await test.as(nurse).post('/api/v1/series').set('Idempotency-Key', 'x').send({});
    expect(
      conformityFaults(document, document.components['responses']?.['Problem403'], problem.body),
    ).toEqual([]);
  });
});

describe('the pages to browse it', () => {
  it('come from our own origin and run no inline script', async () => {
    const page = await test.anybody().get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(src|href)="https?:/);
    for (const [, attributes, body] of page.text.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      expect(attributes).toContain('src=');
      expect(body?.trim()).toBe('');
    }
    const script = await test.anybody().get('/api/docs/swagger-ui-init.js');
    expect(script.status).toBe(200);
  });

  it('are not there unless they are switched on, and neither is the document', async () => {
    const quiet = await startTestApp();
    expect((await quiet.anybody().get('/api/openapi.json')).status).toBe(404);
    expect((await quiet.anybody().get('/api/docs')).status).toBe(404);
    await quiet.close();
  });
});
