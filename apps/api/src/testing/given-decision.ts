import { v4 as uuid } from 'uuid';
import type { SeriesDecisionsView } from '@lull/contracts';
import { givenBookableSeries, type GivenSeries, type SeriesWishes } from './given-bookable-series.js';
import type { BookedSession, Desk } from './given-desk.js';
import { day, givenInjection, givenScores, givenSession, hour } from './given-outcomes.js';
import type { GivenMember } from './test-app.js';

/** How a story wants an injection to have gone, in pain before (8) and after. */
export type Went = 'well' | 'not at all' | 'unheard';

/** Hours after the injection, with the pain of that moment. */
const diaries: Readonly<Record<Went, readonly (readonly [number, number])[]>> = {
  well: [0.5, 12, 24, 48, 72, 96, 120, 144, 168, 192].map((at) => [at, 2] as const),
  'not at all': [0.5, 12, 24, 48, 72, 96, 120, 168].map((at) => [at, 8] as const),
  unheard: [],
};

/** A series some way through: injections that were given, and sessions that lie ahead. */
export interface GivenWay extends GivenSeries {
  readonly injectionIds: readonly string[];
  /** In the order of their starts: the first is the next. */
  readonly ahead: readonly BookedSession[];
}

/** Who decides, with the calls that are made there. */
export class DecisionRoom {
  constructor(
    readonly desk: Desk,
    readonly physician: GivenMember,
  ) {}

  /** Injections three weeks apart, the last one three weeks ago; sessions ahead in weeks of their own. */
  async givenWay(
    went: readonly Went[],
    ahead: number,
    { lastDaysAgo = 21, ...wishes }: SeriesWishes & { readonly lastDaysAgo?: number } = {},
  ): Promise<GivenWay> {
    const { test, clinic } = this.desk;
    const series = await givenBookableSeries(test, clinic, wishes);
    const course = { patient: { id: series.patientId }, seriesId: series.seriesId };
    const { clinicId, procedureTypeId, rooms, physicians } = clinic;
    const treatment = { clinicId, procedureTypeId, roomId: rooms[0], physicianId: physicians[0] };
    const injectionIds: string[] = [];
    for (const [index, how] of went.entries()) {
      const at = Date.now() - (lastDaysAgo + 21 * (went.length - 1 - index)) * day;
      const sessionId = await givenSession(test, clinic.practiceId, treatment, course, {
        at: at - hour,
        state: 'discharged',
      });
      injectionIds.push(await givenInjection(test, clinic.practiceId, course, sessionId, at));
      await givenScores(test, clinic.practiceId, course, [
        [at - hour / 2, 8, 'clinic'],
        ...diaries[how].map(([after, value]): [number, number, 'diary'] => [
          at + after * hour,
          value,
          'diary',
        ]),
      ]);
    }
    const booked: BookedSession[] = [];
    for (let index = 0; index < ahead; index += 1)
      booked.push(await this.desk.givenSession({ at: clinic.at(this.desk.freshWeek(), 1, '09:00') }, series));
    return { ...series, injectionIds, ahead: booked };
  }

  async look(seriesId: string, member = this.physician): Promise<SeriesDecisionsView> {
    const answer = await this.desk.test.as(member).get(`/api/v1/series/${seriesId}/decisions`);
    if (answer.status !== 200) throw new Error(`Not shown: ${JSON.stringify(answer.body)}`);
    return answer.body as SeriesDecisionsView;
  }

  /** About the last injection, of the series as it stands, unless told otherwise. */
  async decide(
    way: GivenWay,
    body: object,
    { version, member = this.physician }: { readonly version?: number; readonly member?: GivenMember } = {},
  ) {
    const injectionId = way.injectionIds.at(-1);
    return this.post(`series/${way.seriesId}/decisions`, {
      version: version ?? (await this.versionOf(way)),
      member,
      body: { ...(injectionId !== undefined && { injectionId }), ...body },
    });
  }

  async undo(way: GivenWay, member = this.physician) {
    return this.post(`series/${way.seriesId}/decisions/undo`, {
      version: await this.versionOf(way),
      member,
      body: {},
    });
  }

  async versionOf({ seriesId }: GivenSeries): Promise<number> {
    const [row] = await this.desk.test.database.rows<{ version: number }>(
      `SELECT version FROM injection_series WHERE id = $1`,
      [seriesId],
    );
    return row?.version ?? 0;
  }

  statesOf({ ahead }: GivenWay): Promise<(string | undefined)[]> {
    return Promise.all(ahead.map(({ id }) => this.desk.stateOf(id)));
  }

  /** How many holds of the sessions ahead keep others out. */
  async holdsOf({ ahead }: GivenWay): Promise<number[]> {
    return Promise.all(
      ahead.map(async ({ id }) => {
        const rows = await this.desk.test.database.rows(
          `SELECT 1 FROM hold WHERE session_id = $1 AND active`,
          [id],
        );
        return rows.length;
      }),
    );
  }

  private post(
    path: string,
    {
      version,
      member,
      body,
    }: { readonly version: number; readonly member: GivenMember; readonly body: object },
  ) {
    return this.desk.test
      .as(member)
      .post(`/api/v1/${path}`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${version}"`)
      .send(body);
  }
}
