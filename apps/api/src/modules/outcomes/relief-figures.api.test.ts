import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentReliefDefinitions, type ReliefDefinitions } from '@lull/domain';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  injectionRequest,
  once,
  type GivenCourse,
} from '../../testing/given-outcomes.js';
import { inPractice } from '../../testing/given-care.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';
import { catchUpRelief, noteNewVersion, rebuildRelief } from './relief-figures.js';
import { ReliefFiguresRepository } from './relief-figures.repository.js';
import { rebuildEveryRelief } from './relief-rebuild.command.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;
const repository = new ReliefFiguresRepository();
const start = Date.parse('2026-02-02T15:00:00Z');

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
});
afterAll(() => test.close());

const catchUp = (definitions?: ReliefDefinitions) =>
  catchUpRelief(test.door, repository, practiceId, definitions);
const rebuild = (definitions?: ReliefDefinitions) =>
  rebuildRelief(test.door, repository, practiceId, definitions);

/** Every byte of the table, and which transaction wrote each row. */
const bytes = () =>
  test.database.rows<{ row: string; writer: string; injection: string }>(
    `SELECT r::text AS row, r.xmin::text AS writer, injection_id AS injection FROM injection_relief r
      WHERE practice_id = $1 ORDER BY injection_id, definition, definition_version`,
    [practiceId],
  );
const rows = async () => (await bytes()).map(({ row }) => row);
const figures = (course: GivenCourse) =>
  test.database.rows<{ definition: string; ordinal: number; status: string; lower: number; upper: number }>(
    `SELECT definition, ordinal, status, lower_minutes AS lower, upper_minutes AS upper FROM injection_relief
      WHERE series_id = $1 AND definition = 'relief50' ORDER BY ordinal`,
    [course.seriesId],
  );

/** Three injections three weeks apart: 8 before, relief from half an hour on, back on the ninth day. */
async function givenThree(): Promise<{ course: GivenCourse; injections: string[] }> {
  const course = await givenCourse(test, practiceId, treatment);
  const injections: string[] = [];
  for (const index of [0, 1, 2]) {
    const at = start + index * 21 * day;
    const sessionId = await givenSession(test, practiceId, treatment, course, { at, state: 'discharged' });
    injections.push(await givenInjection(test, practiceId, course, sessionId, at + hour / 2));
    const after = (days: number, value: number) => [at + hour / 2 + days * day, value, 'diary'] as const;
    await givenScores(test, practiceId, course, [
      [at, 8, 'clinic'],
      ...[0.5, 1, 2, 3, 4, 5, 6, 7, 8].map((days) => after(days, 2)),
      ...[9, 10, 12].map((days) => after(days, 8)),
    ]);
  }
  return { course, injections };
}

