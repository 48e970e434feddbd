import { Injectable } from '@nestjs/common';
import type { PatientReliefView, SeriesReliefView, SeriesSummaryView } from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { SeriesPlans } from '../series/series.public.js';
import { ReliefRepository, type ReliefRecords } from './relief.repository.js';
import { seriesReliefView } from './relief.view.js';
import { seriesSummaryView } from './series-summary.view.js';

@Injectable()
export class ReliefService {
  constructor(
    private readonly database: Database,
    private readonly relief: ReliefRepository,
    private readonly series: SeriesPlans,
  ) {}

  ofSeries(principal: MemberPrincipal, seriesId: string): Promise<SeriesReliefView> {
    return this.database.run(principal, async (tx) => {
      const { patientId } = await this.series.plan(tx, seriesId);
      const records = await this.records(tx, patientId, seriesId);
      const series = records?.series.find((each) => each.id === seriesId);
      if (records === undefined || series === undefined) throw notFound('series');
      return seriesReliefView(records, series);
    });
  }

  /** One page of what was seen, with a digest over its content: read again, it is the same to the byte. */
  summary(principal: MemberPrincipal, seriesId: string): Promise<SeriesSummaryView> {
    return this.database.run(principal, async (tx) => {
      const { patientId } = await this.series.plan(tx, seriesId);
      const records = await this.records(tx, patientId, seriesId);
      const series = records?.series.find((each) => each.id === seriesId);
      const head = await this.relief.summaryHead(tx, seriesId);
      if (records === undefined || series === undefined || head === undefined) throw notFound('series');
      return seriesSummaryView(head, records, series);
    });
  }

  ofPatient(principal: MemberPrincipal, patientId: string): Promise<PatientReliefView> {
    return this.database.run(principal, async (tx) => {
      const records = await this.records(tx, patientId, null);
      if (records === undefined) throw notFound('patient');
      return { patientId, series: records.series.map((series) => seriesReliefView(records, series)) };
    });
  }

  private async records(
    tx: Tx,
    patientId: string,
    seriesId: string | null,
  ): Promise<ReliefRecords | undefined> {
    const records = await this.relief.ofPatient(tx, patientId);
    if (records !== undefined) {
      tx.read({
        resource: 'relief',
        patientIds: [patientId],
        ...(seriesId !== null && { detail: { seriesId } }),
      });
    }
    return records;
  }
}
