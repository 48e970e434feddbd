import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type {
  ClinicalPolicyPreviewView,
  ClinicalPolicyView,
  ReliefReportView,
  SeriesReliefView,
} from '@lull/contracts';
import { addCivilDays, civilDateAt, clinicalPolicies, type ClinicalPolicyKind } from '@lull/domain';
import { givenClinic } from '../../testing/given-clinic.js';
import { givenPatient, inPractice } from '../../testing/given-care.js';
import { DecisionRoom } from '../../testing/given-decision.js';
import { codes, Desk, startDesk } from '../../testing/given-desk.js';
import { givenReliefStory } from '../../testing/given-relief-story.js';
import { givenTreatment } from '../../testing/given-treatment.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';
import { catchUpRelief } from './relief-figures.js';
import { ReliefFiguresRepository } from './relief-figures.repository.js';

let first: Desk;
beforeAll(async () => {
  first = await startDesk();
});
afterAll(() => first.test.close());

const zone = 'America/New_York';
const inDays = (days: number): string => addCivilDays(civilDateAt(Date.now(), zone), days);
const read = async (member: GivenMember, kind: ClinicalPolicyKind) =>
  (await first.test.as(member).get(`/api/v1/clinical-policies/${kind}`)).body as ClinicalPolicyView[];
const post = (path: string, body: object, member: GivenMember, key = uuid()) =>
  first.test.as(member).post(`/api/v1/clinical-policies/${path}`).set('Idempotency-Key', key).send(body);
/** The newest version with other figures, as somebody writes it down. */
async function written(kind: ClinicalPolicyKind, change: object, member: GivenMember, from = inDays(0)) {
  const [newest] = await read(member, kind);
  if (newest === undefined) throw new Error('There is always one.');
  return {
    basedOnVersion: newest.version,
    effectiveFrom: from,
    source: 'Board of 3 March',
    figures: { ...newest.figures, ...change },
  };
}
const questionOf = ({ source: _source, ...request }: Awaited<ReturnType<typeof written>>) => request;
const fortnight = { minimumTherapeutic: 14 * 1440 };

/** A practice of its own for each story: versions are never taken away. */
async function givenStory() {
  const { test } = first;
  const practiceId = await givenPractice(test);
  return {
    practiceId,
    treatment: await givenTreatment(test, practiceId),
    physician: await givenMember(test, practiceId, 'physician'),
  };
}

describe('the clinical rules', () => {
  it('are told to every role with author, source and first day; before a clinic has its own, what Lull proposes', async () => {
    const { practiceId } = await givenStory();
    for (const role of ['scheduler', 'nurse', 'physician', 'administrator', 'auditor'] as const) {
      const member = await givenMember(first.test, practiceId, role);
      expect(await read(member, 'relief')).toMatchObject([
        {
          kind: 'relief',
          version: '1',
          state: 'in-force',
          recordedAt: null,
          figures: { absoluteMinimum: 2 },
        },
      ]);
      expect(await read(member, 'decision')).toMatchObject([{ version: '2', figures: { nonResponses: 2 } }]);
      expect(await read(member, 'escalation')).toHaveLength(1);
      expect((await first.test.as(member).get('/api/v1/clinical-policies/weather')).status).toBe(404);
    }
  });

  it('are refused with every fault at its field, and nothing is written', async () => {
    const { physician } = await givenStory();
    const body = await written('relief', { flareMaximum: 1, sustainedBy: 60 }, physician, inDays(-2));
    const refused = await post('relief', body, physician);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { code: 'policy.figure-out-of-range', pointer: '/figures/flareMaximum' },
      { code: 'policy.figures-out-of-order', pointer: '/figures/sustainedFrom' },
      { code: 'policy.begins-in-the-past', pointer: '/effectiveFrom' },
    ]);
    const preview = await post('relief/previews', questionOf(body), physician);
    expect((preview.body as ClinicalPolicyPreviewView).refusals.map(({ code }) => code)).toEqual(
      codes(refused),
    );
    for (const figures of [{ ...body.figures, relativePercent: 10 }, { minutesPastDue: {} }]) {
      const answer = await post('relief', { ...body, effectiveFrom: inDays(1), figures }, physician);
      expect([answer.status, codes(answer)]).toEqual([422, ['policy.figures-incomplete']]);
    }
    expect(await read(physician, 'relief')).toHaveLength(1);
  });

  it('follow the newest version alone, each written once, and are brought back with exactly its figures', async () => {
    const { physician, practiceId } = await givenStory();
    const [body, other] = [
      await written('decision', { nonResponses: 3 }, physician, inDays(3)),
      await written('decision', { nonResponses: 4 }, physician, inDays(3)),
    ];
    const both = await Promise.all([post('decision', body, physician), post('decision', other, physician)]);
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(both.find(({ status }) => status !== 201)?.status).toBeOneOf([409, 412]);
    const late = await post('decision', body, physician);
    expect([late.status, codes(late)]).toEqual([412, ['stale']]);
    const back = {
      ...(await written('decision', { nonResponses: 2 }, physician, inDays(3))),
      revertsTo: '2',
    };
    const wrong = await post(
      'decision',
      { ...back, figures: { ...back.figures, nonResponses: 5 } },
      physician,
    );
    expect([wrong.status, codes(wrong)]).toEqual([422, ['policy.not-the-version-it-names']]);
    const key = uuid();
    const added = await post('decision', back, physician, key);
    expect(added.body).toMatchObject([
      {
        version: '4',
        revertsTo: '2',
        state: 'to-come',
        author: physician.name,
        figures: { nonResponses: 2 },
      },
      { version: '3', state: 'replaced' },
      { version: '2', state: 'in-force' },
    ]);
    expect((await post('decision', back, physician, key)).body).toEqual(added.body);
    const trail = await first.test.database.rows(
      `SELECT action, member_id, change->>'source' AS source FROM audit_event
        WHERE practice_id = $1 AND resource = 'clinical-policy' ORDER BY 1`,
      [practiceId],
    );
    const word = { action: 'create', member_id: physician.memberId, source: 'Board of 3 March' };
    expect(trail).toEqual([word, word]);
  });

  it('are a physician’s word alone, and of one practice', async () => {
    const { physician, practiceId } = await givenStory();
    const body = await written('escalation', {}, physician, inDays(1));
    const minutes = { nurse: 0, scheduler: 0, physician: 5, administrator: 15 };
    const figures = {
      minutesPastDue: { 'symptom-emergency': minutes, 'symptom-same-day': { ...minutes, administrator: 60 } },
    };
    for (const role of ['scheduler', 'nurse', 'administrator', 'auditor'] as const) {
      const member = await givenMember(first.test, practiceId, role);
      expect((await post('escalation', { ...body, figures }, member)).status).toBe(403);
      expect((await post('escalation/previews', questionOf({ ...body, figures }), member)).status).toBe(403);
    }
    await post('escalation', { ...body, figures }, physician).expect(201);
    const stranger = await givenMember(first.test, await givenPractice(first.test), 'physician');
    expect(await read(stranger, 'escalation')).toHaveLength(1);
    const path = '/api/v1/clinical-policies/escalation/2/sessions';
    expect((await first.test.as(stranger).get(path)).status).toBe(404);
    expect((await first.test.as(physician).get(path)).status).toBe(200);
  });
});

