import supertest from 'supertest';
import { v4 as uuid } from 'uuid';
import { hashOfToken, newToken } from '../modules/identity/sign-in-token.js';
import { AuthDatabase } from '../platform/database/auth-database.js';
import { inPractice } from './given-care.js';
import { iso } from './given-outcomes.js';
import type { GivenMember, TestApp } from './test-app.js';

export interface GivenLink {
  readonly practiceId: string;
  readonly patientId: string;
  readonly linkId: string;
  readonly token: string;
}

export interface LinkWishes {
  readonly createdAt?: number;
  readonly expiresAt?: number;
  readonly revoked?: boolean;
}

/** A link of the patient as a row, made by this member. */
export async function givenLink(
  test: TestApp,
  member: GivenMember,
  patientId: string,
  wishes: LinkWishes = {},
): Promise<GivenLink> {
  const { practiceId, memberId } = member;
  const [linkId, token] = [uuid(), newToken()];
  const createdAt = wishes.createdAt ?? Date.now();
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO patient_link (practice_id, id, patient_id, token_hash, created_by, created_at, expires_at, revoked_at, revoked_why)
       VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN now() END, CASE WHEN $8 THEN 'staff' END)`,
      [
        practiceId,
        linkId,
        patientId,
        hashOfToken(token),
        memberId,
        iso(createdAt),
        iso(wishes.expiresAt ?? createdAt + 30 * 24 * 3_600_000),
        wishes.revoked ?? false,
      ],
    ),
  );
  return { practiceId, patientId, linkId, token };
}

/** A browser that proved link and birth date, without the asking. */
export async function asPatient(test: TestApp, { practiceId, patientId, linkId }: GivenLink) {
  const token = newToken();
  await test.app.get(AuthDatabase).rows(
    `INSERT INTO patient_access (practice_id, id, token_hash, link_id, patient_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + interval '30 minutes')`,
    [practiceId, uuid(), hashOfToken(token), linkId, patientId],
  );
  const agent = supertest.agent(test.app.getHttpServer());
  agent.set('Cookie', `d=${token}`);
  return agent;
}
