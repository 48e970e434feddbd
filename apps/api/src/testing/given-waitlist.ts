import { v4 as uuid } from 'uuid';
import type { FreedTimeView, HeldTimeView, WaitlistEntryView, WaitlistView } from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { HeldTimeSweep } from '../modules/scheduling/held-time-sweep.js';
import { givenBookableSeries, type GivenSeries, type SeriesWishes } from './given-bookable-series.js';
import { arranging } from './given-clinic.js';
import type { BookedSession, Desk, Wish } from './given-desk.js';
import type { GivenMember } from './test-app.js';

/** The desk's calls about held times, the waitlist and freed times. */
export class WaitingRoom {
  constructor(readonly desk: Desk) {}

  hold(series: GivenSeries, wish: Wish, member = this.desk.scheduler) {
    return this.post('held-times', this.desk.wishFor(series, wish), { member });
  }

  bookHeld(held: Pick<HeldTimeView, 'id' | 'version'>, body: object = {}) {
    return this.post(`held-times/${held.id}/book`, body, held);
  }

  giveBack(held: Pick<HeldTimeView, 'id' | 'version'>, member = this.desk.scheduler) {
    return this.post(`held-times/${held.id}/give-back`, {}, { ...held, member });
  }

  /** A week from today at the earliest, unless told otherwise: any time of any day. */
  wait(series: GivenSeries, changes: object = {}, member = this.desk.scheduler) {
    return this.post(
      'waitlist-entries',
      { clinicId: this.desk.clinic.clinicId, seriesId: series.seriesId, ...this.wishes(), ...changes },
      { member },
    );
  }

  wishes() {
    return {
      from: this.today(),
      weekdays: [],
      noticeHours: 24,
      priority: 'normal',
    };
  }

  today(): string {
    return civilDateAt(Date.now(), this.desk.clinic.zone);
  }

  dayIn(days: number): string {
    return addCivilDays(this.today(), days);
  }

  /** A patient who waits, with a series of their own. */
  async givenWaiting(
    changes: object = {},
    series: SeriesWishes = {},
  ): Promise<GivenSeries & { readonly entry: WaitlistEntryView }> {
    const given = await givenBookableSeries(this.desk.test, this.desk.clinic, series);
    const answer = await this.wait(given, changes);
    if (answer.status !== 201) throw new Error(`Not on the waitlist: ${JSON.stringify(answer.body)}`);
    return { ...given, entry: answer.body as WaitlistEntryView };
  }

  /** A time that is free again, because its session was cancelled. */
  async givenFreed(at: number): Promise<{ freed: FreedTimeView; cancelled: BookedSession }> {
    const session = await this.desk.givenSession({ at });
    const answer = await this.desk.change(session, 'cancel', { reason: 'patient-request' });
    if (answer.status !== 200) throw new Error(`Not cancelled: ${JSON.stringify(answer.body)}`);
    const freed = (await this.list()).freedTimes.find(({ start }) => start === at);
    if (freed === undefined) throw new Error('The cancelled session freed no time.');
    return { freed, cancelled: answer.body as BookedSession };
  }

  async list(member = this.desk.scheduler): Promise<WaitlistView> {
    const answer = await this.desk.test
      .as(member)
      .get(`/api/v1/clinics/${this.desk.clinic.clinicId}/waitlist`);
    return answer.body as WaitlistView;
  }

  candidates(freed: FreedTimeView, member = this.desk.scheduler) {
    return this.desk.test.as(member).get(`/api/v1/freed-times/${freed.id}/candidates`);
  }

  offer(freed: FreedTimeView, body: object) {
    return this.post(`freed-times/${freed.id}/offers`, { minutes: 15, goOn: false, ...body }, freed);
  }

  book(freed: FreedTimeView, entryId: string) {
    return this.post(`freed-times/${freed.id}/bookings`, { entryId });
  }

  change(entry: Pick<WaitlistEntryView, 'id' | 'version'>, body: object) {
    return this.desk.test
      .as(this.desk.scheduler)
      .patch(`/api/v1/waitlist-entries/${entry.id}`)
      .set('If-Match', `"v${entry.version}"`)
      .send({ ...this.wishes(), ...body });
  }

  withdraw(entry: Pick<WaitlistEntryView, 'id' | 'version'>) {
    return this.post(`waitlist-entries/${entry.id}/withdraw`, {}, entry);
  }

  post(
    path: string,
    body: object,
    {
      version,
      member = this.desk.scheduler,
    }: { readonly version?: number; readonly member?: GivenMember } = {},
  ) {
    const call = this.desk.test.as(member).post(`/api/v1/${path}`).set('Idempotency-Key', uuid());
    return (version === undefined ? call : call.set('If-Match', `"v${version}"`)).send(body);
  }

  /** As if the minutes had passed: the database's clock is what everybody asks. */
  async letExpire(heldTimeId: string): Promise<void> {
    await this.inPractice(
      `UPDATE held_time SET expires_at = now() - interval '1 second' WHERE practice_id = $1 AND id = $2`,
      [heldTimeId],
    );
  }

  sweep(): Promise<void> {
    return this.desk.test.app.get(HeldTimeSweep).sweep();
  }

  async stateOf(table: 'held_time' | 'waitlist_entry', id: string): Promise<string | undefined> {
    const [row] = await this.desk.test.database.rows<{ state: string }>(
      `SELECT state FROM ${table} WHERE id = $1`,
      [id],
    );
    return row?.state;
  }

  /** Holds whose held time is over, or that no session and no held time stands behind. */
  async orphanHolds(): Promise<number> {
    const [row] = await this.desk.test.database.rows<{ count: string }>(
      `SELECT count(*) FROM hold h
         LEFT JOIN held_time t ON t.practice_id = h.practice_id AND t.id = h.held_time_id
         LEFT JOIN session s ON s.practice_id = h.practice_id AND s.id = h.session_id
        WHERE h.active AND (t.state <> 'held' OR s.state IN ('discharged', 'cancelled', 'no-show')
           OR (h.held_time_id IS NOT NULL AND t.id IS NULL))`,
    );
    return Number(row?.count);
  }

  async inPractice(statement: string, parameters: readonly unknown[]): Promise<void> {
    const { practiceId } = this.desk.clinic;
    await this.desk.test.door.run(arranging(practiceId), (tx) =>
      tx.query(statement, [practiceId, ...parameters]),
    );
  }
}
