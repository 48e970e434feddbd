import { Injectable } from '@nestjs/common';
import type {
  AskForChangeRequest,
  ConfirmOwnSessionRequest,
  DiaryEntryRequest,
  DiaryPageView,
  NameEscortRequest,
  ReportSymptomsRequest,
  SymptomAnswerView,
} from '@lull/contracts';
import {
  addCivilDays,
  checkDiaryEntry,
  civilDateAt,
  minuteMs,
  symptomTriage,
  symptomTriageDefinition,
  Temporal,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { PatientPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { fieldInvalid, notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { DiaryScores } from '../outcomes/outcomes.public.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { dayAt, dayOf, slotOf } from './diary-days.js';
import { DiaryRepository, type DiaryRecords } from './diary.repository.js';
import { answered, diaryPageView } from './diary.view.js';
import { OwnReadiness } from './own-readiness.js';
import { symptomWords } from './symptom-words.js';

/** Somebody calls about another time on the next day at the latest. A default. */
const changeRequestDueInDays = 1;

/** What a patient does on the own page. */
@Injectable()
export class DiaryService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly diary: DiaryRepository,
    private readonly scores: DiaryScores,
    private readonly sessions: Sessions,
    private readonly readiness: OwnReadiness,
  ) {}

  page(principal: PatientPrincipal): Promise<DiaryPageView> {
    return this.database.run(principal, (tx) => this.shown(tx, principal));
  }

  /** Once for each contact, however often it is sent: scores of every open series, and the questionnaires. */
  answer(principal: PatientPrincipal, once: Once, request: DiaryEntryRequest): Promise<DiaryPageView> {
    const { slot, nrs, hdss, reliefPercent, rescue, returned, peg, pgic } = request;
    if (nrs === undefined && hdss === undefined && pgic === undefined)
      throw new Refused(fieldInvalid('nrs', 'present', 'Answer the question.'));
    if (returned !== undefined && (returned.on === undefined) === (returned.notYet === undefined))
      throw new Refused(fieldInvalid('returned', 'present', 'Say the day, or that it is not back yet.'));
    return this.calls.run(principal, once, async (tx) => {
      const { patientId, linkId } = principal;
      const records = await this.records(tx, principal);
      const zone = records.clinic.timeZone;
      const given = Temporal.Instant.from(request.at).epochMilliseconds;
      const returnedOn = returned?.on ?? null;
      const notYet = returned?.notYet ?? false;
      const { value: at } = decided(
        checkDiaryEntry(
          {
            slot: slotOf(slot),
            at: given,
            on: dayAt(given, zone),
            returnedOn: returnedOn === null ? null : dayOf(returnedOn),
            notYet,
          },
          tx.now.epochMilliseconds,
        ),
      );
      if (!(await this.diary.insertEntry(tx, { patientId, linkId, slot, at, notYet })))
        throw new Refused({ code: 'outcomes.diary-answered-already' });
      await this.scores.record(tx, {
        patientId,
        series: records.series,
        linkId,
        at,
        zone,
        nrs: nrs ?? null,
        hdss: hdss ?? null,
        reliefPercent: reliefPercent ?? null,
        rescue: rescue ?? false,
        returnedOn,
        peg: peg ?? null,
        pgic: pgic ?? null,
      });
      return this.view(
        tx,
        principal,
        answered(records, tx.now.epochMilliseconds, { slot, at, nrs, hdss, returnedOn, peg, pgic }),
      );
    });
  }

  /** What cannot wait opens a task in the same transaction; the number to call is told in every case (H15, S30). */
  report(
    principal: PatientPrincipal,
    once: Once,
    request: ReportSymptomsRequest,
  ): Promise<SymptomAnswerView> {
    return this.calls.run(principal, once, async (tx) => {
      const { patientId, linkId } = principal;
      const { clinic } = await this.anyRecords(tx, principal);
      const now = tx.now.epochMilliseconds;
      const triage = symptomTriage(request.symptoms) ?? 'same-day';
      const { version, dueWithinMinutes } = symptomTriageDefinition;
      const note = request.note?.trim() ?? '';
      const words = request.symptoms.map((symptom) => symptomWords[symptom]).join(', ');
      const taskId =
        triage === 'routine'
          ? null
          : await this.sessions.openPatientTask(tx, {
              patientId,
              sessionId: null,
              kind: `symptom-${triage}`,
              dueOn: civilDateAt(now, clinic.timeZone),
              dueAt: now + dueWithinMinutes[triage] * minuteMs,
              told: note === '' ? words : `${words}: ${note}`,
            });
      await this.diary.insertReport(tx, {
        patientId,
        linkId,
        symptoms: request.symptoms,
        note: note === '' ? null : note,
        triage,
        definitionVersion: version,
        // A symptom is never turned away for the clock of a telephone.
        at: Math.min(now, Temporal.Instant.from(request.at).epochMilliseconds),
        taskId,
      });
      const { phone, outOfHoursText } = clinic;
      return { triage, phone, outOfHoursText, taskOpened: taskId !== null };
    });
  }

  confirm(
    principal: PatientPrincipal,
    once: Once,
    sessionId: string,
    { version }: ConfirmOwnSessionRequest,
  ): Promise<DiaryPageView> {
    return this.calls.run(principal, once, async (tx) => {
      await this.ownSession(tx, principal, sessionId);
      await this.sessions.confirm(tx, sessionId, version);
      return this.shown(tx, principal);
    });
  }

  /** Somebody of the clinic calls: nothing moves by itself. A second wish with new words is a second task. */
  askForChange(
    principal: PatientPrincipal,
    once: Once,
    sessionId: string,
    { note = '' }: AskForChangeRequest,
  ): Promise<DiaryPageView> {
    return this.calls.run(principal, once, async (tx) => {
      await this.sessions.lockSession(tx, sessionId);
      const { zone, changeRequested } = await this.ownSession(tx, principal, sessionId);
      const told = note.trim();
      if (!changeRequested || told !== '')
        await this.sessions.openPatientTask(tx, {
          patientId: principal.patientId,
          sessionId,
          kind: 'change-requested',
          dueOn: addCivilDays(civilDateAt(tx.now.epochMilliseconds, zone), changeRequestDueInDays),
          ...(told !== '' && { told }),
        });
      return this.shown(tx, principal);
    });
  }

  /** Who goes home with her: the clinic calls and confirms; before that no sedative is given. */
  nameEscort(
    principal: PatientPrincipal,
    once: Once,
    sessionId: string,
    { name, phone }: NameEscortRequest,
  ): Promise<DiaryPageView> {
    return this.calls.run(principal, once, async (tx) => {
      await this.sessions.lockSession(tx, sessionId);
      await this.ownSession(tx, principal, sessionId);
      await this.readiness.name(tx, sessionId, { name, phone });
      return this.shown(tx, principal);
    });
  }

  private async shown(tx: Tx, principal: PatientPrincipal): Promise<DiaryPageView> {
    return this.view(tx, principal, await this.records(tx, principal));
  }

  private async view(tx: Tx, principal: PatientPrincipal, records: DiaryRecords): Promise<DiaryPageView> {
    tx.read({ resource: 'own-page', patientIds: [principal.patientId] });
    const readiness = await this.readiness.of(tx, records.sessions);
    return diaryPageView(principal, records, readiness, tx.now.epochMilliseconds);
  }

  /** A link lasts as long as there is an open series (trust.md 3.6). */
  private async records(tx: Tx, principal: PatientPrincipal): Promise<DiaryRecords> {
    const records = await this.anyRecords(tx, principal);
    if (records.series.length === 0) throw new Refused({ code: 'access-ended' });
    return records;
  }

  private async anyRecords(tx: Tx, { patientId }: PatientPrincipal): Promise<DiaryRecords> {
    const records = await this.diary.of(tx, patientId);
    if (records === undefined) throw new Refused({ code: 'access-ended' });
    return records;
  }

  /** One of the sessions that the page shows: not another patient's, and not one of the past. */
  private async ownSession(tx: Tx, principal: PatientPrincipal, sessionId: string) {
    const { sessions } = await this.records(tx, principal);
    const own = sessions.find(({ id }) => id === sessionId);
    if (own === undefined) throw notFound('session');
    return own;
  }
}
