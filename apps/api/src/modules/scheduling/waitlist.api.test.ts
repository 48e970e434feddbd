import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FreedTimeCandidatesView, FreedTimeView, WaitlistCandidateView } from '@lull/contracts';
import { v4, v7 as uuid } from 'uuid';
import { overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { codes, minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
let room: WaitingRoom;
beforeAll(async () => {
  desk = await startDesk();
  room = new WaitingRoom(desk);
});
afterAll(() => desk.test.close());

const freshTime = () => desk.clinic.at(desk.freshWeek(), 1, '09:00');

/** Nobody waits when a story begins, so that its ranking is its own. */
async function emptyWaitlist(): Promise<void> {
  for (const entry of (await room.list()).entries) {
    const answer = await room.withdraw(entry);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
}

async function candidatesFor(freed: FreedTimeView): Promise<readonly WaitlistCandidateView[]> {
  const answer = await room.candidates(freed);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as FreedTimeCandidatesView).candidates;
}

const reasons = (candidate: WaitlistCandidateView | undefined) => candidate?.refusals.map(({ code }) => code);

describe('the waitlist', () => {
  it('takes a series once at a time, with what the patient wishes', async () => {
    const { entry, ...series } = await room.givenWaiting({
      weekdays: [1, 3],
      halfOfDay: 'morning',
      physicianId: desk.clinic.physicians[0],
      priority: 'urgent',
      note: 'Lives round the corner',
    });
    expect(entry).toMatchObject({
      state: 'waiting',
      patientId: series.patientId,
      weekdays: [1, 3],
      halfOfDay: 'morning',
      priority: 'urgent',
      sessionId: null,
    });
    const again = await room.wait(series);
    expect([again.status, codes(again)]).toEqual([409, ['waitlist.waits-already']]);
  });

  it('refuses wishes that no day could meet, and series, clinics and physicians of nobody', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const backward = await room.wait(series, { from: room.dayIn(5), until: room.dayIn(4) });
    expect(backward.body.errors).toEqual([
      expect.objectContaining({ code: 'waitlist.window-backward', pointer: '/until' }),
    ]);
    expect((await room.wait({ ...series, seriesId: uuid() })).status).toBe(404);
    expect((await room.wait(series, { clinicId: uuid() })).status).toBe(404);
    expect((await room.wait(series, { physicianId: desk.clinic.rooms[0] })).status).toBe(404);
    expect((await room.wait(series, { weekdays: [8] })).status).toBe(422);
  });

  it('is changed at the version that was read, and left once', async () => {
    const { entry } = await room.givenWaiting();
    const changed = await room.change(entry, { noticeHours: 2 });
    expect([changed.status, changed.body.noticeHours, changed.body.version]).toEqual([200, 2, 2]);
    expect((await room.change(entry, { noticeHours: 3 })).status).toBe(412);
    expect((await room.withdraw(changed.body)).body.state).toBe('withdrawn');
    expect(codes(await room.withdraw({ id: entry.id, version: 3 }))).toEqual(['waitlist.entry-over']);
  });

  it('is kept by the desk and seen by the wards; who could be ready is not for administrators', async () => {
    const { entry, ...series } = await room.givenWaiting();
    const { freed } = await room.givenFreed(freshTime());
    expect((await room.list(desk.nurse)).entries.map(({ id }) => id)).toContain(entry.id);
    expect((await room.candidates(freed, desk.nurse)).status).toBe(200);
    expect((await room.wait(series, {}, desk.nurse)).status).toBe(403);
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    expect((await room.candidates(freed, administrator)).status).toBe(403);
    expect((await room.list(administrator)).entries.map(({ id }) => id)).toContain(entry.id);
  });

  it('is left by whoever gets a session, whichever way it was booked', async () => {
    const { entry, ...series } = await room.givenWaiting();
    const session = await desk.givenSession({}, series);
    expect((await room.list()).entries.map(({ id }) => id)).not.toContain(entry.id);
    const [row] = await desk.test.database.rows(
      `SELECT state, session_id FROM waitlist_entry WHERE id = $1`,
      [entry.id],
    );
    expect(row).toEqual({ state: 'placed', session_id: session.id });
  });
});

describe('a freed time', () => {
  it('stands on the list when a session is cancelled or moved away, until a session takes it', async () => {
    const at = freshTime();
    const { freed } = await room.givenFreed(at);
    expect(freed).toMatchObject({ cause: 'cancelled', start: at, end: at + minutes(30), offer: null });
    const session = await desk.givenSession({ at });
    expect((await room.list()).freedTimes.map(({ id }) => id)).not.toContain(freed.id);
    const moved = await desk.change(session, 'move', desk.moveBody(at + minutes(90)));
    expect(moved.status).toBe(200);
    expect((await room.list()).freedTimes.filter(({ start }) => start === at)).toEqual([
      expect.objectContaining({ cause: 'moved' }),
    ]);
  });

  it('that has passed is no use to anybody, and one can be taken off the list', async () => {
    const { freed } = await room.givenFreed(freshTime());
    const closed = await room.post(`freed-times/${freed.id}/close`, {}, freed);
    expect(closed.status).toBe(200);
    expect((await room.list()).freedTimes.map(({ id }) => id)).not.toContain(freed.id);
    expect(codes(await room.offer({ ...freed, version: freed.version + 1 }, {}))).toEqual([
      'waitlist.time-over',
    ]);
    const past = (await room.givenFreed(freshTime())).freed;
    await room.inPractice(
      `UPDATE freed_time SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE practice_id = $1 AND id = $2`,
      [past.id],
    );
    expect((await room.list()).freedTimes.map(({ id }) => id)).not.toContain(past.id);
  });

  it('names who fits, in order, and every reason against the others', async () => {
    await emptyWaitlist();
    const at = freshTime();
    const { freed } = await room.givenFreed(at);
    const normal = await room.givenWaiting();
    const urgent = await room.givenWaiting({ priority: 'urgent' });
    const asked = await room.givenWaiting();
    const anticoagulated = await room.givenWaiting();
    const afternoon = await room.givenWaiting({ halfOfDay: 'afternoon', weekdays: [2] });
    const tooSoon = await room.givenWaiting({}, { minimumIntervalDays: 14 });
    await desk.givenSession({ at: at - minutes(7 * 24 * 60) }, tooSoon);
    const waitsAgain = await room.wait(tooSoon);
    const unauthorised = await room.givenWaiting();
    for (const { patientId } of [normal, urgent, afternoon, tooSoon, unauthorised])
      await flag(patientId, 'anticoagulant', 'absent');
    await flag(anticoagulated.patientId, 'anticoagulant', 'present');
    for (const { seriesId, patientId } of [normal, urgent, anticoagulated])
      await authorise(seriesId, patientId, 3);
    await authorise(unauthorised.seriesId, unauthorised.patientId, 0);

    const candidates = await candidatesFor(freed);
    const of = (id: string) => candidates.find(({ entry }) => entry.id === id);
    expect(candidates.slice(0, 2).map(({ entry, fit }) => [entry.id, fit])).toEqual([
      [urgent.entry.id, 'fits'],
      [normal.entry.id, 'fits'],
    ]);
    expect(of(asked.entry.id)).toMatchObject({
      fit: 'ask-first',
      advisories: [{ code: 'waitlist.ask-anticoagulant' }, { code: 'waitlist.ask-authorisation' }],
    });
    expect(reasons(of(anticoagulated.entry.id))).toEqual(['waitlist.anticoagulant-undecided']);
    expect(reasons(of(afternoon.entry.id))).toEqual([
      'waitlist.weekday-not-wished',
      'waitlist.half-of-day-not-wished',
    ]);
    expect(reasons(of(waitsAgain.body.id))).toEqual(['series.interval-too-short']);
    expect(reasons(of(unauthorised.entry.id))).toEqual(['waitlist.not-authorised']);
  });

  it('tells nothing of a drug but that a decision is wanted, and counts one that was made for that day', async () => {
    await emptyWaitlist();
    const at = freshTime();
    const { freed } = await room.givenFreed(at);
    const waiting = await room.givenWaiting();
    const drug = { kind: 'anticoagulant', state: 'present', substance: 'Clopidogrel' };
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, waiting.patientId, drug);
    const [before] = await candidatesFor(freed);
    expect(before?.refusals.map(({ detail }) => detail)).toEqual([
      "The prescriber's decision about the anticoagulant is not recorded for this day.",
    ]);
    const session = await desk.givenSession({ at: at + minutes(120) }, waiting);
    const decided = await desk.test
      .as(desk.nurse)
      .post(`/api/v1/sessions/${session.id}/evidence`)
      .set('Idempotency-Key', v4())
      .send({
        kind: 'anticoagulant-decision',
        outcome: 'met',
        particulars: { prescriber: 'Dr Osei', decision: 'as in the letter' },
      });
    expect(decided.status, JSON.stringify(decided.body)).toBe(200);
    await desk.change(session, 'cancel', { reason: 'equipment-failure' });
    await room.wait(waiting);
    expect((await candidatesFor(freed))[0]?.refusals).toEqual([]);
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, waiting.patientId, {
      ...drug,
      substance: 'apixaban',
    });
    expect(reasons((await candidatesFor(freed))[0])).toEqual(['waitlist.anticoagulant-undecided']);
  });

  it('an hour from now is for nobody who would be sedated, and for nobody who needs a day', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    await room.inPractice(
      `UPDATE freed_time SET starts_at = now() + interval '1 hour', ends_at = now() + interval '2 hours' WHERE practice_id = $1 AND id = $2`,
      [freed.id],
    );
    const sedated = await room.givenWaiting({ noticeHours: 0 }, { sedation: 'moderate' });
    const slow = await room.givenWaiting({ noticeHours: 24 });
    const candidates = await candidatesFor(freed);
    const of = (id: string) => candidates.find(({ entry }) => entry.id === id);
    expect(reasons(of(sedated.entry.id))).toContain('waitlist.fasting-too-late');
    expect(reasons(of(slow.entry.id))).toContain('waitlist.notice-too-short');
    expect(reasons(of(slow.entry.id))).not.toContain('waitlist.fasting-too-late');
  });

  it('goes to who said yes on the telephone in one step', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const { entry } = await room.givenWaiting();
    const answer = await room.book(freed, entry.id);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body).toMatchObject({ start: freed.start, patientId: entry.patientId });
    expect(await room.stateOf('waitlist_entry', entry.id)).toBe('placed');
    expect(codes(await room.book(freed, entry.id))).toEqual(['waitlist.time-over']);
  });
});

