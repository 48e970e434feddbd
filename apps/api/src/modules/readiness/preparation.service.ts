import { Injectable } from '@nestjs/common';
import type { PreparationSheetView } from '@lull/contracts';
import { civilDay, isCivilDate } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound, Refused } from '../../platform/errors.js';
import { preparationSheetView } from './preparation.view.js';
import { PreparationRepository } from './preparation.repository.js';
import { ReadinessFactsRepository } from './readiness-facts.repository.js';
import { RequirementsService, type JudgedSession } from './requirements.service.js';

/** The sheet that a patient takes home: made anew whenever it is asked for, kept nowhere, so that none is outdated here. */
@Injectable()
export class PreparationService {
  constructor(
    private readonly database: Database,
    private readonly requirements: RequirementsService,
    private readonly repository: PreparationRepository,
    private readonly facts: ReadinessFactsRepository,
  ) {}

  ofSession(member: MemberPrincipal, sessionId: string): Promise<PreparationSheetView> {
    return this.database.run(member, async (tx) => {
      const judged = await this.requirements.ofSession(tx, sessionId);
      const [sheet] = judged === undefined ? [] : await this.sheets(tx, [judged]);
      if (sheet === undefined) throw notFound('session');
      tx.read({ resource: 'preparation-sheet', resourceId: sessionId, patientIds: [sheet.patientId] });
      return sheet;
    });
  }

  /** Of every session of the day that still stands, by the hour. */
  ofDay(member: MemberPrincipal, clinicId: string, date: string): Promise<PreparationSheetView[]> {
    if (!isCivilDate(date)) throw new Refused({ code: 'parameter-malformed', facts: { name: 'date' } });
    return this.database.run(member, async (tx) => {
      const zone = await this.facts.zoneOf(tx, clinicId);
      if (zone === undefined) throw notFound('clinic');
      const sheets = await this.sheets(tx, await this.requirements.ofDay(tx, clinicId, civilDay(date, zone)));
      const asked = sheets.filter((sheet) => sheet.asked);
      tx.read({
        resource: 'preparation-sheet',
        patientIds: asked.map(({ patientId }) => patientId),
        detail: { clinicId, date },
      });
      return asked;
    });
  }

  private async sheets(tx: Tx, judged: readonly JudgedSession[]): Promise<PreparationSheetView[]> {
    const people = await this.repository.people(
      tx,
      judged.map(({ row }) => row.sessionId),
    );
    return judged.flatMap((each) => {
      const of = people.get(each.row.sessionId);
      return of === undefined ? [] : [preparationSheetView(each, of, tx.now.epochMilliseconds)];
    });
  }
}
