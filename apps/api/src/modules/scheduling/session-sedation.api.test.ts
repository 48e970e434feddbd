import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HoldView, SedationPreviewView, SessionView } from '@lull/contracts';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { codes, minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const preview = ({ id }: Pick<BookedSession, 'id'>, sedation: string, member = desk.scheduler) =>
  desk.test.as(member).post(`/api/v1/sessions/${id}/sedation-previews`).send({ sedation });
const replan = (session: BookedSession, at: number, sedation: string, member = desk.scheduler) =>
  desk.change(session, 'move', { ...desk.moveBody(at), sedation }, member);

/** Holds as what and when, whichever member of a pool serves, the patient told apart by her kind alone. */
const shape = (holds: readonly HoldView[], from: number): string[] =>
  holds
    .map(({ kind, stage, start, end }) =>
      [kind, stage, (start - from) / minutes(1), (end - from) / minutes(1)].join(' '),
    )
    .toSorted();

describe('another sedation level for a session that stands', () => {
  it('is shown before it is saved, changes nothing by being shown, and is then what was shown', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const session = await desk.givenSession({ at });
    const standing = (await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`))
      .body as SessionView;
    const answer = await preview(session, 'moderate');
    expect(answer.status).toBe(200);
    const shown = answer.body as SedationPreviewView;
    expect(shown).toMatchObject({
      from: 'none',
      to: 'moderate',
      accepted: true,
      refusals: [],
      confirmationVoided: false,
    });
    expect(
      shown.changes
        .filter(({ change }) => change !== 'same')
        .map(
          ({ change, before, after }) => `${change} ${(after ?? before)?.stage} ${(after ?? before)?.kind}`,
        )
        .toSorted(),
    ).toEqual(['added procedure sedation-nurse', 'longer recover patient', 'longer recover recovery-bay']);
    expect(shown.before).toMatchObject({
      fasting: [],
      escortNeeded: false,
      ownConsent: false,
      recoveryMinutes: 30,
      noDrivingUntil: null,
    });
    expect(shown.after).toMatchObject({
      fasting: [
        { intake: 'full-meal', stopAt: { at: at - minutes(8 * 60) } },
        { intake: 'light-meal', stopAt: { at: at - minutes(6 * 60) } },
        { intake: 'clear-liquids', stopAt: { at: at - minutes(2 * 60) } },
      ],
      escortNeeded: true,
      ownConsent: true,
      recoveryMinutes: 60,
      dischargeFrom: { at: at + minutes(90) },
    });
    const unchanged = await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`);
    expect(unchanged.body).toEqual(standing);

    const changed = (await replan(session, at, 'moderate')).body as SessionView;
    expect(changed).toMatchObject({ sedation: 'moderate', version: session.version + 1 });
    const ids = (holds: readonly (HoldView | null)[]) =>
      holds
        .flatMap((each) =>
          each === null ? [] : JSON.stringify([each.resourceId, each.stage, each.start, each.end]),
        )
        .toSorted();
    expect(ids(changed.holds)).toEqual(ids(shown.changes.map(({ after }) => after)));
  });

  it.each(['minimal', 'moderate', 'deep'])(
    'to %s holds what a fresh booking at that level holds',
    async (level) => {
      const [one, two] = [
        desk.clinic.at(desk.freshWeek(), 2, '10:00'),
        desk.clinic.at(desk.freshWeek(), 2, '10:00'),
      ];
      const session = await desk.givenSession({ at: one });
      const changed = (await replan(session, one, level)).body as SessionView;
      const series = await givenBookableSeries(desk.test, desk.clinic);
      const fresh = (await desk.givenSession({ at: two, sedation: level }, series)) as unknown as SessionView;
      expect(shape(changed.holds, one)).toEqual(shape(fresh.holds, two));
      const back = (await replan({ ...session, version: changed.version }, one, 'none')).body as SessionView;
      expect(shape(back.holds, one)).toEqual(shape((session as unknown as SessionView).holds, one));
    },
  );

  it('that does not fit is refused with its reason and the nearest free times, and leaves the session as it was', async () => {
    const week = desk.freshWeek();
    const at = desk.clinic.at(week, 3, '16:10');
    const session = await desk.givenSession({
      at,
      overrides: [{ code: 'scheduling.outside-block-time', reason: 'Agreed.' }],
    });
    const shown = (await preview(session, 'deep')).body as SedationPreviewView;
    expect(shown.accepted).toBe(false);
    expect(shown.changes).toEqual([]);
    expect(shown.refusals.map(({ code }) => code)).toContain('scheduling.outside-opening-hours');
    expect(shown.freeTimes.length).toBe(3);
    const answer = await replan(session, at, 'deep');
    expect(codes(answer)).toEqual(shown.refusals.map(({ code }) => code));
    const stands = (await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`))
      .body as SessionView;
    expect(stands).toMatchObject({ sedation: 'none', version: session.version });
  });

  it('says when the patient has confirmed already, which the change makes void', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 4, '09:00');
    const session = await desk.givenSession({ at });
    const confirmed = (await desk.change(session, 'steps', { to: 'confirmed' })).body as BookedSession;
    expect((await preview(confirmed, 'minimal')).body).toMatchObject({ confirmationVoided: true });
    const changed = await replan(confirmed, at, 'minimal');
    expect(changed.body).toMatchObject({ state: 'booked', confirmationVoided: true });
  });

  it('is not for whoever may not move sessions, and not of what is over or of another practice', async () => {
    const session = await desk.givenSession();
    expect((await preview(session, 'moderate', desk.nurse)).status).toBe(403);
    await desk.change(session, 'cancel', { reason: 'patient-request' });
    expect((await preview(session, 'moderate')).status).toBe(409);
  });
});
