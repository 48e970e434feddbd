import { setTimeout as pause } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import type { MessageDetailView, MessageView, Page } from '@lull/contracts';
import { messageChannels } from '@lull/domain';
import { MessagePlanner } from '../modules/messaging/message-planner.js';
import { OutboxWorker } from '../modules/messaging/outbox-worker.js';
import { givenBookableSeries, type GivenSeries, type SeriesWishes } from './given-bookable-series.js';
import { arranging } from './given-clinic.js';
import type { Desk } from './given-desk.js';
import { givenMember, type GivenMember } from './test-app.js';

export interface PatientReach {
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly consentToEmail?: boolean;
  readonly consentToSms?: boolean;
  readonly language?: string;
}

/** A clinic whose messages leave after a second, at any hour. */
export class PostRoom {
  private constructor(
    readonly desk: Desk,
    readonly administrator: GivenMember,
  ) {}

  static async at(desk: Desk): Promise<PostRoom> {
    const room = new PostRoom(desk, await givenMember(desk.test, desk.clinic.practiceId, 'administrator'));
    await room.arrange(`UPDATE clinic SET name = 'Elm Street', phone = '+12125550100' WHERE id = $1`, [
      desk.clinic.clinicId,
    ]);
    await room.setPolicy();
    return room;
  }

  /** As it stands in the book, by the product's own door; such a change owes nobody a message. */
  async arrange(statement: string, parameters: readonly unknown[]): Promise<void> {
    const { test, clinic } = this.desk;
    await test.door.run(arranging(clinic.practiceId), (tx) => tx.query(statement, parameters));
  }

  /** The next version of when messages leave. */
  async setPolicy(changes: object = {}): Promise<void> {
    const { test } = this.desk;
    const standing = await test.as(this.administrator).get('/api/v1/message-policy');
    const answer = await test
      .as(this.administrator)
      .post('/api/v1/message-policies')
      .set('Idempotency-Key', uuid())
      .send({
        basedOnVersion: (standing.body as { version: number }).version,
        graceSeconds: 1,
        reminderLeadMinutes: [2_880],
        quietFrom: null,
        quietTo: null,
        dayAfterAt: null,
        ...changes,
      });
    if (answer.status !== 201) throw new Error(`No policy: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** A series of a patient who is reached by both channels, unless told otherwise. */
  async givenReachable(reach: PatientReach = {}, series: SeriesWishes = {}): Promise<GivenSeries> {
    const { test, clinic } = this.desk;
    const given = await givenBookableSeries(test, clinic, series);
    const { email = `${given.patientId}@patients.example`, phone = '+12125550177' } = reach;
    await this.arrange(
      `UPDATE patient SET email = $2, phone = $3, consent_to_email = $4, consent_to_sms = $5, language = $6 WHERE id = $1`,
      [
        given.patientId,
        email,
        phone,
        reach.consentToEmail ?? true,
        reach.consentToSms ?? true,
        reach.language ?? 'en',
      ],
    );
    return given;
  }

  /** Longer than the grace; by the clock on the wall, which nothing here sets. */
  async afterGrace(): Promise<void> {
    await pause(1_150);
    await this.sendDue();
  }

  async sendDue(): Promise<void> {
    const worker = this.desk.test.app.get(OutboxWorker);
    for (const channel of messageChannels) await worker.drain(channel);
  }

  plan(): Promise<void> {
    return this.desk.test.app.get(MessagePlanner).round();
  }

  /** The messages of a patient, in the order in which they were owed. */
  async messagesOf(patientId: string): Promise<MessageView[]> {
    const answer = await this.desk.test
      .as(this.desk.scheduler)
      .get(`/api/v1/messages?patientId=${patientId}`);
    return [...(answer.body as Page<MessageView>).rows].sort((a, b) => a.createdAt - b.createdAt);
  }

  /** `confirmation by email: sent`, in the order of time; what a later change replaced is left out. */
  async story(patientId: string): Promise<string[]> {
    return (await this.messagesOf(patientId))
      .filter(({ reason }) => reason !== 'superseded')
      .map(
        ({ kind, channel, state, reason }) =>
          `${kind} by ${channel}: ${state}${reason === null ? '' : ` (${reason})`}`,
      )
      .sort();
  }

  async detail(id: string): Promise<MessageDetailView> {
    const answer = await this.desk.test.as(this.desk.scheduler).get(`/api/v1/messages/${id}`);
    return answer.body as MessageDetailView;
  }

  /** What the patient has on her screen, of one kind and channel. */
  async textOf(patientId: string, kind: string, channel: string): Promise<MessageDetailView> {
    const found = (await this.messagesOf(patientId)).find(
      (message) => message.kind === kind && message.channel === channel && message.state === 'sent',
    );
    if (found === undefined) throw new Error(`No ${kind} was sent by ${channel}.`);
    return this.detail(found.id);
  }

  do(message: Pick<MessageView, 'id' | 'version'>, what: 'resends' | 'settlements', body: object = {}) {
    return this.desk.test
      .as(this.desk.scheduler)
      .post(`/api/v1/messages/${message.id}/${what}`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${message.version}"`)
      .send(body);
  }
}
