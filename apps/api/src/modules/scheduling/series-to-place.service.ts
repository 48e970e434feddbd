import { Injectable } from '@nestjs/common';
import type { ListSeriesToPlaceRequest, Page, SeriesToPlaceView } from '@lull/contracts';
import { sessionsToPlace } from '@lull/domain';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { notFound } from '../../platform/errors.js';
import { SeriesToPlaceRepository, type UnfinishedSeries } from './series-to-place.repository.js';

const pageSize = 25;
/** Nothing says when the first session of a series is due: after everything that is. */
const never = '9999-12-31';

/** Which series plan sessions that are not in the book: what a plan left out, a cancellation took, a gap needs. */
@Injectable()
export class SeriesToPlaceService {
  constructor(
    private readonly database: Database,
    private readonly series: SeriesToPlaceRepository,
  ) {}

  page(
    member: MemberPrincipal,
    clinicId: string,
    { cursor = '' }: ListSeriesToPlaceRequest,
  ): Promise<Page<SeriesToPlaceView>> {
    return this.database.run(member, async (tx) => {
      const zone = await this.series.zone(tx, clinicId);
      if (zone === undefined) throw notFound('clinic');
      const now = tx.now.epochMilliseconds;
      const left = (await this.series.unfinished(tx, clinicId))
        .flatMap((each) => toPlace(each, now, zone))
        .map((row) => ({ row, mark: `${row.dueBy ?? never}.${row.seriesId}` }))
        .filter(({ mark }) => mark > cursor)
        .sort((a, b) => (a.mark < b.mark ? -1 : 1));
      const page = left.slice(0, pageSize);
      const rows = page.map(({ row }) => row);
      tx.read({
        resource: 'series',
        patientIds: rows.map(({ patientId }) => patientId),
        detail: { purpose: 'to-place' },
      });
      return { rows, next: left.length > pageSize ? (page.at(-1)?.mark ?? null) : null };
    });
  }
}

function toPlace(series: UnfinishedSeries, now: number, zone: string): SeriesToPlaceView[] {
  const { plannedCount, targetIntervalDays, maximumIntervalDays, standing, ...shown } = series;
  const intervals = { plannedCount, targetIntervalDays, maximumIntervalDays };
  const missing = sessionsToPlace({ now, zone, open: true, ...intervals, standing });
  const [first] = missing;
  return first === undefined ? [] : [{ ...shown, count: missing.length, ...first }];
}
