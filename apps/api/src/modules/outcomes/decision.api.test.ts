import type { SeriesDecisionsView, WorklistView } from '@lull/contracts';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenAuthorisation } from '../../testing/given-authorisation.js';
import { DecisionRoom } from '../../testing/given-decision.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let room: DecisionRoom;
let colleague: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  const { practiceId } = desk.clinic;
  room = new DecisionRoom(desk, await givenMember(desk.test, practiceId, 'physician'));
  colleague = await givenMember(desk.test, practiceId, 'physician');
});
afterAll(() => desk.test.close());

const pointers = (answer: { body: { errors?: { code: string; pointer?: string }[] } }) =>
  (answer.body.errors ?? []).map(({ code, pointer }) => [code, pointer ?? null]);
const tasksOf = (patientId: string) =>
  desk.test.database.rows(`SELECT kind, told, state FROM follow_up_task WHERE patient_id = $1`, [patientId]);

describe('to go on', () => {
  it('confirms the next tentative session and leaves those after it; taken back, it waits again', async () => {
    // Three booked at once: the first of them is no longer tentative once nothing open stands before it.
    const way = await room.givenWay(['well'], 3);
    const [first] = way.ahead;
    if (first === undefined) throw new Error('nothing booked');
    await desk.change(first, 'cancel', { reason: 'patient-request' });
    expect(await room.statesOf(way)).toEqual(['cancelled', 'tentative', 'tentative']);
    expect(await room.look(way.seriesId)).toMatchObject({
      next: { id: way.ahead[1]?.id, fate: 'confirmed' },
      freed: [{ id: way.ahead[1]?.id }, { id: way.ahead[2]?.id }],
    });

    const answer = await room.decide(way, { word: 'continue' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body).toMatchObject({
      state: 'active',
      waits: null,
      decisions: [{ word: 'continue', reason: 'as planned', sessions: 1, injectionId: way.injectionIds[0] }],
    });
    expect(await room.statesOf(way)).toEqual(['cancelled', 'booked', 'tentative']);

    expect((await room.undo(way)).status).toBe(200);
    expect(await room.statesOf(way)).toEqual(['cancelled', 'tentative', 'tentative']);
    expect((await room.look(way.seriesId)).waits).not.toBeNull();
  });

  it('takes up a paused series again', async () => {
    const way = await room.givenWay(['well'], 1, { state: 'active' });
    expect((await room.decide(way, { word: 'pause', note: 'Waits for the MRI' })).body).toMatchObject({
      state: 'paused',
      decisions: [{ word: 'pause', reason: 'Waits for the MRI' }],
    });
    expect(await room.statesOf(way)).toEqual(['booked']);
    expect((await room.decide(way, { word: 'continue' })).body.state).toBe('active');
  });

  it('is about the injection that was seen, and needs one', async () => {
    const way = await room.givenWay(['well', 'well'], 0);
    const older = await room.decide(way, { word: 'continue', injectionId: way.injectionIds[0] });
    expect([older.status, codes(older)]).toEqual([409, ['series.decision-outdated']]);
    const none = await room.givenWay([], 0);
    expect(codes(await room.decide(none, { word: 'continue' }))).toEqual(['series.nothing-to-decide']);
  });

  it('of two physicians who decide at once one is told that the other was quicker', async () => {
    const way = await room.givenWay(['not at all'], 2);
    const version = await room.versionOf(way);
    const answers = await Promise.all([
      room.decide(way, { word: 'continue' }, { version }),
      room.decide(way, { word: 'stop', endReason: 'no-response' }, { version, member: colleague }),
    ]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '412']);
    expect((await room.look(way.seriesId)).decisions).toHaveLength(1);
  });
});

