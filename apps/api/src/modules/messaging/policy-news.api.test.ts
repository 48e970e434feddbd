import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadinessPolicyPreviewView, ReadinessPolicyView } from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { once } from '../../testing/given-outcomes.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let post: PostRoom;
let physician: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  post = await PostRoom.at(desk);
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
});
afterAll(() => desk.test.close());

/** A sedated session, of which the patient knows by e-mail and text message. */
async function givenTold(): Promise<BookedSession> {
  const session = await desk.givenSession({}, await post.givenReachable({}, { sedation: 'moderate' }));
  await post.afterGrace();
  return session;
}

/** A further version, with an hour more for a full meal, from tomorrow on. */
async function nextVersion(tellPatients?: boolean): Promise<ReadinessPolicyPreviewView> {
  const as = desk.test.as(physician);
  const [newest] = (await as.get('/api/v1/readiness-policies')).body as ReadinessPolicyView[];
  if (newest === undefined) throw new Error('There is no policy.');
  const { fasting } = newest.figures;
  const asked = {
    basedOnVersion: newest.version,
    effectiveFrom: addCivilDays(civilDateAt(Date.now(), desk.clinic.zone), 1),
    figures: {
      ...newest.figures,
      fasting: {
        ...fasting,
        minutes: { ...fasting.minutes, 'full-meal': fasting.minutes['full-meal'] + 60 },
      },
    },
  };
  const preview = await as.post('/api/v1/readiness-policy-previews').send(asked);
  const answer = await as
    .post('/api/v1/readiness-policies')
    .set(...once())
    .send({ ...asked, source: 'A test', ...(tellPatients !== undefined && { tellPatients }) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return preview.body as ReadinessPolicyPreviewView;
}

const ofPreparation = async ({ patientId }: BookedSession) =>
  (await post.story(patientId)).filter((line) => !line.startsWith('confirmation'));
const sent = ['preparation by email: sent', 'preparation by sms: sent'];

describe('a version by which patients fast at other times', () => {
  it('tells them the new times where its author has them told, and says before how many', async () => {
    const [session, unsedated] = [
      await givenTold(),
      await desk.givenSession({}, await post.givenReachable()),
    ];
    await post.afterGrace();
    const { toTell, otherFast } = await nextVersion(true);
    expect([toTell, otherFast.count]).toEqual([1, 1]);
    await post.afterGrace();
    expect(await ofPreparation(session)).toEqual(sent);
    expect(await ofPreparation(unsedated)).toEqual([]);
    const after = await post.textOf(session.patientId, 'preparation', 'email');
    expect(after.text?.body).toContain('How to prepare has changed. Only what stands here counts now');
  });

  it('sends nothing where its author did not ask for it', async () => {
    const session = await givenTold();
    await nextVersion();
    await nextVersion(false);
    await post.afterGrace();
    expect(await ofPreparation(session)).toEqual([]);
  });

  it('is told once beside a move, which tells the new times with it', async () => {
    const session = await givenTold();
    await nextVersion(true);
    await desk.change(session, 'move', desk.moveBody(session.start + 3_600_000));
    await post.afterGrace();
    await post.afterGrace();
    expect(await ofPreparation(session)).toEqual(['moved by email: sent', 'moved by sms: sent']);
  });

  it('is told when the move was undone, of which nothing is said', async () => {
    const session = await givenTold();
    await nextVersion(true);
    const moved = await desk.change(session, 'move', desk.moveBody(session.start + 3_600_000));
    await desk.change(moved.body as BookedSession, 'move', desk.moveBody(session.start));
    await post.afterGrace();
    await post.afterGrace();
    expect(await ofPreparation(session)).toEqual([
      'change by email: skipped (undone)',
      'change by sms: skipped (undone)',
      ...sent,
    ]);
  });
});
