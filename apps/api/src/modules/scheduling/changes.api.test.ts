import { get } from 'node:http';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { givenClinic, type GivenClinic } from '../../testing/given-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from '../../testing/test-app.js';

let desk: Desk;
let test: TestApp;
let clinic: GivenClinic;
let scheduler: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  ({ test, clinic, scheduler } = desk);
});
afterAll(() => test.close());

interface Stream {
  readonly status: number;
  readonly text: () => string;
  /** Waits until the text so far matches; gives the text. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

async function openStream(member: GivenMember, clinicId: string): Promise<Stream> {
  const address: unknown = test.app.getHttpServer().address();
  if (typeof address !== 'object' || address === null || !('port' in address))
    throw new Error('The server does not listen.');
  const { port } = address;
  return new Promise((resolve, reject) => {
    const request = get(
      {
        port: Number(port),
        path: `/api/v1/clinics/${clinicId}/changes`,
        headers: { Cookie: `lull=${member.token}`, Accept: 'text/event-stream' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (more: string) => {
          text += more;
        });
        resolve({
          status: response.statusCode ?? 0,
          text: () => text,
          until: async (pattern) => {
            await expect.poll(() => text, { timeout: 10_000, interval: 10 }).toMatch(pattern);
            return text;
          },
          ended: new Promise((end) => response.on('end', () => end())),
          close: () => void request.destroy(),
        });
      },
    );
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
  });
}

describe('a stream of changes', () => {
  it('ends with the sign-in, by the next heartbeat', async () => {
    const leaving = await givenMember(test, clinic.practiceId, 'nurse');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const stream = await openStream(leaving, clinic.clinicId);
      await vi.advanceTimersByTimeAsync(20_000);
      vi.useRealTimers();
      expect(await stream.until(/event: here[^]*event: here/)).not.toMatch(/event: (change|resync)/);
    } finally {
      vi.useRealTimers();
    }
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const stream = await openStream(leaving, clinic.clinicId);
      await test.as(leaving).delete('/api/v1/sign-ins/current');
      await vi.advanceTimersByTimeAsync(20_000);
      await stream.ended;
      expect(stream.text()).toMatch(/event: here\ndata: {}\n\n$/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells of evidence and of flags, with the session that they are about', async () => {
    const session = await desk.givenSession({ at: clinic.at(30, 2, '11:00') });
    const stream = await openStream(scheduler, clinic.clinicId);
    await stream.until(/event: here/);
    const answer = await test
      .as(desk.nurse)
      .post(`/api/v1/sessions/${session.id}/evidence`)
      .set('Idempotency-Key', uuid())
      .send({ kind: 'no-infection', outcome: 'met' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const told = await stream.until(/event: change\ndata: .*\n\n/);
    expect(JSON.parse(/data: (\{"k.*\})/.exec(told)?.[1] ?? '')).toEqual({
      kind: 'readiness',
      id: session.id,
      version: 1,
      by: desk.nurse.memberId,
      at: session.start,
      was: null,
    });
    await givenClinicalFlag(test, clinic.practiceId, session.patientId, {
      kind: 'diabetes',
      state: 'present',
    });
    expect(await stream.until(/(event: change[^]*){2}/)).toMatch(
      new RegExp(`"kind":"readiness","id":"${session.id}"[^]*"kind":"readiness","id":"${session.id}"`),
    );
    stream.close();
  });

  it("tells the boards of this clinic within a second, and no other clinic's or practice's", async () => {
    const other = await givenClinic(test, clinic.practiceId);
    const elsewhere = await givenPractice(test, 'Elsewhere');
    const foreign = await givenClinic(test, elsewhere);
    const stranger = await givenMember(test, elsewhere, 'nurse');
    const [own, next, theirs] = await Promise.all([
      openStream(scheduler, clinic.clinicId),
      openStream(scheduler, other.clinicId),
      openStream(stranger, foreign.clinicId),
    ]);
    await Promise.all([own, next, theirs].map((stream) => stream.until(/event: here/)));
    const at = clinic.at(4, 1, '09:00');
    const began = performance.now();
    const session = await desk.givenSession({ at });
    const told = await own.until(/event: change\ndata: .*\n\n/);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(JSON.parse(/data: (\{"k.*\})/.exec(told)?.[1] ?? '')).toEqual({
      kind: 'session',
      id: session.id,
      version: 1,
      by: scheduler.memberId,
      at,
      was: null,
    });

    // Their own news comes through, so silence before it means that ours did not.
    await desk
      .at(foreign, await givenMember(test, elsewhere, 'scheduler'))
      .givenSession({ at: foreign.at(4, 1, '09:00') });
    await desk.at(other).givenSession({ at: other.at(4, 2, '09:00') });
    for (const stream of [theirs, next])
      expect((await stream.until(/event: change/)).match(/event: change/g)).toHaveLength(1);
    expect([theirs.text(), next.text()].join()).not.toContain(session.id);
    for (const stream of [own, next, theirs]) stream.close();
  });

  it('tells of a move where the session was', async () => {
    const from = clinic.at(5, 1, '09:00');
    const session = await desk.givenSession({ at: from });
    const stream = await openStream(scheduler, clinic.clinicId);
    await stream.until(/event: here/);
    await desk.change(session, 'move', desk.moveBody(clinic.at(5, 1, '11:00')));
    expect(await stream.until(/"was":\d/)).toContain(`"at":${clinic.at(5, 1, '11:00')},"was":${from}`);
    stream.close();
  });

  it('tells every clinic of the practice of a changed procedure, of a changed room its own clinic alone, and nobody of a new patient', async () => {
    const other = await givenClinic(test, clinic.practiceId);
    const administrator = await givenMember(test, clinic.practiceId, 'administrator');
    const streams = await Promise.all(
      [clinic, other].map(({ clinicId }) => openStream(administrator, clinicId)),
    );
    await Promise.all(streams.map((stream) => stream.until(/: here/)));
    await givenBookableSeries(test, clinic);
    const change = (path: string, changes: object) =>
      test.as(administrator).patch(`/api/v1/${path}`).set('If-Match', '"v1"').send(changes);
    const [room] = clinic.rooms;
    expect((await change(`resources/${room}`, { skills: ['fluoroscopy'] })).status).toBe(200);
    const [type] = (await test.as(administrator).get('/api/v1/procedure-types')).body as { id: string }[];
    expect((await change(`procedure-types/${type?.id}`, { durationMinutes: 35 })).status).toBe(200);
    const heard = await Promise.all(
      streams.map(async (stream) => {
        const told = await stream.until(new RegExp(`"id":"${type?.id}"`));
        return [...told.matchAll(/"kind":"([^"]+)","id":"([^"]+)"/g)].map(([, kind, id]) => [kind, id]);
      }),
    );
    const ofType = ['settings', type?.id];
    expect(heard).toEqual([[['settings', room], ofType], [ofType]]);
    for (const stream of streams) stream.close();
  });

  it('says "resync" once the database connection is back, because something may have been missed', async () => {
    const stream = await openStream(scheduler, clinic.clinicId);
    await stream.until(/event: here/);
    const ended = await test.database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lull-changes' AND datname = current_database()`,
    );
    expect(ended).toHaveLength(1);
    await stream.until(/event: resync/);
    await desk.givenSession({ at: clinic.at(6, 1, '09:00') });
    await stream.until(/event: change/);
    stream.close();
  });

  it('is not for an auditor, not without a sign-in, and not without end for one sign-in', async () => {
    const auditor = await givenMember(test, clinic.practiceId, 'auditor');
    expect((await test.as(auditor).get(`/api/v1/clinics/${clinic.clinicId}/changes`)).status).toBe(403);
    expect((await test.anybody().get(`/api/v1/clinics/${clinic.clinicId}/changes`)).status).toBe(401);
    const nurse = await givenMember(test, clinic.practiceId, 'nurse');
    const streams: Stream[] = [];
    for (let count = 0; count < 9; count += 1) streams.push(await openStream(nurse, clinic.clinicId));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    for (const stream of streams) stream.close();
  });
});
