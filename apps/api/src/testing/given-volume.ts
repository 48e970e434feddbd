import type { VolumeDimension, VolumeMeasure } from '@lull/contracts';
import { givenInjection, givenSession, type GivenCourse } from './given-outcomes.js';
import type { GivenTreatment } from './given-treatment.js';
import type { TestApp } from './test-app.js';

/** Instant, state, sedation, and whether an injection was completed. */
const visits: readonly (readonly [at: string, state: string, sedation: string, injected: boolean])[] = [
  ['2026-01-31T15:00:00Z', 'discharged', 'none', true],
  // 22:30 on 28 February in New York, already March in UTC.
  ['2026-03-01T03:30:00Z', 'discharged', 'moderate', true],
  ['2026-03-02T15:00:00Z', 'discharged', 'none', true],
  ['2026-03-09T15:00:00Z', 'cancelled', 'none', false],
  ['2026-03-16T15:00:00Z', 'no-show', 'minimal', false],
  ['2026-05-04T15:00:00Z', 'booked', 'none', false],
];

/** Six visits of a course between January and June of 2026, three of them with an injection on each side treated. */
export async function givenVisits(
  test: TestApp,
  practice: string,
  where: GivenTreatment,
  course: GivenCourse,
): Promise<string[]> {
  const [{ side } = { side: 'left' }] = await test.database.rows<{ side: string }>(
    `SELECT side FROM injection_series WHERE id = $1`,
    [course.seriesId],
  );
  const ids: string[] = [];
  for (const [text, state, sedation, injected] of visits) {
    const at = Date.parse(text);
    const sessionId = await givenSession(test, practice, where, course, { at, state, sedation });
    ids.push(sessionId);
    if (!injected) continue;
    await givenInjection(test, practice, course, sessionId, at + 20 * 60_000, 'left');
    if (side === 'both') await givenInjection(test, practice, course, sessionId, at + 30 * 60_000, 'right');
  }
  return ids;
}

/** What each dimension is, written by hand over `s` session, `i` what is counted, `t` series and `c` clinic. */
export const rawKeys: Readonly<Record<VolumeDimension, string>> = {
  month: `to_char(i.at AT TIME ZONE c.time_zone, 'YYYY-MM')`,
  week: `((i.at AT TIME ZONE c.time_zone)::date - (extract(isodow FROM i.at AT TIME ZONE c.time_zone)::int - 1))`,
  day: `(i.at AT TIME ZONE c.time_zone)::date`,
  clinic: 's.clinic_id',
  physician: 's.physician_id',
  'procedure-type': 's.procedure_type_id',
  room: 's.room_id',
  sedation: 's.sedation',
  purpose: 't.purpose',
  side: 'i.side',
  condition: '(SELECT d.label FROM condition d WHERE d.id = t.condition_id)',
  payer: `coalesce((SELECT a.payer FROM authorisation a WHERE a.id =
    (SELECT u.authorisation_id FROM authorisation_unit u WHERE u.session_id = s.id ORDER BY u.created_at DESC, u.id LIMIT 1)), '-')`,
  status: 's.state',
};

const rawThings: Readonly<Record<VolumeMeasure, string>> = {
  sessions: `(SELECT v.id AS session_id, v.starts_at AS at, y.side FROM session v JOIN injection_series y ON y.id = v.series_id)`,
  injections: `(SELECT session_id, needle_out_at AS at, side FROM injection WHERE status = 'completed')`,
};

/** The counts of two dimensions by hand, from the tables alone. */
export function rawCounts(
  test: TestApp,
  practiceId: string,
  measure: VolumeMeasure,
  by: VolumeDimension,
  split: VolumeDimension,
  range: { readonly from: string; readonly to: string },
): Promise<{ row: string; column: string; count: number }[]> {
  return test.database.rows(
    `SELECT ${rawKeys[by]}::text AS row, ${rawKeys[split]}::text AS column, count(*)::int AS count
       FROM ${rawThings[measure]} i JOIN session s ON s.id = i.session_id JOIN injection_series t ON t.id = s.series_id
       JOIN clinic c ON c.id = s.clinic_id
      WHERE s.practice_id = $1 AND (i.at AT TIME ZONE c.time_zone)::date BETWEEN $2 AND $3 GROUP BY 1, 2`,
    [practiceId, range.from, range.to],
  );
}
