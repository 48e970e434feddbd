import { Controller, Get, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../app.js';
import { testConfig } from '../../testing/test-app.js';
import { cloneDatabase } from '../../testing/test-database.js';
import { HealthController } from '../health.controller.js';
import { accessRuleKey, Can, PatientPage, patientPageKey, Public, publicKey } from './access.js';
import { refuseUnruledRoutes, routesOf } from './routes.js';

/** A controller with one route, which carries these decorators. */
function planted(path: string | string[], ...decorators: readonly MethodDecorator[]): Type {
  class Planted {
    open(): string {
      return 'opened';
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Planted.prototype, 'open');
  if (descriptor === undefined) throw new Error('A planted controller has a route.');
  for (const decorate of decorators) decorate(Planted.prototype, 'open', descriptor);
  Controller(path)(Planted);
  return Planted;
}

/** An application with these controllers, as far as its routes can be seen. */
const applicationWith = (...controllers: Type[]) =>
  NestFactory.createApplicationContext(
    { module: class PlantedModule {}, imports: [DiscoveryModule], controllers },
    { logger: false },
  );

/** A rule that the compiler would refuse. */
const unknownCell: MethodDecorator = (_target, _name, descriptor) =>
  Reflect.defineMetadata(
    accessRuleKey,
    { resource: 'patient', actions: ['read', 'toString'] },
    Object(descriptor.value),
  );

const unknownOwn: MethodDecorator = (_target, _name, descriptor) =>
  Reflect.defineMetadata(patientPageKey, { thing: 'own-page', action: 'toString' }, Object(descriptor.value));

describe('the start', () => {
  it.each<[string, Type, RegExp | null]>([
    [
      'goes on when every route says who may use it',
      planted('ruled', Get(':id'), Can('patient', 'read')),
      null,
    ],
    [
      'stops at a route that says nothing',
      planted('bare', Post(':id/secret')),
      /POST \/bare\/:id\/secret \(Planted\.open\) has neither @Can nor @PatientPage nor @Public/,
    ],
    [
      'stops at a route that says two things',
      planted('both', Get(), Can('patient', 'read'), Public()),
      /GET \/both \(Planted\.open\) has both @Can and @Public/,
    ],
    [
      'stops at a route that opens to members and to patients',
      planted('shared', Get(), Can('patient', 'read'), PatientPage('own-page', 'read')),
      /GET \/shared \(Planted\.open\) has both @Can and @PatientPage/,
    ],
    [
      "stops at what the patient's page does not have",
      planted('own', Get(), unknownOwn),
      /GET \/own \(Planted\.open\) asks for "own-page: toString", which the patient's page does not know/,
    ],
    [
      'stops at a cell that the matrix does not have',
      planted(['one', 'two'], Get(['a', 'b']), unknownCell),
      /GET \/one\/a \(Planted\.open\) asks for "patient: toString".*GET \/two\/b/,
    ],
  ])('%s', async (_story, controller, sentence) => {
    const app = await applicationWith(planted('sound', Get(), Public()), controller);
    try {
      if (sentence === null) expect(() => refuseUnruledRoutes(app)).not.toThrow();
      else expect(() => refuseUnruledRoutes(app)).toThrow(sentence);
    } finally {
      await app.close();
    }
  });

  it('sees each route with its rule', async () => {
    const app = await applicationWith(
      planted('ruled', Get(':id'), Can('patient', 'read')),
      planted('open', Post(), Public()),
      planted('own', Get(), PatientPage('own-page', 'read')),
    );
    expect(routesOf(app)).toEqual([
      {
        method: 'GET',
        path: 'ruled/:id',
        handler: 'Planted.open',
        rule: { resource: 'patient', actions: ['read'] },
        patientRule: undefined,
        public: false,
      },
      {
        method: 'POST',
        path: 'open',
        handler: 'Planted.open',
        rule: undefined,
        patientRule: undefined,
        public: true,
      },
      {
        method: 'GET',
        path: 'own',
        handler: 'Planted.open',
        rule: undefined,
        patientRule: { thing: 'own-page', action: 'read' },
        public: false,
      },
    ]);
    await app.close();
  });

  it('of the whole product stops when a rule is taken away', async () => {
    const live: unknown = Object.getOwnPropertyDescriptor(HealthController.prototype, 'live')?.value;
    if (typeof live !== 'function') throw new Error('The health controller has no live().');
    const database = await cloneDatabase();
    Reflect.deleteMetadata(publicKey, live);
    try {
      await expect(buildApp(testConfig(database))).rejects.toThrow(
        'GET /livez (HealthController.live) has neither @Can nor @PatientPage nor @Public',
      );
    } finally {
      Reflect.defineMetadata(publicKey, true, live);
      await database.drop();
    }
  });
});
