import { v4 as uuid } from 'uuid';
import { roles, type Role } from '@lull/contracts';
import { rolesAllowed, routesOf, type Route } from '../platform/http/routes.js';
import { givenMember, type GivenMember, type TestApp } from './test-app.js';

/** One call that was answered otherwise than the promise says. */
interface Breach {
  readonly call: string;
  readonly as: string;
  readonly expected: string;
  readonly status: number;
  readonly code: string;
}

export interface Sweep {
  readonly calls: number;
  readonly breaches: readonly Breach[];
}

type Caller = ReturnType<TestApp['anybody']>;
type Expectation = readonly [sentence: string, holds: (status: number, code: string) => boolean];

const none = uuid();
/** Outside the prefix stand the two questions about the process itself. */
const pathOf = (route: Route) =>
  ['livez', 'readyz'].includes(route.path) ? `/${route.path}` : `/api/v1/${route.path}`;
const filled = (route: Route, id: string) => pathOf(route).replace(/:[A-Za-z]+/g, id);
/** A stream never ends by itself; all that is asked here is refused before it begins. */
const patienceMs = 5_000;

/** What every call carries, so that it is refused for its own reason and not for a missing header. */
async function call(
  caller: Caller,
  method: string,
  path: string,
  sent: object,
): Promise<{ status: number; code: string }> {
  const verbs = {
    GET: () => caller.get(path),
    HEAD: () => caller.head(path),
    POST: () => caller.post(path),
    PUT: () => caller.put(path),
    PATCH: () => caller.patch(path),
    DELETE: () => caller.delete(path),
  };
  if (!(method in verbs)) throw new Error(`The sweep does not know ${method}.`);
  const request = verbs[method as keyof typeof verbs]()
    .timeout({ response: patienceMs })
    .set('Idempotency-Key', uuid())
    .set('If-Match', '"v1"');
  const { status, body } = (await (method === 'GET' || method === 'HEAD' ? request : request.send(sent))) as {
    status: number;
    body: { code?: unknown };
  };
  return { status, code: typeof body?.code === 'string' ? body.code : '' };
}

/** One call to make, and what its answer must be. */
export interface Question {
  readonly caller: Caller;
  readonly as: string;
  readonly method: string;
  readonly path: string;
  /** Absent: an empty object, where the method has a body. */
  readonly sent?: object;
  readonly expected: Expectation;
}

export async function sweep(questions: readonly Question[]): Promise<Sweep> {
  const breaches: Breach[] = [];
  const open = questions.values();
  // Four at a time, from one queue.
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const {
        caller,
        as,
        method,
        path,
        sent = {},
        expected: [sentence, holds],
      } of open) {
        const { status, code } = await call(caller, method, path, sent);
        if (!holds(status, code))
          breaches.push({ call: `${method} ${path}`, as, expected: sentence, status, code });
      }
    }),
  );
  return { calls: questions.length, breaches };
}

const guarded = (test: TestApp) => routesOf(test.app).filter((route) => !route.public);
/** The patient's page knows no member: its own sweep is modules/diary/diary-alone.api.test.ts. */
const ofMembers = (test: TestApp) => guarded(test).filter((route) => route.patientRule === undefined);

/** Nobody gets anything without a sign-in, by whatever spelling of the path. */
export function sweepWithoutSignIn(test: TestApp): Promise<Sweep> {
  const caller = test.anybody();
  const asksToSignIn: Expectation = ['401', (status) => status === 401];
  const nothingThere: Expectation = ['401 or 404', (status) => status === 401 || status === 404];
  return sweep(
    guarded(test).flatMap((route) => {
      const path = filled(route, none);
      const ask = (method: string, spelling: string, expected: Expectation) => ({
        caller,
        as: 'nobody',
        method,
        path: spelling,
        expected,
      });
      return [
        ask(route.method, path, asksToSignIn),
        ...(route.method === 'GET' ? [ask('HEAD', path, asksToSignIn)] : []),
        ask(route.method, `${path}/`, nothingThere),
        ask(route.method, `/${path}`, nothingThere),
        ask(route.method, path.toUpperCase(), nothingThere),
        ask(route.method, `${path};a=b`, nothingThere),
        ask(route.method, path.replace('/api/', '/api%2f'), nothingThere),
      ];
    }),
  );
}

/** A role gets 403 wherever the matrix does not name it, before anything else about the call is looked at. */
export async function sweepDeniedRoles(test: TestApp, practiceId: string): Promise<Sweep> {
  const members = new Map<Role, GivenMember>();
  for (const role of roles) members.set(role, await givenMember(test, practiceId, role));
  const denied: Expectation = ['403 not-allowed', (status, code) => status === 403 && code === 'not-allowed'];
  return sweep(
    ofMembers(test).flatMap((route) => {
      const allowed = route.rule === undefined ? [] : rolesAllowed(route.rule);
      return [...members]
        .filter(([role]) => !allowed.includes(role))
        .map(([role, member]) => ({
          caller: test.as(member),
          as: role,
          method: route.method,
          path: filled(route, none),
          expected: denied,
        }));
    }),
  );
}

/** The refusals of a call that is itself not right, whosever id it names. */
const ownFault = new Set([
  'parameter-malformed',
  'field-invalid',
  'field-unknown',
  'body-malformed',
  'version-required',
  'idempotency-key-required',
]);

/**
 * Another practice's ids look like ids that do not exist: a member with every role asks each route that takes
 * an id for every row of the other practice, and for one that nobody has. A call may also be refused for its
 * empty body; it is never answered, and never breaks.
 */
export async function sweepForeignIds(
  test: TestApp,
  practiceId: string,
  otherPracticeId: string,
): Promise<Sweep> {
  const [first, ...rest] = roles;
  const ids = [...(await idsOf(test, otherPracticeId)), none];
  const notThere: Expectation = [
    '404, or a fault of the call itself',
    (status, code) => status === 404 || ownFault.has(code),
  ];
  const routes = ofMembers(test).filter((route) => route.path.includes(':'));
  const questions = await Promise.all(
    routes.map(async (route) => {
      // A sign-in of its own for each route, so that no limit of calls answers instead.
      const caller = test.as(await givenMember(test, practiceId, first, ...rest));
      return ids.map((id) => ({
        caller,
        as: 'every role of another practice',
        method: route.method,
        path: filled(route, id),
        expected: notThere,
      }));
    }),
  );
  return sweep(questions.flat());
}

/** Ids of the practice's rows, one of each table. */
async function idsOf(test: TestApp, practiceId: string): Promise<string[]> {
  const tables = await test.database.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND 2 = (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('practice_id', 'id')) ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await test.database.rows<{ id: string }>(
      `SELECT id FROM ${name} WHERE practice_id = $1 LIMIT 1`,
      [practiceId],
    );
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}