describe('a change', () => {
  const plan = { targetIntervalDays: 28, minimumIntervalDays: 21 };

  it('of the interval keeps the next session where it keeps the new one, and says what changed', async () => {
    const way = await room.givenWay(['well'], 1);
    const [next] = way.ahead;
    const days = Math.round(((next?.start ?? 0) - Date.now()) / 86_400_000) + 21;
    const answer = await room.decide(way, {
      word: 'change',
      plan: { ...plan, maximumIntervalDays: days + 14, drugs: 'Without steroid' },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect((answer.body as SeriesDecisionsView).decisions[0]).toMatchObject({
      word: 'change',
      changes: {
        minimumIntervalDays: [7, 21],
        targetIntervalDays: [21, 28],
        maximumIntervalDays: [56, days + 14],
      },
      drugs: 'Without steroid',
    });
    expect(await tasksOf(way.patientId)).toEqual([]);
    const [series] = await desk.test.database.rows(
      `SELECT minimum_interval_days AS least, target_interval_days AS target FROM injection_series WHERE id = $1`,
      [way.seriesId],
    );
    expect(series).toEqual({ least: 21, target: 28 });
  });

  it('of the sedation leaves the next session tentative, for somebody to place it anew; taken back, all is as before', async () => {
    const way = await room.givenWay(['well'], 2);
    await desk.change(way.ahead[0] ?? { id: '', version: 0 }, 'cancel', { reason: 'patient-request' });
    const tasksBefore = await tasksOf(way.patientId);
    const answer = await room.decide(way, {
      word: 'change',
      plan: { sedation: 'moderate', maximumIntervalDays: 365 },
    });
    expect(answer.status).toBe(201);
    expect(await room.statesOf(way)).toEqual(['cancelled', 'tentative']);
    expect(await tasksOf(way.patientId)).toContainEqual({
      kind: 'rebook',
      told: 'The plan changed: the next session no longer keeps its sedation.',
      state: 'open',
    });
    expect((await room.undo(way)).status).toBe(200);
    expect(await tasksOf(way.patientId)).toHaveLength(tasksBefore.length + 1);
    const [series] = await desk.test.database.rows(`SELECT sedation FROM injection_series WHERE id = $1`, [
      way.seriesId,
    ]);
    expect(series).toEqual({ sedation: 'none' });
  });

  it.each([
    ['names something', { word: 'change' }, [['series.change-names-nothing', '/plan']]],
    [
      'names something else than what stands',
      { word: 'change', plan: { sedation: 'none' } },
      [['series.change-names-nothing', '/plan']],
    ],
    [
      'keeps the intervals in their order',
      { word: 'change', plan: { maximumIntervalDays: 5 } },
      [['series.intervals-inconsistent', '/maximumIntervalDays']],
    ],
    [
      'is not slipped under another word',
      { word: 'pause', plan: { sedation: 'deep' } },
      [['series.change-not-meant', '/plan']],
    ],
    ['is never of the side', { word: 'change', plan: { side: 'right' } }, [['field-unknown', '/plan/side']]],
    ['and a stop needs its reason', { word: 'stop' }, [['series.end-reason-missing', '/endReason']]],
  ])('%s', async (_story, body, reasons) => {
    const way = await room.givenWay(['well'], 0);
    expect(pointers(await room.decide(way, body))).toEqual(reasons);
  });
});

describe('who may decide', () => {
  it('a physician alone; a nurse looks on; the desk sees neither', async () => {
    const way = await room.givenWay(['well'], 0);
    for (const member of [desk.nurse, desk.scheduler]) {
      expect((await room.decide(way, { word: 'continue' }, { member })).status).toBe(403);
      expect((await room.undo(way, member)).status).toBe(403);
    }
    const read = (member: GivenMember) =>
      desk.test.as(member).get(`/api/v1/series/${way.seriesId}/decisions`);
    expect((await read(desk.nurse)).status).toBe(200);
    expect((await read(desk.scheduler)).status).toBe(403);
    const stranger = await givenMember(desk.test, await givenPractice(desk.test, 'Elsewhere'), 'physician');
    expect((await read(stranger)).status).toBe(404);
    expect((await room.decide(way, { word: 'continue' }, { member: stranger })).status).toBe(404);
    const [seen] = await desk.test.database.rows(
      `SELECT resource, change FROM audit_event WHERE member_id = $1 AND $2 = ANY (patient_ids) AND action = 'read' LIMIT 1`,
      [desk.nurse.memberId, way.patientId],
    );
    expect(seen).toMatchObject({ resource: 'relief', change: { for: 'decision', seriesId: way.seriesId } });
  });

  it('a word is never changed or removed, not even by the application', async () => {
    const rights = await desk.test.database.rows(
      `SELECT privilege_type AS may FROM information_schema.role_table_grants WHERE grantee = 'lull_app' AND table_name = 'decision' ORDER BY 1`,
    );
    expect(rights).toEqual([{ may: 'INSERT' }, { may: 'SELECT' }]);
  });
});

describe('what a decision rests on', () => {
  it('the response, what asks for a look, and the version of what judges', async () => {
    const way = await room.givenWay(['well', 'not at all', 'not at all'], 0, { lastDaysAgo: 60 });
    const look = await room.look(way.seriesId);
    expect(look.last).toMatchObject([
      {
        side: 'left',
        ordinal: 3,
        response: 'non-responder',
        duration: { lower: 0, upper: 0 },
        baseline: { value: 8, source: 'check-in' },
        quality: 'A',
        unjudged: null,
      },
    ]);
    const unheard = await room.givenWay(['unheard'], 0);
    expect((await room.look(unheard.seriesId)).last).toMatchObject([
      { response: 'not-evaluable', duration: null, quality: null, unjudged: 'no scores' },
    ]);
    expect(look.prompts.map(({ code }) => code)).toEqual([
      'series.non-response-repeated',
      'series.no-lengthening',
      'series.gap-too-long',
      'series.review-due',
    ]);
    expect(look.prompts[0]?.detail).toContain('(#2, #3)');
    expect(look).toMatchObject({
      definition: 'relief50 1 (2024-01-01)',
      policy: {
        version: '2',
        author: 'Lull defaults, to be confirmed by the clinic',
        effectiveFrom: '2026-11-23',
      },
      repeat: null,
      afterStop: { 'no-response': { kind: 'other-treatment', dueInDays: 7 } },
    });
  });

  it('H17: what the payer asks for before another one, met, not met or not known', async () => {
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    const way = await room.givenWay(['well'], 0);
    await givenAuthorisation(desk.test, desk.clinic.practiceId, way, { units: 9 });
    expect((await room.look(way.seriesId)).repeat).toMatchObject({
      payer: 'Fern Health',
      rule: null,
      criteria: [],
    });
    await desk.test
      .as(administrator)
      .post('/api/v1/payer-rules')
      .set('Idempotency-Key', uuid())
      .send({
        payer: 'Fern Health',
        validFrom: '2026-01-01',
        minReliefPct: 50,
        minReliefDays: 7,
        maxPerSeries: 1,
        requiresFunction: true,
        requiresPhysicalTherapy: true,
        priorAuthorisation: true,
        source: 'An invented policy, for these stories',
      })
      .expect(201);
    const { repeat } = await room.look(way.seriesId);
    expect(repeat?.rule).toEqual({
      validFrom: '2026-01-01',
      source: 'An invented policy, for these stories',
    });
    expect(repeat?.criteria.map(({ code, status }) => [code, status])).toEqual([
      ['relief', 'met'],
      ['function', 'not-known'],
      ['physical-therapy', 'not-known'],
      ['prior-authorisation', 'met'],
      ['sessions-of-series', 'not-met'],
    ]);
  });
});

describe('the worklist of responses that wait for a decision', () => {
  const listed = async (): Promise<WorklistView> => {
    const answer = await desk.test
      .as(room.physician)
      .get(`/api/v1/worklists/decisions?clinicId=${desk.clinic.clinicId}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as WorklistView;
  };

  it('S22: carries the last response, has who did not respond first and says so, until the word is given', async () => {
    const well = await room.givenWay(['well'], 0, { lastDaysAgo: 40 });
    const unheard = await room.givenWay(['unheard'], 0, { lastDaysAgo: 50 });
    const early = await room.givenWay(['well', 'unheard'], 0, { lastDaysAgo: 2 });
    const again = await room.givenWay(['not at all', 'not at all'], 0, { lastDaysAgo: 9 });
    const { rows } = await listed();
    const row = ({ seriesId }: { seriesId: string }) => rows.find((each) => each.seriesId === seriesId);
    expect(rows[0]).toMatchObject({ response: 'non-responder' });
    expect(row(again)).toMatchObject({
      response: 'non-responder',
      missing: '#2: no response, the second without one',
    });
    expect(row(well)).toMatchObject({ response: 'responder', missing: '#1: response' });
    expect(row(unheard)).toMatchObject({ response: 'not-evaluable', missing: '#1: cannot be judged' });
    expect(row(early)?.missing).toMatch(/^#2: too early to judge, from \w{3} /);
    const places = [again, unheard, well].map((way) =>
      rows.findIndex(({ seriesId }) => seriesId === way.seriesId),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));

    await room.decide(again, { word: 'continue' });
    expect((await listed()).rows.some(({ seriesId }) => seriesId === again.seriesId)).toBe(false);
    await room.undo(again);
    expect((await listed()).rows[0]?.response).toBe('non-responder');
    expect((await listed()).rows.some(({ seriesId }) => seriesId === again.seriesId)).toBe(true);
  });
});