describe('relief figures', () => {
  it('are made of what was written, whoever wrote it, and left alone until something is written again', async () => {
    const { course } = await givenThree();
    expect(await catchUp()).toBe(6);
    expect(await figures(course)).toEqual(
      [1, 2, 3].map((ordinal) => ({
        definition: 'relief50',
        ordinal,
        status: 'evaluable',
        lower: 8 * 1440,
        upper: 9 * 1440,
      })),
    );
    expect(await catchUp()).toBe(0);
  });

  it.each([0, 1, 2])(
    'write one injection anew when a score of it comes, and no other row: that after injection %i',
    async (which) => {
      const { course, injections } = await givenThree();
      await catchUp();
      const before = await bytes();
      const t0 = start + which * 21 * day + hour / 2;
      await givenScores(test, practiceId, course, [[t0 + 8.5 * day, 2, 'diary']]);
      expect(await catchUp()).toBe(2);
      const changed = (await bytes()).filter((each, index) => each.writer !== before[index]?.writer);
      expect(changed.map(({ injection }) => injection)).toEqual([injections[which], injections[which]]);
      expect((await figures(course))[which]).toMatchObject({ lower: 8.5 * 1440, upper: 9 * 1440 });
    },
  );

  it('leave with an injection that was entered in error, and come with its amendment', async () => {
    const course = await givenCourse(test, practiceId, treatment);
    const at = Date.now() - 3 * day;
    const sessionId = await givenSession(test, practiceId, treatment, course, { at, state: 'discharged' });
    const id = await givenInjection(test, practiceId, course, sessionId, at + hour / 2);
    await catchUp();
    const answer = await test
      .as(physician)
      .post(`/api/v1/injections/${id}/amendments`)
      .set(...once())
      .set('If-Match', '"v1"')
      .send({ ...injectionRequest(at + hour / 3), amendReason: 'The wrong minute.' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(await catchUp()).toBe(4);
    const standing = await test.database.rows<{ id: string; steroid: boolean }>(
      `SELECT injection_id AS id, steroid FROM injection_relief WHERE series_id = $1 AND definition = 'relief50'`,
      [course.seriesId],
    );
    expect(standing).toEqual([{ id: answer.body.id, steroid: true }]);
  });

  it('follow what reports tell injections apart by', async () => {
    const { course } = await givenThree();
    await catchUp();
    await inPractice(test, practiceId, async (tx) => {
      await tx.query(`UPDATE session SET sedation = 'moderate' WHERE series_id = $1`, [course.seriesId]);
      await tx.query(`UPDATE injection_series SET purpose = 'diagnostic' WHERE id = $1`, [course.seriesId]);
      await tx.query(
        `UPDATE condition SET label = 'Another' WHERE id = (SELECT condition_id FROM injection_series WHERE id = $1)`,
        [course.seriesId],
      );
    });
    expect(await catchUp()).toBe(6);
    const [row] = await test.database.rows(
      `SELECT sedation, purpose, condition FROM injection_relief WHERE series_id = $1 LIMIT 1`,
      [course.seriesId],
    );
    expect(row).toEqual({ sedation: 'moderate', purpose: 'diagnostic', condition: 'Another' });
  });

  it('keep a note that is written while the notes before it are worked off', async () => {
    const { course } = await givenThree();
    let interrupted = false;
    class Slow extends ReliefFiguresRepository {
      override async records(...args: Parameters<ReliefFiguresRepository['records']>) {
        const found = await super.records(...args);
        if (!interrupted) {
          interrupted = true;
          await givenScores(test, practiceId, course, [[start + hour / 2 + 8.75 * day, 2, 'diary']]);
        }
        return found;
      }
    }
    await catchUpRelief(test.door, new Slow(), practiceId);
    await catchUp();
    expect((await figures(course))[0]).toMatchObject({ lower: 8.75 * 1440 });
  });
});

describe('a rebuild', () => {
  it('gives the same bytes as all the small steps did, after edits at random, in place and from nothing', async () => {
    const courses = [await givenThree(), await givenThree(), await givenThree()];
    let seed = 20260801;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let edit = 0; edit < 40; edit += 1) {
      const { course, injections } = courses[random(courses.length)] ?? (await givenThree());
      const at = start + random(80 * 24) * hour + random(60) * 60_000;
      const what = random(10);
      if (what < 7)
        await givenScores(test, practiceId, course, [[at, random(11), random(3) === 0 ? 'clinic' : 'diary']]);
      else if (what === 7)
        await inPractice(test, practiceId, (tx) =>
          tx.query(`UPDATE injection SET status = 'entered-in-error' WHERE id = $1`, [injections[random(3)]]),
        );
      else if (what === 8)
        await inPractice(test, practiceId, (tx) =>
          tx.query(`UPDATE injection_series SET side = 'right' WHERE id = $1`, [course.seriesId]),
        );
      else {
        const sessionId = await givenSession(test, practiceId, treatment, course, {
          at,
          state: 'discharged',
        });
        await givenInjection(test, practiceId, course, sessionId, at);
      }
      if (random(3) === 0) await catchUp();
    }
    await catchUp();
    const stepByStep = await rows();
    expect(stepByStep.length).toBeGreaterThan(20);

    expect((await rebuild()).changed).toBe(0);
    await inPractice(test, practiceId, (tx) => tx.query(`DELETE FROM injection_relief`));
    expect((await rebuild()).changed).toBe(stepByStep.length);
    expect(await rows()).toEqual(stepByStep);
  }, 60_000);

  it('mends what was tampered with, and says so', async () => {
    await catchUp();
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `UPDATE injection_relief SET flares = 99 WHERE injection_id = (SELECT injection_id FROM injection_relief LIMIT 1)`,
      ),
    );
    const lines: string[] = [];
    await rebuildEveryRelief({ database: test.door, auth: test.app.get(AuthDatabase) }, (line) =>
      lines.push(line),
    );
    expect(lines.join('\n')).toMatch(
      /figures of \d+ patients, relief50 and its companion in version 1; 2 changed; fingerprint [0-9a-f]{32}/,
    );
  });

  it('with a new version of the definitions leaves the figures of the old one as they are', async () => {
    await catchUp();
    const old = await rows();
    const version2: ReliefDefinitions = {
      primary: { ...currentReliefDefinitions.primary, version: '2', relativePercent: 80 },
      secondary: { ...currentReliefDefinitions.secondary, version: '2' },
    };
    await rebuild(version2);
    const versions = await test.database.rows<{ version: string; count: number }>(
      `SELECT definition_version AS version, count(*)::int AS count FROM injection_relief WHERE practice_id = $1 GROUP BY 1 ORDER BY 1`,
      [practiceId],
    );
    expect(versions).toEqual([
      { version: '1', count: old.length },
      { version: '2', count: old.length },
    ]);
    expect((await rows()).filter((row) => old.includes(row))).toEqual(old);

    // Not even those of an injection that counts no more: what was once reported can be looked up.
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `UPDATE injection SET status = 'entered-in-error' WHERE id = (SELECT injection_id FROM injection_relief ORDER BY 1 LIMIT 1)`,
      ),
    );
    expect(await catchUp(version2)).toBeGreaterThanOrEqual(2);
    expect((await rows()).filter((row) => old.includes(row))).toEqual(old);
  });

  it('H13: is not needed after a change of the definitions: the rounds make the new figures, and the old ones stay', async () => {
    await catchUp();
    const standing = await rows();
    const version3: ReliefDefinitions = {
      primary: { ...currentReliefDefinitions.primary, version: '3', relativePercent: 70 },
      secondary: { ...currentReliefDefinitions.secondary, version: '3' },
    };
    const note = () => noteNewVersion(test.door, repository, practiceId, version3);
    expect(await note(), 'every patient with an injection that counts').toBeGreaterThan(3);
    const made = await catchUp(version3);
    const counted = await test.database.rows<{ count: number }>(
      `SELECT (count(*) * 2)::int AS count FROM injection i JOIN injection_series t ON t.id = i.series_id
        WHERE i.practice_id = $1 AND i.status = 'completed' AND t.side IN ('both', i.side)`,
      [practiceId],
    );
    expect(made).toBe(counted[0]?.count);
    expect((await rows()).filter((row) => standing.includes(row))).toEqual(standing);
    expect(await note(), 'and nothing is left to note').toBe(0);
    expect(await catchUp(version3)).toBe(0);
  });
});
