import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type {
  ReadinessPolicyPreviewView,
  ReadinessPolicyView,
  SessionReadinessView,
  SessionView,
} from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic, type GivenClinic } from '../../testing/given-clinic.js';
import { codes, minutes, type BookedSession, Desk, startDesk } from '../../testing/given-desk.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let first: Desk;
beforeAll(async () => {
  first = await startDesk();
});
afterAll(() => first.test.close());

/** A practice of its own for each story: versions are never taken away. */
interface Story {
  readonly desk: Desk;
  readonly clinic: GivenClinic;
  readonly physician: GivenMember;
  /** The clinic's day, so many days from now. */
  readonly inDays: (days: number) => string;
  readonly sedated: (week: number) => Promise<BookedSession>;
}

async function givenStory(): Promise<Story> {
  const { test } = first;
  const practiceId = await givenPractice(test);
  const clinic = await givenClinic(test, practiceId);
  const desk = new Desk(
    test,
    clinic,
    await givenMember(test, practiceId, 'scheduler'),
    await givenMember(test, practiceId, 'nurse'),
  );
  const today = civilDateAt(Date.now(), clinic.zone);
  return {
    desk,
    clinic,
    physician: await givenMember(test, practiceId, 'physician'),
    inDays: (days) => addCivilDays(today, days),
    sedated: async (week) =>
      desk.givenSession(
        { at: clinic.at(week, 3, '10:00') },
        await givenBookableSeries(test, clinic, { sedation: 'moderate' }),
      ),
  };
}

const read = async (member: GivenMember) =>
  (await first.test.as(member).get('/api/v1/readiness-policies')).body as ReadinessPolicyView[];
const post = (path: string, body: object, member: GivenMember, key = uuid()) =>
  first.test.as(member).post(`/api/v1/${path}`).set('Idempotency-Key', key).send(body);
