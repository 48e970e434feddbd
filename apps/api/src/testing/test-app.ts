import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { v4 as uuid } from 'uuid';
import type { Role } from '@lull/contracts';
import { buildApp } from '../app.js';
import { hashOfToken, newToken } from '../modules/identity/sign-in-token.js';
import type { Config } from '../platform/config.js';
import { AuthDatabase } from '../platform/database/auth-database.js';
import { Database } from '../platform/database/database.js';
import { secretKeyOf } from '../platform/secret-box.js';
import type { MemberPrincipal } from '../platform/database/principal.js';
import { cloneDatabase, type TestDatabase } from './test-database.js';

export interface TestApp {
  readonly app: NestExpressApplication;
  readonly database: TestDatabase;
  /** The product's own door, for a test that arranges rows or asks a service. */
  readonly door: Database;
  /** A request without a sign-in. */
  anybody(): ReturnType<typeof supertest.agent>;
  /** A request agent that carries the cookie of this member. */
  as(member: GivenMember): ReturnType<typeof supertest.agent>;
  close(): Promise<void>;
}

export interface GivenMember extends MemberPrincipal {
  readonly token: string;
}

/** What the product is told in tests. */
export const testConfig = (database: TestDatabase, changes: Partial<Config> = {}): Config => ({
  databaseUrl: database.urls.app,
  authDatabaseUrl: database.urls.auth,
  port: 0,
  host: '127.0.0.1',
  webRoot: null,
  rounds: false,
  demonstration: false,
  secureCookies: false,
  origin: null,
  secretKeys: [secretKeyOf(Buffer.alloc(32, 7))],
  trustedProxies: 0,
  signIn: { idleMinutes: 15, absoluteHours: 12 },
  apiDocumentation: 'off',
  logLevel: 'silent',
  logFile: null,
  poolSize: 8,
  downtimeFolder: null,
  messages: { smtp: null, sms: null, leaseSeconds: 60 },
  ...changes,
});

/** The whole application over HTTP, on a database of its own. */
export async function startTestApp(changes: Partial<Config> = {}): Promise<TestApp> {
  const database = await cloneDatabase();
  const app = await buildApp(testConfig(database, changes));
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer();
  return {
    app,
    database,
    door: app.get(Database),
    anybody: () => supertest.agent(server),
    as: (member) => {
      const agent = supertest.agent(server);
      agent.set('Cookie', `lull=${member.token}`);
      return agent;
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** A practice with nothing in it. */
export async function givenPractice(test: TestApp, name = 'Midtown Pain Centre'): Promise<string> {
  const practiceId = uuid();
  await test.database.rows(`INSERT INTO practice (practice_id, name) VALUES ($1, $2)`, [practiceId, name]);
  return practiceId;
}

/** A member of the practice who is signed in; no password is hashed for it. */
export async function givenMember(
  test: TestApp,
  practiceId: string,
  ...roles: [Role, ...Role[]]
): Promise<GivenMember> {
  const [accountId, memberId, signInId, token] = [uuid(), uuid(), uuid(), newToken()];
  const name = `${roles.join(' and ')} ${memberId.slice(0, 4)}`;
  await test.database.rows(`INSERT INTO account (id, email, password_hash) VALUES ($1, $2, 'none')`, [
    accountId,
    `${memberId}@example.org`,
  ]);
  await test.database.rows(
    `INSERT INTO member (practice_id, id, account_id, name, roles) VALUES ($1, $2, $3, $4, $5)`,
    [practiceId, memberId, accountId, name, roles],
  );
  await test.app
    .get(AuthDatabase)
    .rows(
      `INSERT INTO sign_in (practice_id, id, token_hash, member_id, expires_at) VALUES ($1, $2, $3, $4, clock_timestamp() + interval '1 hour')`,
      [practiceId, signInId, hashOfToken(token), memberId],
    );
  return { kind: 'member', practiceId, memberId, signInId, name, roles, token };
}
