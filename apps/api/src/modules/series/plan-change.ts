import { Injectable } from '@nestjs/common';
import type { UpdateSeriesRequest } from '@lull/contracts';
import { checkSeries, type Decision, type PlannedSeries } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { notFound, Refused } from '../../platform/errors.js';
import { SeriesRepository, type SeriesPlan } from './series.repository.js';

/** The fields of the request, as a plain object. */
export type PlanChanges = { readonly [Field in keyof UpdateSeriesRequest]: UpdateSeriesRequest[Field] };

/** A plan with changes is judged as a whole, together with what stays. */
@Injectable()
export class PlanChange {
  constructor(private readonly series: SeriesRepository) {}

  async judge(tx: Tx, plan: SeriesPlan, changes: PlanChanges): Promise<Decision<PlannedSeries>> {
    const otherSeries = await this.series.others(tx, plan.patientId);
    const procedureType = otherSeries.find(({ id }) => id === plan.id)?.procedureType;
    if (procedureType === undefined) throw notFound('series');
    if (changes.physicianId !== undefined && !(await this.series.isPhysician(tx, changes.physicianId)))
      throw missing('physician', '/physicianId');
    return checkSeries({ ...plan, ...changes, procedureType, seriesId: plan.id, otherSeries });
  }
}

/** Something that the request names is not in the practice. */
export function missing(noun: string, pointer: string): Refused {
  return new Refused({ code: 'not-found', pointer, facts: { noun } });
}
