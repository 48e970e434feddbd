import { Injectable } from '@nestjs/common';
import type {
  PatientReliefView,
  SeriesReliefView,
  SeriesReviewView,
  SeriesSummaryView,
} from '@lull/contracts';
import { Database, type Tx } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { SeriesPlans } from '../series/series.public.js';
import { ClinicDurationsRepository } from './clinic-durations.repository.js';
import { ClinicModelStore } from './clinic-models.js';
import { ReliefRepository, type ReliefRecords, type ReliefSeries } from './relief.repository.js';
import { seriesReliefView } from './relief.view.js';
import { seriesReviewView } from './series-review.view.js';
import { seriesSummaryView } from './series-summary.view.js';

@Injectable()
export class ReliefService {
  constructor(
    private readonly database: Database,
    private readonly relief: ReliefRepository,
    private readonly series: SeriesPlans,
    private readonly durations: ClinicDurationsRepository,
    private readonly models: ClinicModelStore,
  ) {}

  ofSeries(principal: MemberPrincipal, seriesId: string): Promise<SeriesReliefView> {
    return this.database.run(principal, async (tx) => {
      const { records, series } = await this.recordsOf(tx, seriesId);
      return seriesReliefView(records, series);
    });
  }

  /** One page of what was seen, with a digest over its content: read again, it is the same to the byte. */
  summary(principal: MemberPrincipal, seriesId: string): Promise<SeriesSummaryView> {
    return this.database.run(principal, async (tx) => {
      const { records, series } = await this.recordsOf(tx, seriesId);
      const head = await this.relief.summaryHead(tx, seriesId);
      if (head === undefined) throw notFound('series');
      return seriesSummaryView(head, records, series);
    });
  }

  /** Trend and prediction, by the practice's own model of the procedure: read and fitted at most once an hour. */
  async review(principal: MemberPrincipal, seriesId: string): Promise<SeriesReviewView> {
    const { practiceId } = principal;
    const { records, series, now, kept, book } = await this.database.run(principal, async (tx) => {
      const found = await this.recordsOf(tx, seriesId);
      const at = tx.now.epochMilliseconds;
      const { procedureTypeId } = found.series;
      const models = this.models.find(practiceId, procedureTypeId, at, found.records.definitions);
      return {
        ...found,
        now: at,
        kept: models,
        book: models === undefined ? await this.durations.ofProcedure(tx, procedureTypeId) : [],
      };
    });
    const models =
      kept ?? this.models.fit(practiceId, series.procedureTypeId, now, book, records.definitions);
    return seriesReviewView(records, series, models, now);
  }

  ofPatient(principal: MemberPrincipal, patientId: string): Promise<PatientReliefView> {
    return this.database.run(principal, async (tx) => {
      const records = await this.records(tx, patientId, null);
      if (records === undefined) throw notFound('patient');
      return { patientId, series: records.series.map((series) => seriesReliefView(records, series)) };
    });
  }

  private async recordsOf(
    tx: Tx,
    seriesId: string,
  ): Promise<{ readonly records: ReliefRecords; readonly series: ReliefSeries }> {
    const { patientId } = await this.series.plan(tx, seriesId);
    const records = await this.records(tx, patientId, seriesId);
    const series = records?.series.find((each) => each.id === seriesId);
    if (records === undefined || series === undefined) throw notFound('series');
    return { records, series };
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
