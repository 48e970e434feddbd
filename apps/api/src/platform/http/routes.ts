import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessMatrix, patientPage, type Role } from '@lull/contracts';
import { accessRuleKey, patientPageKey, publicKey, type AccessRule, type PatientRule } from './access.js';

/** One thing that can be asked of the API, as its decorators declare it. */
export interface Route {
  /** `GET`, `POST` and so on. */
  readonly method: string;
  /** Without the global prefix, as in `patients/:id`. */
  readonly path: string;
  /** Class and method, for a sentence about it. */
  readonly handler: string;
  readonly rule: AccessRule | undefined;
  /** What of their own a patient asks for by it. */
  readonly patientRule: PatientRule | undefined;
  readonly public: boolean;
}

/** An application, as far as it is needed to see its routes. */
interface Host {
  get(token: typeof DiscoveryService): DiscoveryService;
}

/** A route does not say who may use it; the message names it. */
export class UnruledRoute extends Error {}

/** Every route of every controller. */
export function routesOf(app: Host): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      const prefixes = pathsOf(metatype);
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function') return [];
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const rule = Reflect.getMetadata(accessRuleKey, handler) as AccessRule | undefined;
        const patientRule = Reflect.getMetadata(patientPageKey, handler) as PatientRule | undefined;
        const open = Reflect.getMetadata(publicKey, handler) === true;
        return prefixes.flatMap((prefix) =>
          pathsOf(handler).map((path) => ({
            method: RequestMethod[method],
            path: [prefix, path].filter((part) => part !== '').join('/'),
            handler: `${metatype.name}.${name}`,
            rule,
            patientRule,
            public: open,
          })),
        );
      });
    });
}

function pathsOf(target: object): string[] {
  const declared = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return (typeof declared === 'string' ? [declared] : [...(declared ?? [''])]).map((path) =>
    path.replace(/^\/|\/$/g, ''),
  );
}

/** The roles of one cell; undefined when the matrix has no such cell. */
function cellOf(resource: string, action: string): readonly Role[] | undefined {
  const matrix: Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>> = accessMatrix;
  const cells = Object.hasOwn(matrix, resource) ? matrix[resource] : undefined;
  return cells !== undefined && Object.hasOwn(cells, action) ? cells[action] : undefined;
}

function isOfPatientPage({ thing, action }: PatientRule): boolean {
  const page: Readonly<Record<string, readonly string[]>> = patientPage;
  return Object.hasOwn(page, thing) && (page[thing]?.includes(action) ?? false);
}

/** The roles that any of the rule's cells lets through; a cell that the matrix does not know lets nobody. */
export function rolesAllowed({ resource, actions }: AccessRule): readonly Role[] {
  return actions.flatMap((action) => cellOf(resource, action) ?? []);
}

/** Deny by default: the start stops when a route has no rule, or two, or one that is not in the matrix. */
export function refuseUnruledRoutes(app: Host): void {
  const faults = routesOf(app).flatMap(({ method, path, handler, rule, patientRule, public: open }) => {
    const name = `${method} /${path} (${handler})`;
    const said = [
      ...(rule === undefined ? [] : ['@Can']),
      ...(patientRule === undefined ? [] : ['@PatientPage']),
      ...(open ? ['@Public'] : []),
    ];
    if (said.length === 0) return [`${name} has neither @Can nor @PatientPage nor @Public`];
    if (said.length > 1) return [`${name} has both ${said.join(' and ')}`];
    if (patientRule !== undefined && !isOfPatientPage(patientRule))
      return [
        `${name} asks for "${patientRule.thing}: ${patientRule.action}", which the patient's page does not know`,
      ];
    if (rule === undefined) return [];
    return rule.actions
      .filter((action) => cellOf(rule.resource, action) === undefined)
      .map(
        (action) => `${name} asks for "${rule.resource}: ${action}", which the access matrix does not know`,
      );
  });
  if (faults.length > 0) throw new UnruledRoute(`Nobody could say who may use this: ${faults.join('; ')}.`);
}
