import { v4 as uuid } from 'uuid';
import type { Config } from '../platform/config.js';
import { givenBookableSeries, type GivenSeries } from './given-bookable-series.js';
import { arranging, givenClinic, type GivenClinic } from './given-clinic.js';
import { givenMayLeave } from './given-may-leave.js';
import { givenReady } from './given-ready.js';
import { givenMember, givenPractice, startTestApp, type GivenMember, type TestApp } from './test-app.js';

/** What a story wants of a booking; rooms and physicians by their place on the board. */
export interface Wish {
  readonly at: number;
  readonly room?: number;
  readonly physician?: number;
  readonly overrides?: readonly { readonly code: string; readonly reason: string }[];
  readonly [more: string]: unknown;
}

export interface BookedSession {
  readonly id: string;
  readonly version: number;
  readonly start: number;
  readonly patientId: string;
  readonly state: string;
}

export const iso = (at: number): string => new Date(at).toISOString();
export const minutes = (count: number): number => count * 60_000;
export const codes = (answer: { body: { errors?: { code: string }[] } }): string[] =>
  (answer.body.errors ?? []).map(({ code }) => code);

/** Who sits where sessions are booked, with the calls that are made there. */
export class Desk {
  private week = 3;

  constructor(
    readonly test: TestApp,
    readonly clinic: GivenClinic,
    readonly scheduler: GivenMember,
    readonly nurse: GivenMember,
  ) {}

  /** The same calls at another clinic, by a member of its practice. */
  at(clinic: GivenClinic, scheduler = this.scheduler): Desk {
    return new Desk(this.test, clinic, scheduler, this.nurse);
  }

  /** A week for each story, so that no story stands in another's way. */
  freshWeek(): number {
    this.week += 1;
    return this.week;
  }

  wishFor({ seriesId }: GivenSeries, { at, room = 0, physician = 0, ...more }: Wish) {
    return { seriesId, clinicId: this.clinic.clinicId, ...this.moveBody(at, room, physician), ...more };
  }

  book(series: GivenSeries, wish: Wish, member = this.scheduler) {
    return this.test
      .as(member)
      .post('/api/v1/sessions')
      .set('Idempotency-Key', uuid())
      .send(this.wishFor(series, wish));
  }

  change(
    session: Pick<BookedSession, 'id' | 'version'>,
    what: string,
    body: object,
    member = this.scheduler,
  ) {
    return this.test
      .as(member)
      .post(`/api/v1/sessions/${session.id}/${what}`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${session.version}"`)
      .send(body);
  }

  moveBody(at: number, room = 0, physician = 0) {
    return {
      roomId: this.clinic.rooms[room],
      physicianId: this.clinic.physicians[physician],
      startsAt: iso(at),
    };
  }

  /** A session that was booked, of a series and in a week of its own unless told otherwise. */
  async givenSession(wish: Partial<Wish> = {}, series?: GivenSeries): Promise<BookedSession> {
    const owner = series ?? (await givenBookableSeries(this.test, this.clinic));
    const answer = await this.book(owner, { at: this.clinic.at(this.freshWeek(), 1, '09:00'), ...wish });
    if (answer.status !== 201)
      throw new Error(`The session was not booked: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as BookedSession;
  }

  /** A session that begins now: booked ahead, as nobody books into the past, and brought forward by the clock. */
  async givenSessionNow(series?: GivenSeries): Promise<BookedSession> {
    const session = await this.givenSession({}, series);
    return { ...session, start: await this.startsNow(session.id) };
  }

  /** Nothing keeps the patient out of the room any longer. */
  givenReady({ id }: Pick<BookedSession, 'id'>): Promise<void> {
    return givenReady(this.test, this.clinic.practiceId, id);
  }

  givenMayLeave({ id }: Pick<BookedSession, 'id'>): Promise<void> {
    return givenMayLeave(this.test, this.nurse, id);
  }

  async stateOf(sessionId: string): Promise<string | undefined> {
    const [row] = await this.test.database.rows<{ state: string }>(
      `SELECT state FROM session WHERE id = $1`,
      [sessionId],
    );
    return row?.state;
  }

  /** What is done on the very day of a session; afterwards it stands in the book where it stood. */
  async onItsDay<T>({ id, start }: Pick<BookedSession, 'id' | 'start'>, done: () => Promise<T>): Promise<T> {
    await this.startsNow(id);
    try {
      return await done();
    } finally {
      await this.test.door.run(arranging(this.clinic.practiceId), (tx) =>
        tx.query(`UPDATE session SET starts_at = $2 WHERE id = $1`, [id, iso(start)]),
      );
    }
  }

  private startsNow(sessionId: string): Promise<number> {
    return this.test.door.run(arranging(this.clinic.practiceId), async (tx) => {
      await tx.query(`UPDATE session SET starts_at = now() WHERE id = $1`, [sessionId]);
      return tx.now.epochMilliseconds;
    });
  }
}

/** The application with a clinic, a scheduler and a nurse in a practice of their own. */
export async function startDesk(changes: Partial<Config> = {}): Promise<Desk> {
  const test = await startTestApp(changes);
  const practiceId = await givenPractice(test);
  return new Desk(
    test,
    await givenClinic(test, practiceId),
    await givenMember(test, practiceId, 'scheduler'),
    await givenMember(test, practiceId, 'nurse'),
  );
}