const only = <T>(all: readonly T[]): T => {
  const [one] = all;
  if (one === undefined) throw new Error('There is none.');
  return one;
};
/** The proposed figures with other minutes of the clinic's own. */
function longer({ figures }: ReadinessPolicyView, liquids = 240): ReadinessPolicyView['figures'] {
  const { fasting } = figures;
  return { ...figures, fasting: { ...fasting, minutes: { ...fasting.minutes, 'clear-liquids': liquids } } };
}
const fastOf = async ({ desk }: Story, { id }: BookedSession) => {
  const view = (await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${id}`)).body as SessionView;
  const stop = view.preparation.fasting.find(({ intake }) => intake === 'clear-liquids')?.stopAt.at ?? NaN;
  return (view.start - stop) / minutes(60);
};

describe('the readiness policy', () => {
  it('is told to every role with author, source and first day; before a clinic has one, what Lull proposes', async () => {
    const story = await givenStory();
    const auditor = await givenMember(first.test, story.clinic.practiceId, 'auditor');
    for (const member of [story.desk.scheduler, story.desk.nurse, story.physician, auditor])
      expect(await read(member)).toMatchObject([
        { version: '1', state: 'in-force', recordedAt: null, applies: 0, figures: { inrMaximum: 1.2 } },
      ]);
  });

  it('shows beforehand what changes, which sessions it judges, and whose fast ends at another time; and writes nothing', async () => {
    const story = await givenStory();
    const [soon, late] = [await story.sedated(2), await story.sedated(6)];
    const unsedated = await story.desk.givenSession({ at: story.clinic.at(6, 2, '10:00') });
    const before = only(await read(story.physician));
    expect(before.applies).toBe(3);
    const answer = await post(
      'readiness-policy-previews',
      { basedOnVersion: '1', effectiveFrom: story.inDays(24), figures: longer(before) },
      story.physician,
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const preview = answer.body as ReadinessPolicyPreviewView;
    expect(preview).toMatchObject({
      accepted: true,
      refusals: [],
      advisories: [],
      differences: [{ figure: 'fasting.minutes.clear-liquids', before: 120, after: 240 }],
      applies: { count: 2 },
      otherFast: { count: 1, sessions: [{ sessionId: late.id }] },
    });
    expect(preview.applies.sessions.map(({ sessionId }) => sessionId)).toEqual([unsedated.id, late.id]);
    expect(JSON.stringify(preview)).not.toContain(soon.patientId);
    expect(await read(story.physician)).toHaveLength(1);
  });

  it('judges the sessions of its days from the moment that a physician has written it, and stands in the trail', async () => {
    const story = await givenStory();
    const [soon, late] = [await story.sedated(2), await story.sedated(6)];
    const figures = longer(only(await read(story.physician)));
    const body = {
      basedOnVersion: '1',
      effectiveFrom: story.inDays(24),
      source: 'Board of 3 March',
      figures,
    };
    const key = uuid();
    const added = await post('readiness-policies', body, story.physician, key);
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    expect(added.body).toMatchObject([
      {
        version: '2',
        author: story.physician.name,
        source: 'Board of 3 March',
        effectiveFrom: story.inDays(24),
        revertsTo: null,
        state: 'to-come',
        applies: 1,
        figures: { fasting: { minutes: { 'clear-liquids': 240 } } },
      },
      { version: '1', state: 'in-force', applies: 1 },
    ]);
    expect([await fastOf(story, soon), await fastOf(story, late)]).toEqual([2, 4]);
    const shown = await first.test.as(story.desk.nurse).get('/api/v1/readiness-policies/2/sessions');
    expect(shown.body).toMatchObject({ count: 1, sessions: [{ sessionId: late.id }] });
    expect((await post('readiness-policies', body, story.physician, key)).body).toEqual(added.body);
    expect(await read(story.physician)).toHaveLength(2);
    const trail = await first.test.database.rows(
      `SELECT action, member_id, change->>'source' AS source FROM audit_event WHERE practice_id = $1 AND resource = 'readiness-policy'`,
      [story.clinic.practiceId],
    );
    expect(trail).toEqual([
      { action: 'create', member_id: story.physician.memberId, source: 'Board of 3 March' },
    ]);
  });

  it('H3: voids what was told of a fast that ends at another time, and no other', async () => {
    const story = await givenStory();
    const [soon, late] = [await story.sedated(2), await story.sedated(6)];
    const toldOf = async ({ id }: BookedSession) => {
      const view = (await first.test.as(story.desk.nurse).get(`/api/v1/sessions/${id}/readiness`))
        .body as SessionReadinessView;
      return view.requirements.find(({ kind }) => kind === 'fasting-told')?.standing;
    };
    for (const { id } of [soon, late])
      await post(
        `sessions/${id}/evidence`,
        { kind: 'fasting-told', outcome: 'met' },
        story.desk.nurse,
      ).expect(200);
    expect([await toldOf(soon), await toldOf(late)]).toEqual(['met', 'met']);
    const figures = longer(only(await read(story.physician)));
    const body = { basedOnVersion: '1', effectiveFrom: story.inDays(24), source: 'Board', figures };
    await post('readiness-policies', body, story.physician).expect(201);
    expect([await toldOf(soon), await toldOf(late)]).toEqual(['met', 'voided']);
  });

  it('is brought back as a further version, with exactly its figures', async () => {
    const story = await givenStory();
    const proposed = only(await read(story.physician));
    const effectiveFrom = story.inDays(10);
    const source = 'Board';
    await post(
      'readiness-policies',
      { basedOnVersion: '1', effectiveFrom, source, figures: longer(proposed) },
      story.physician,
    ).expect(201);
    const late = await story.sedated(6);
    expect(await fastOf(story, late)).toBe(4);
    const back = { basedOnVersion: '2', effectiveFrom, source: 'Too strict', revertsTo: '1' };
    const other = await post(
      'readiness-policies',
      { ...back, figures: longer(proposed, 180) },
      story.physician,
    );
    expect([other.status, codes(other)]).toEqual([422, ['policy.not-the-version-it-names']]);
    const added = await post('readiness-policies', { ...back, figures: proposed.figures }, story.physician);
    expect(added.body).toMatchObject([
      { version: '3', revertsTo: '1', state: 'to-come', figures: proposed.figures },
      { version: '2', state: 'replaced', applies: 0 },
      { version: '1', state: 'in-force' },
    ]);
    expect(await fastOf(story, late)).toBe(2);
  });

  it('is refused with every fault at its field', async () => {
    const story = await givenStory();
    const { figures } = only(await read(story.physician));
    const body = {
      basedOnVersion: '1',
      effectiveFrom: story.inDays(-2),
      source: 'Board',
      figures: { ...figures, inrMaximum: 9, pregnancyTestAges: { least: 60, most: 55 } },
    };
    const refused = await post('readiness-policies', body, story.physician);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { code: 'policy.figure-out-of-range', pointer: '/figures/inrMaximum' },
      { code: 'policy.figures-out-of-order', pointer: '/figures/pregnancyTestAges/least' },
      { code: 'policy.begins-in-the-past', pointer: '/effectiveFrom' },
    ]);
    const { source: _source, ...asked } = body;
    const preview = await post('readiness-policy-previews', asked, story.physician);
    expect((preview.body as ReadinessPolicyPreviewView).refusals.map(({ code }) => code)).toEqual(
      codes(refused),
    );
    const missing = await post(
      'readiness-policies',
      { ...body, figures: { ...figures, inrMaximum: undefined } },
      story.physician,
    );
    expect(missing.status).toBe(422);
    // What may lack is stored as what it is: a version that could not be judged by would stop every board.
    const { consent: _consent, ...valid } = figures.valid;
    const ageless = { ...figures, valid, inrMaximum: 1.3 };
    const supposed = await post('readiness-policy-previews', { ...asked, figures: ageless }, story.physician);
    expect(supposed.body.differences).toEqual([{ figure: 'inrMaximum', before: 1.2, after: 1.3 }]);
    expect(await read(story.physician)).toHaveLength(1);
  });

  it('follows the newest version alone: who wrote meanwhile is seen first', async () => {
    const story = await givenStory();
    const proposed = only(await read(story.physician));
    const write = (liquids: number) =>
      post(
        'readiness-policies',
        {
          basedOnVersion: '1',
          effectiveFrom: story.inDays(3),
          source: 'Board',
          figures: longer(proposed, liquids),
        },
        story.physician,
      );
    const both = await Promise.all([write(180), write(240)]);
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(both.find(({ status }) => status !== 201)?.status).toBeOneOf([409, 412]);
    const late = await write(300);
    expect([late.status, codes(late)]).toEqual([412, ['stale']]);
  });

  it('is a physician’s word alone, and of one practice', async () => {
    const story = await givenStory();
    const proposed = only(await read(story.physician));
    const body = {
      basedOnVersion: '1',
      effectiveFrom: story.inDays(3),
      source: 'Board',
      figures: longer(proposed),
    };
    const administrator = await givenMember(first.test, story.clinic.practiceId, 'administrator');
    for (const member of [administrator, story.desk.scheduler, story.desk.nurse])
      expect((await post('readiness-policies', body, member)).status).toBe(403);
    await post('readiness-policies', body, story.physician).expect(201);
    const stranger = await givenMember(first.test, await givenPractice(first.test), 'physician');
    expect(await read(stranger)).toHaveLength(1);
    expect((await first.test.as(stranger).get('/api/v1/readiness-policies/2/sessions')).status).toBe(404);
  });
});