describe('another definition of relief', () => {
  it('says beforehand how many figures it makes others, then makes them beside the ones before; both stay explained', async () => {
    const { test } = first;
    const { physician, practiceId, treatment } = await givenStory();
    for (const relievedUntil of [3, 9, 20])
      await givenReliefStory(test, practiceId, treatment, { relievedUntil });
    const catchUp = () => catchUpRelief(test.door, new ReliefFiguresRepository(), practiceId);
    await catchUp();
    const body = await written('relief', fortnight, physician);
    const preview = await post('relief/previews', questionOf(body), physician);
    expect(preview.status, JSON.stringify(preview.body)).toBe(200);
    expect(preview.body).toMatchObject({
      accepted: true,
      advisories: [{ code: 'policy.begins-today' }],
      differences: [{ figure: 'minimumTherapeutic', before: 7 * 1440, after: 14 * 1440 }],
      figuresAnew: { patients: 3, everyPatient: true, injections: 3, changed: 1, otherResponse: 1 },
    });
    expect(await read(physician, 'relief')).toHaveLength(1);

    await post('relief', body, physician).expect(201);
    const report = async (version?: string) =>
      (
        await test
          .as(physician)
          .get('/api/v1/reports/relief')
          .query({ from: '2026-01-01', to: '2026-06-30', ...(version !== undefined && { version }) })
      ).body as ReliefReportView;
    expect(await report()).toMatchObject({ pending: 3, definition: { version: '2' } });
    await catchUp();
    const kept = await test.database.rows(
      `SELECT definition_version AS version, count(*) FILTER (WHERE response = 'responder')::int AS responders, count(*)::int AS figures
         FROM injection_relief WHERE practice_id = $1 AND definition = 'relief50' GROUP BY 1 ORDER BY 1`,
      [practiceId],
    );
    expect(kept).toEqual([
      { version: '1', responders: 2, figures: 3 },
      { version: '2', responders: 1, figures: 3 },
    ]);
    const [now, then] = [await report(), await report('1')];
    expect(now).toMatchObject({ pending: 0, definition: { version: '2', effectiveFrom: inDays(0) } });
    expect(now.definition.sentence).toContain('relief lasted at least 14 days');
    expect(then.definition).toMatchObject({ version: '1' });
    expect(then.definition.sentence).toContain('relief lasted at least 7 days');
    const file = await test
      .as(physician)
      .get('/api/v1/reports/relief.csv')
      .query({ from: '2026-01-01', to: '2026-06-30' });
    expect(file.headers['content-disposition']).toContain('relief50-v2');
  });

  it('judges what is read of a patient from its first day on, and no day before', async () => {
    const { test } = first;
    const { physician, practiceId, treatment } = await givenStory();
    const injectionId = await givenReliefStory(test, practiceId, treatment, { relievedUntil: 9 });
    const [series] = await test.database.rows<{ id: string }>(
      `SELECT series_id AS id FROM injection WHERE id = $1`,
      [injectionId],
    );
    const shown = async () => {
      const { definitionVersion, targets } = (
        await test.as(physician).get(`/api/v1/series/${series?.id}/relief`)
      ).body as SeriesReliefView;
      const [target] = targets;
      return [
        target?.injections[0]?.relief50.response,
        target?.definitions?.primary.version,
        definitionVersion.slice(0, 10),
      ];
    };
    expect(await shown()).toEqual(['responder', '1', 'relief50 1']);
    await post('relief', await written('relief', fortnight, physician, inDays(5)), physician).expect(201);
    expect(await shown()).toEqual(['responder', '1', 'relief50 1']);
    await post(
      'relief',
      await written('relief', { flareMaximum: 60 }, physician, inDays(0)),
      physician,
    ).expect(201);
    expect(await shown()).toEqual(['non-responder', '3', 'relief50 3']);
    const summary = await test.as(physician).get(`/api/v1/series/${series?.id}/summary`);
    expect(JSON.stringify(summary.body.content.definitions)).toContain('version 3');
  });
});

