import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type {
  ProcedureTypeSettingsView,
  ProfileBookingsView,
  ProfilePreviewView,
  ProfileStageView,
  ResourceProfileView,
  SessionView,
} from '@lull/contracts';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { codes, minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
let physician: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
});
afterAll(() => desk.test.close());

const get = (path: string, member = administrator) => desk.test.as(member).get(`/api/v1/${path}`);
const post = (path: string, body: object, member = administrator, key = uuid()) =>
  desk.test.as(member).post(`/api/v1/${path}`).set('Idempotency-Key', key).send(body);
const patch = (path: string, version: number, body: object, member = administrator) =>
  desk.test.as(member).patch(`/api/v1/${path}`).set('If-Match', `"v${version}"`).send(body);

async function lsb(member = administrator): Promise<ProcedureTypeSettingsView> {
  const types = (await get('procedure-types', member)).body as ProcedureTypeSettingsView[];
  const found = types.find(({ code }) => code === 'LSB');
  if (found === undefined) throw new Error('The clinic of the tests has LSB.');
  return found;
}

async function profileOf(sedation: string): Promise<ResourceProfileView> {
  const found = (await lsb()).profiles.find((each) => each.sedation === sedation);
  if (found === undefined) throw new Error(`LSB has no profile for ${sedation}.`);
  return found;
}

const recovering = (
  { stages }: Pick<ResourceProfileView, 'stages'>,
  minutesLong: number,
): ProfileStageView[] =>
  stages.map((stage) =>
    stage.kind === 'recover' ? { ...stage, to: { anchor: 'end', minutes: minutesLong } } : stage,
  );

/** How long the patient recovers by what is held, in minutes. */
const recoveryOf = ({ holds }: SessionView): number[] =>
  holds
    .filter(({ stage, kind }) => stage === 'recover' && kind === 'patient')
    .map(({ start, end }) => (end - start) / minutes(1));

