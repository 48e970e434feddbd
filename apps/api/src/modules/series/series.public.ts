import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors.js';
import { AuthorisationUnitRepository, type UnitWanted } from './authorisation-unit.repository.js';
import { SeriesRepository, type SeriesPlan } from './series.repository.js';

export type { SeriesPlan };

/** What other modules may ask about series. */
@Injectable()
export class SeriesPlans {
  constructor(private readonly series: SeriesRepository) {}

  /** The plan of a series of this practice; refused as not found otherwise. */
  async plan(tx: Tx, seriesId: string): Promise<SeriesPlan> {
    return orNotFound(await this.series.plan(tx, seriesId, false));
  }

  /** The same, with the series locked: intervals and limits are checked under this lock (trust.md 3.2). */
  async lockedPlan(tx: Tx, seriesId: string): Promise<SeriesPlan> {
    return orNotFound(await this.series.plan(tx, seriesId, true));
  }
}

/** Units of authorisations, for whoever books: in the booking's own transaction, under its lock of the series. */
@Injectable()
export class AuthorisationUnits {
  constructor(private readonly units: AuthorisationUnitRepository) {}

  reserve(tx: Tx, wanted: UnitWanted): Promise<void> {
    return this.units.reserve(tx, wanted);
  }
}

function orNotFound(plan: SeriesPlan | undefined): SeriesPlan {
  if (plan === undefined) throw notFound('series');
  return plan;
}
