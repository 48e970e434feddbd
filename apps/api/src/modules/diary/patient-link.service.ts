import { Injectable } from '@nestjs/common';
import type { DiaryFiguresView, NewPatientLinkView, PatientLinkView } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { hashOfToken, newToken } from '../identity/identity.public.js';
import { Messages } from '../messaging/messaging.public.js';
import { Patients } from '../patients/patients.public.js';
import { patientLinkTerms } from './patient-link-terms.js';
import { PatientLinkRepository } from './patient-link.repository.js';
import { diaryFiguresView, patientLinkView } from './patient-link.view.js';

const dayMs = 24 * 3_600_000;
/** Enrolment and response are told of so many days. */
const countedDays = 30;

/** What staff do about a patient's link. */
@Injectable()
export class PatientLinkService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly links: PatientLinkRepository,
    private readonly patients: Patients,
    private readonly messages: Messages,
  ) {}

  /**
   * A new link, which ends the old one. The token is told once and kept nowhere, not even with the answer to a retry:
   * whoever asks again with the same key gets another token for the same link, as long as nobody has opened it.
   */
  async create(
    member: MemberPrincipal,
    once: Once,
    patientId: string,
    page: string,
  ): Promise<NewPatientLinkView> {
    const token = newToken();
    const tokenHash = hashOfToken(token);
    const url = `${page}#${token}`;
    const made = await this.calls.run(member, once, async (tx) => {
      await this.known(tx, patientId);
      if (await this.links.patientDied(tx, patientId)) throw new Refused({ code: 'series.patient-died' });
      if (!(await this.links.hasOpenSeries(tx, patientId)))
        throw new Refused({ code: 'outcomes.diary-without-open-series' });
      await this.links.revoke(tx, patientId, 'replaced');
      const expiresAt = tx.now.epochMilliseconds + patientLinkTerms.days * dayMs;
      const link = { patientId, createdBy: member.memberId, tokenHash, expiresAt };
      const id = await this.links.insert(tx, link);
      return { id, expiresAt, invited: await this.invite(tx, patientId, url) };
    });
    if (!once.replayed) return { ...made, url };
    const invited = await this.database.run(member, async (tx) => {
      if (!(await this.links.retoken(tx, made.id, tokenHash))) throw new Refused({ code: 'conflict' });
      return this.invite(tx, patientId, url);
    });
    return { ...made, url, invited };
  }

  /** Whoever agreed to be written to has the link by message, too; a retry sends the one that opens. */
  private async invite(tx: Tx, patientId: string, link: string): Promise<boolean> {
    const clinicId = await this.links.clinicOf(tx, patientId);
    return clinicId !== null && this.messages.inviteToDiary(tx, { patientId, clinicId, link });
  }

  one(member: MemberPrincipal, patientId: string): Promise<PatientLinkView> {
    return this.database.run(member, async (tx) => {
      await this.known(tx, patientId);
      tx.read({ resource: 'patient-link', patientIds: [patientId] });
      return this.view(tx, patientId);
    });
  }

  revoke(member: MemberPrincipal, once: Once, patientId: string): Promise<PatientLinkView> {
    return this.calls.run(member, once, async (tx) => {
      await this.known(tx, patientId);
      await this.links.revoke(tx, patientId, 'staff');
      return this.view(tx, patientId);
    });
  }

  figures(member: MemberPrincipal, clinicId: string): Promise<DiaryFiguresView> {
    return this.database.run(member, async (tx) => {
      if (!(await this.links.isClinic(tx, clinicId))) throw notFound('clinic');
      return diaryFiguresView(await this.links.kept(tx, { clinicId }, countedDays));
    });
  }

  private async known(tx: Tx, patientId: string): Promise<void> {
    if (!(await this.patients.exists(tx, patientId))) throw notFound('patient');
  }

  private async view(tx: Tx, patientId: string): Promise<PatientLinkView> {
    const [kept] = await this.links.kept(tx, { patientId }, countedDays);
    return patientLinkView(await this.links.newest(tx, patientId), kept);
  }
}
