import { Injectable } from '@nestjs/common';
import type { DiaryPageView } from '@lull/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PatientPrincipal } from '../../platform/database/principal.js';
import { Refused } from '../../platform/errors.js';
import { hashOfToken, newToken, RateLimits } from '../identity/identity.public.js';
import { Patients } from '../patients/patients.public.js';
import { Sessions } from '../scheduling/scheduling.public.js';
import { DiaryService } from './diary.service.js';
import { PatientAccessRepository } from './patient-access.repository.js';
import { patientLinkTerms } from './patient-link-terms.js';
import { PatientLinkRepository } from './patient-link.repository.js';

export interface OpenedDiary {
  readonly token: string;
  readonly page: DiaryPageView;
}

/** From a link and a birth date to half an hour of access, and back. */
@Injectable()
export class DiaryAccessService {
  constructor(
    private readonly database: Database,
    private readonly accesses: PatientAccessRepository,
    private readonly links: PatientLinkRepository,
    private readonly limits: RateLimits,
    private readonly patients: Patients,
    private readonly sessions: Sessions,
    private readonly diary: DiaryService,
  ) {}

  /** One answer for a link that is unknown, over or revoked and for a wrong birth date, and none sooner than another (F27). */
  async open(linkToken: string, birthDate: string, address: string): Promise<OpenedDiary> {
    const began = performance.now();
    await this.limits.admitLink(linkToken, address);
    const principal = await this.prove(linkToken, birthDate);
    if (principal === undefined) {
      await pause(Math.max(0, patientLinkTerms.refusedAfterMs - (performance.now() - began)));
      throw new Refused({ code: 'link-not-accepted' });
    }
    await this.limits.linkOpened(linkToken, address);
    const token = newToken();
    const accessUntil = await this.accesses.begin(
      principal,
      hashOfToken(token),
      patientLinkTerms.accessMinutes,
    );
    return { token, page: await this.diary.page({ ...principal, accessUntil }) };
  }

  end(principal: PatientPrincipal): Promise<void> {
    return this.accesses.end(principal);
  }

  /** Whose access begins; for a link that there is not, the same questions are asked of nobody's practice. */
  private async prove(linkToken: string, birthDate: string): Promise<PatientPrincipal | undefined> {
    const holder = await this.accesses.holderOf(hashOfToken(linkToken));
    const { practiceId, patientId, linkId } = holder ?? {
      practiceId: uuid(),
      patientId: uuid(),
      linkId: uuid(),
    };
    const principal = {
      kind: 'patient',
      practiceId,
      patientId,
      linkId,
      accessId: uuid(),
      accessUntil: 0,
    } as const;
    const opens = await this.database.run(principal, async (tx) => {
      const proof = await this.links.prove(tx, linkId, birthDate, patientLinkTerms.wrongBirthDates);
      if (proof.triesLeft === 0) await this.askForNewLink(tx, patientId);
      return proof.opens;
    });
    return opens ? principal : undefined;
  }

  private async askForNewLink(tx: Tx, patientId: string): Promise<void> {
    await this.sessions.openPatientTask(tx, {
      patientId,
      sessionId: null,
      kind: 'new-patient-link',
      dueOn: await this.patients.today(tx),
      told: `The birth date was wrong ${patientLinkTerms.wrongBirthDates} times; the link was closed.`,
    });
  }
}