describe('other decision rules', () => {
  it('ask by their own figures from their first day on; a word that stands names the version of its day', async () => {
    const { test } = first;
    const practiceId = await givenPractice(test);
    const clinic = await givenClinic(test, practiceId);
    const [scheduler, nurse] = [
      await givenMember(test, practiceId, 'scheduler'),
      await givenMember(test, practiceId, 'nurse'),
    ];
    const physician = await givenMember(test, practiceId, 'physician');
    const room = new DecisionRoom(new Desk(test, clinic, scheduler, nurse), physician);
    const [before, after] = [await room.givenWay(['not at all'], 1), await room.givenWay(['not at all'], 1)];
    const asked = async () => (await room.look(after.seriesId)).prompts.map(({ code }) => code);
    expect(await asked()).not.toContain('series.non-response-repeated');
    await room.decide(before, { word: 'continue' });

    const today = civilDateAt(Date.now(), clinic.zone);
    const body = await written(
      'decision',
      {
        nonResponses: 1,
        afterStopDays: { ...clinicalPolicies.decision.figures.afterStopDays, 'no-response': 3 },
      },
      physician,
      today,
    );
    const preview = await post('decision/previews', questionOf(body), physician);
    expect(preview.body).toMatchObject({ figuresAnew: null, applies: { count: 2 } });
    await post('decision', body, physician).expect(201);
    expect(await room.look(after.seriesId)).toMatchObject({
      policy: { version: '3', author: physician.name },
    });
    expect(await asked()).toContain('series.non-response-repeated');
    const stopped = await room.decide(after, { word: 'stop', endReason: 'no-response' });
    expect(stopped.status, JSON.stringify(stopped.body)).toBe(201);
    const words = await test.database.rows<{ policy: string }>(
      `SELECT policy FROM decision WHERE practice_id = $1 ORDER BY decided_at`,
      [practiceId],
    );
    expect(words.map(({ policy }) => policy)).toEqual(['2', '3']);
    const [task] = await test.database.rows<{ due: string }>(
      `SELECT due_on::text AS due FROM follow_up_task WHERE patient_id = $1 AND kind = 'other-treatment'`,
      [after.patientId],
    );
    expect(task?.due).toBe(addCivilDays(today, 3));
    expect((await room.look(before.seriesId)).decisions[0]?.policy ?? '2').toBe('2');
  });
});

describe('other minutes for symptoms', () => {
  it('H15: tell the next role by the clinic’s own minutes', async () => {
    const { test } = first;
    const { physician, practiceId } = await givenStory();
    const patient = await givenPatient(test, practiceId);
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `INSERT INTO follow_up_task (practice_id, id, patient_id, kind, due_on, due_at, told)
         VALUES ($1, gen_random_uuid(), $2, 'symptom-emergency', now()::date, now() - interval '6 minutes', 'From home')`,
        [practiceId, patient.id],
      ),
    );
    const told = async () =>
      (await test.as(physician).get('/api/v1/follow-up-tasks/escalations')).body as {
        policyVersion: string;
        rows: unknown[];
      };
    expect(await told()).toMatchObject({ policyVersion: '1', rows: [] });
    const { minutesPastDue } = clinicalPolicies.escalation.figures;
    const sooner = { ...minutesPastDue['symptom-emergency'], physician: 5 };
    const body = await written(
      'escalation',
      { minutesPastDue: { ...minutesPastDue, 'symptom-emergency': sooner } },
      physician,
    );
    await post('escalation', body, physician).expect(201);
    const answer = await told();
    expect(answer).toMatchObject({
      policyVersion: '2',
      minutesPastDue: { 'symptom-emergency': { physician: 5 } },
    });
    expect(answer.rows).toHaveLength(1);
  });
});