describe('the profiles of procedures', () => {
  it('are read by all staff, with the stages of every level', async () => {
    for (const member of [administrator, physician, desk.nurse, desk.scheduler]) {
      const type = await lsb(member);
      expect(type.profiles.map(({ sedation }) => sedation)).toEqual(['none', 'minimal', 'moderate', 'deep']);
      expect(type.profiles[2]?.stages.map(({ kind }) => kind)).toEqual([
        'prepare',
        'procedure',
        'turnover',
        'recover',
      ]);
    }
  });

  it('are changed by administrators and physicians alone', async () => {
    const profile = await profileOf('deep');
    const change = { stages: recovering(profile, 75) };
    for (const member of [desk.scheduler, desk.nurse])
      expect((await patch(`resource-profiles/${profile.id}`, profile.version, change, member)).status).toBe(
        403,
      );
    const changed = await patch(`resource-profiles/${profile.id}`, profile.version, change, physician);
    expect(changed.status).toBe(200);
    expect(changed.headers['etag']).toBe(`"v${profile.version + 1}"`);
    expect((await profileOf('deep')).stages).toEqual(change.stages);
  });

  it('are refused with everything that is wrong, each with its field, and stand as they were', async () => {
    const profile = await profileOf('moderate');
    const stages = recovering(profile, 10).map((stage) =>
      stage.kind === 'procedure'
        ? { ...stage, needs: stage.needs.filter(({ resourceKind }) => resourceKind !== 'sedation-nurse') }
        : stage,
    );
    const answer = await patch(`resource-profiles/${profile.id}`, profile.version, { stages });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([
      { code: 'profile.sedation-nurse-missing', pointer: '/stages/1/needs' },
      { code: 'profile.recovery-too-short', pointer: '/stages/3/to' },
    ]);
    expect(await profileOf('moderate')).toEqual(profile);
    const preview = await post(`procedure-types/${profile.procedureTypeId}/profile-previews`, {
      sedation: 'moderate',
      stages,
    });
    expect((preview.body as ProfilePreviewView).refusals.map(({ code }) => code)).toEqual(codes(answer));
  });

  it('change only what was read: somebody else’s change makes it stale', async () => {
    const profile = await profileOf('deep');
    const answer = await patch(`resource-profiles/${profile.id}`, profile.version - 1, {
      stages: profile.stages,
    });
    expect(answer.status).toBe(412);
    expect(codes(answer)).toEqual(['stale']);
  });

  it('of another practice look like none', async () => {
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'administrator');
    const profile = await profileOf('none');
    const { stages } = profile;
    const answers = await Promise.all([
      patch(`resource-profiles/${profile.id}`, profile.version, { stages }, stranger),
      get(`resource-profiles/${profile.id}/bookings`, stranger),
      post(`procedure-types/${profile.procedureTypeId}/profiles`, { sedation: 'none', stages }, stranger),
      get(`clinics/${desk.clinic.clinicId}/resources`, stranger),
      patch(`resources/${desk.clinic.rooms[0]}`, 1, { skills: [] }, stranger),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await get('procedure-types', stranger)).body).toEqual([]);
  });

  it('decide about what is booked afterwards; what stands keeps its holds until it is planned anew', async () => {
    const week = desk.freshWeek();
    const series = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'minimal' });
    const standing = await desk.givenSession({ at: desk.clinic.at(week, 1, '09:00') }, series);
    const profile = await profileOf('minimal');
    const stages = recovering(profile, 90);

    const preview = (
      await post(`procedure-types/${profile.procedureTypeId}/profile-previews`, {
        sedation: 'minimal',
        stages,
      })
    ).body as ProfilePreviewView;
    expect(preview).toMatchObject({
      accepted: true,
      advisories: [],
      booked: { upcoming: 1, holdOtherwise: 1 },
    });
    expect(preview.booked?.looked).toMatchObject([{ sessionId: standing.id, refusals: [] }]);
    expect(await profileOf('minimal')).toEqual(profile);

    expect((await patch(`resource-profiles/${profile.id}`, profile.version, { stages })).status).toBe(200);
    const kept = (await get(`sessions/${standing.id}`, desk.scheduler)).body as SessionView;
    expect(recoveryOf(kept)).toEqual([45]);
    const other = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'minimal' });
    const booked = await desk.givenSession({ at: desk.clinic.at(week, 1, '11:00') }, other);
    expect(recoveryOf(booked as unknown as SessionView)).toEqual([90]);

    const otherwise = async () =>
      ((await get(`resource-profiles/${profile.id}/bookings`)).body as ProfileBookingsView).looked.map(
        ({ sessionId }) => sessionId,
      );
    expect(await otherwise()).toEqual([standing.id]);
    const moved = await desk.change(standing, 'move', desk.moveBody(desk.clinic.at(week, 1, '09:00')));
    expect(recoveryOf(moved.body as SessionView)).toEqual([90]);
    expect(await otherwise()).toEqual([]);
    const trail = await desk.test.database.rows<{ action: string; change: object }>(
      `SELECT action, change FROM audit_event WHERE resource = 'resource-profile' AND resource_id = $1`,
      [profile.id],
    );
    expect(trail.map(({ action, change }) => [action, Object.keys(change).toSorted()])).toEqual([
      ['update', ['stages', 'version']],
    ]);
  });

  it('say of a session that would no longer fit what stands in its way', async () => {
    const week = desk.freshWeek();
    const late = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' });
    const session = await desk.givenSession({ at: desk.clinic.at(week, 2, '15:20') }, late);
    const profile = await profileOf('moderate');
    const answer = await post(`procedure-types/${profile.procedureTypeId}/profile-previews`, {
      sedation: 'moderate',
      stages: recovering(profile, 150),
    });
    const { booked } = answer.body as ProfilePreviewView;
    const found = booked?.looked.find(({ sessionId }) => sessionId === session.id);
    expect(found?.refusals.map(({ code }) => code)).toEqual(['scheduling.outside-opening-hours']);
  });

  it('are copied to a new procedure, which can be booked then', async () => {
    const { stages } = await profileOf('none');
    const wish = {
      code: 'SGB',
      name: 'Stellate ganglion block',
      durationMinutes: 20,
      usesXRay: true,
      usesContrast: false,
    };
    const key = uuid();
    const made = await post('procedure-types', wish, administrator, key);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...wish, version: 1, profiles: [] });
    expect((await post('procedure-types', wish, administrator, key)).body).toEqual(made.body);
    expect(codes(await post('procedure-types', wish))).toEqual(['profile.code-taken']);

    const { id } = made.body as ProcedureTypeSettingsView;
    const tooLittle = await post(`procedure-types/${id}/profiles`, { sedation: 'moderate', stages });
    expect(codes(tooLittle)).toEqual(['profile.sedation-nurse-missing']);
    expect((await post(`procedure-types/${id}/profiles`, { sedation: 'none', stages })).status).toBe(201);
    expect(codes(await post(`procedure-types/${id}/profiles`, { sedation: 'none', stages }))).toEqual([
      'profile.exists-already',
    ]);
    const longer = await patch(`procedure-types/${id}`, 1, { durationMinutes: 25 });
    expect(longer.body).toMatchObject({ version: 2, durationMinutes: 25, name: wish.name });
  });
});