describe('an offer', () => {
  it('holds the time for one patient until the answer, and a yes is a session', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const { entry } = await room.givenWaiting();
    const other = await room.givenWaiting();
    const answer = await room.offer(freed, { entryId: entry.id, minutes: 20 });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const offered = answer.body as FreedTimeView;
    expect(offered).toMatchObject({
      goesOn: false,
      offer: { purpose: 'offer', entryId: entry.id, state: 'held' },
    });
    expect(codes(await room.offer(offered, { entryId: other.entry.id }))).toEqual(['waitlist.offer-stands']);
    expect(codes(await desk.book(other, { at: freed.start }))).toContain('scheduling.resource-held');
    if (offered.offer === null) throw new Error('There is no offer.');
    const accepted = await room.bookHeld(offered.offer);
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(201);
    expect(await room.stateOf('waitlist_entry', entry.id)).toBe('placed');
    expect((await room.list()).freedTimes.map(({ id }) => id)).not.toContain(freed.id);
    expect(await room.orphanHolds()).toBe(0);
  });

  it('is refused to who cannot take it, with every reason', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const { entry, patientId } = await room.givenWaiting({ halfOfDay: 'afternoon' });
    await flag(patientId, 'anticoagulant', 'present');
    expect(codes(await room.offer(freed, { entryId: entry.id }))).toEqual([
      'waitlist.half-of-day-not-wished',
      'waitlist.anticoagulant-undecided',
    ]);
    expect(codes(await room.offer(freed, {}))).toEqual(['waitlist.nobody-fits']);
  });

  it('that is declined leaves the next to the scheduler, who sees who was asked', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const first = await room.givenWaiting({ priority: 'urgent' });
    const second = await room.givenWaiting();
    const offer = (await room.offer(freed, {})).body.offer;
    expect(offer.entryId).toBe(first.entry.id);
    expect((await room.giveBack(offer)).status).toBe(200);
    await room.sweep();
    const [now] = (await room.list()).freedTimes.filter(({ id }) => id === freed.id);
    expect(now).toMatchObject({ offer: null, goesOn: false });
    expect(await room.stateOf('waitlist_entry', first.entry.id)).toBe('waiting');
    const candidates = await candidatesFor(freed);
    expect(candidates.find(({ entry }) => entry.id === first.entry.id)?.asked).toBe('declined');
    if (now === undefined) throw new Error('The time is gone.');
    expect((await room.offer(now, {})).body.offer.entryId).toBe(second.entry.id);
  });

  it('of a round goes to the next by itself: declined at once, unanswered by the sweep, and then ends', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const entries = [
      await room.givenWaiting({ priority: 'urgent' }),
      await room.givenWaiting({ priority: 'soon' }),
      await room.givenWaiting(),
    ].map(({ entry }) => entry.id);
    const standing = async () => {
      const found = (await room.list()).freedTimes.find(({ id }) => id === freed.id);
      if (found === undefined) throw new Error('The time is gone.');
      return found;
    };
    await room.offer(freed, { goOn: true });
    const first = (await standing()).offer;
    if (first === null) throw new Error('Nobody was asked.');
    expect(first.entryId).toBe(entries[0]);
    await room.giveBack(first);
    const second = (await standing()).offer;
    expect([second?.entryId, second?.heldBy.memberId]).toEqual([entries[1], desk.scheduler.memberId]);
    await room.letExpire(second?.id ?? '');
    await Promise.all([room.sweep(), room.sweep(), room.sweep()]);
    await room.sweep();
    const third = (await standing()).offer;
    expect(third?.entryId).toBe(entries[2]);
    expect(await room.stateOf('waitlist_entry', entries[1] ?? '')).toBe('waiting');
    await room.letExpire(third?.id ?? '');
    await room.sweep();
    await room.sweep();
    expect(await standing()).toMatchObject({ offer: null, goesOn: false });
    expect(await room.orphanHolds()).toBe(0);
  });

  it('is over for who leaves the list, and its time is free', async () => {
    await emptyWaitlist();
    const { freed } = await room.givenFreed(freshTime());
    const { entry } = await room.givenWaiting();
    await room.offer(freed, {});
    const offered = (await room.list()).entries.find(({ id }) => id === entry.id);
    expect(offered?.state).toBe('offered');
    expect((await room.withdraw(offered ?? entry)).body.state).toBe('withdrawn');
    await desk.givenSession({ at: freed.start });
    expect(await room.orphanHolds()).toBe(0);
  });

  it('and a booking that come at once have one winner, and no hold is left behind', async () => {
    for (let round = 0; round < 6; round += 1) {
      await emptyWaitlist();
      const { freed } = await room.givenFreed(freshTime());
      const { entry } = await room.givenWaiting();
      const rival = await givenBookableSeries(desk.test, desk.clinic);
      const [offered, booked, twin] = await Promise.all([
        room.offer(freed, { entryId: entry.id }),
        desk.book(rival, { at: freed.start }),
        room.offer(freed, { entryId: entry.id }),
      ]);
      const won = [offered, booked, twin].filter(({ status }) => status === 201);
      expect(won.map(({ status }) => status)).toEqual([201]);
      expect([offered, booked, twin].filter(({ status }) => status >= 500)).toEqual([]);
      expect(await room.stateOf('waitlist_entry', entry.id)).toBe(
        booked.status === 201 ? 'waiting' : 'offered',
      );
    }
    expect(await room.orphanHolds()).toBe(0);
    expect(await overlappingHolds(desk.test)).toBe(0);
  });
});

function flag(patientId: string, kind: string, state: string): Promise<string> {
  return givenClinicalFlag(desk.test, desk.clinic.practiceId, patientId, { kind, state });
}

function authorise(seriesId: string, patientId: string, units: number): Promise<void> {
  return room.inPractice(
    `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
     VALUES ($1, gen_random_uuid(), $2, $3, 'Payer', 'A1', 'left', '{64520}', $4, '2020-01-01', '2099-12-31')`,
    [patientId, seriesId, units],
  );
}