describe('pools and qualifications', () => {
  it('a room is booked only with the skill that the profile asks of it', async () => {
    const practiceId = await givenPractice(desk.test);
    const clinic = await givenClinic(desk.test, practiceId);
    const here = desk.at(clinic, await givenMember(desk.test, practiceId, 'scheduler'));
    const chief = await givenMember(desk.test, practiceId, 'administrator');
    const [type] = (await get('procedure-types', chief)).body as ProcedureTypeSettingsView[];
    const profile = type?.profiles.find(({ sedation }) => sedation === 'none');
    if (profile === undefined) throw new Error('LSB has a profile without sedation.');
    const stages = profile.stages.map((stage) =>
      stage.kind === 'procedure'
        ? {
            ...stage,
            needs: stage.needs.map((need) =>
              need.resourceKind === 'room' ? { ...need, skill: 'fluoroscopy' } : need,
            ),
          }
        : stage,
    );
    const preview = await post(
      `procedure-types/${profile.procedureTypeId}/profile-previews`,
      { sedation: 'none', stages },
      chief,
    );
    expect((preview.body as ProfilePreviewView).advisories.map(({ code }) => code)).toEqual([
      'profile.need-cannot-be-met',
    ]);
    expect((await patch(`resource-profiles/${profile.id}`, profile.version, { stages }, chief)).status).toBe(
      200,
    );

    const series = await givenBookableSeries(desk.test, clinic);
    const at = clinic.at(3, 2, '10:00');
    expect(codes(await here.book(series, { at }))).toEqual(['scheduling.resource-unqualified']);
    const equipped = await patch(`resources/${clinic.rooms[0]}`, 1, { skills: ['Fluoroscopy '] }, chief);
    expect(equipped.body).toMatchObject({ version: 2, skills: ['fluoroscopy'] });
    expect((await here.book(series, { at })).status).toBe(201);

    const found = await desk.test
      .as(here.scheduler)
      .post('/api/v1/sessions/slots')
      .send({ seriesId: (await givenBookableSeries(desk.test, clinic)).seriesId, clinicId: clinic.clinicId });
    const rooms = new Set((found.body as { slots: { roomId: string }[] }).slots.map(({ roomId }) => roomId));
    expect([...rooms]).toEqual([clinic.rooms[0]]);

    const held = await patch(`resources/${clinic.rooms[0]}`, 2, { active: false }, chief);
    expect(codes(held)).toEqual(['profile.resource-still-held']);
    expect((await patch(`resources/${clinic.rooms[1]}`, 1, { active: false }, chief)).body).toMatchObject({
      active: false,
    });
    expect((await patch(`resources/${clinic.rooms[0]}`, 2, { active: false }, here.scheduler)).status).toBe(
      403,
    );
  });

  it('only a nurse is shared, and a name stands once', async () => {
    const path = `clinics/${desk.clinic.clinicId}/resources`;
    const shared = await post(path, { kind: 'nurse', name: 'RN Ruiz', lanes: 2, skills: ['recovery'] });
    expect((shared.body as { name: string }[]).map(({ name }) => name)).toEqual([
      'RN Ruiz, lane 1',
      'RN Ruiz, lane 2',
    ]);
    expect(codes(await post(path, { kind: 'sedation-nurse', name: 'RN Sato', lanes: 2 }))).toEqual([
      'profile.not-shareable',
    ]);
    expect(codes(await post(path, { kind: 'nurse', name: 'RN Ruiz, lane 2' }))).toEqual([
      'profile.resource-name-taken',
    ]);
    const listed = (await get(path, desk.nurse)).body as { kind: string; name: string }[];
    expect(listed.filter(({ kind }) => kind === 'nurse').map(({ name }) => name)).toEqual([
      'RN Ruiz, lane 1',
      'RN Ruiz, lane 2',
    ]);
  });
});
