import type { PreparationSheetView } from '@lull/contracts';
import { civilDateAt, type PreparationCode } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { arranging } from '../../testing/given-clinic.js';
import { minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { givenNothingToFear } from '../../testing/given-ready.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let physician: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
  await arrange(
    `UPDATE clinic SET phone = '+15550100', out_of_hours_text = 'At night call the hospital.' WHERE id = $1`,
    desk.clinic.clinicId,
  );
});
afterAll(() => desk.test.close());

const arrange = (statement: string, ...parameters: readonly unknown[]) =>
  desk.test.door.run(arranging(desk.clinic.practiceId), (tx) => tx.query(statement, parameters));

const sheetOf = async (sessionId: string, member = desk.scheduler): Promise<PreparationSheetView> => {
  const answer = await desk.test.as(member).get(`/api/v1/sessions/${sessionId}/preparation-sheet`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

const textOf = ({ lines }: PreparationSheetView, code: PreparationCode): string | undefined =>
  lines.find((line) => line.code === code)?.text.en;

const codesOf = ({ lines }: PreparationSheetView): string[] => lines.map(({ code }) => code);

async function sedated(at?: number): Promise<BookedSession> {
  const series = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' });
  await givenNothingToFear(desk.test, desk.clinic.practiceId, series.patientId);
  return desk.givenSession({ sedation: 'moderate', ...(at !== undefined && { at }) }, series);
}

const record = async (session: BookedSession, body: object, member = desk.nurse): Promise<void> => {
  const answer = await desk.test
    .as(member)
    .post(`/api/v1/sessions/${session.id}/evidence`)
    .set('Idempotency-Key', uuid())
    .send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

describe('the preparation sheet of a session', () => {
  it('S9, S10: says when to stop eating, by the clinic’s clocks, with the clinic’s own name and number', async () => {
    const session = await sedated(desk.clinic.at(desk.freshWeek(), 1, '13:00'));
    const sheet = await sheetOf(session.id);
    expect(textOf(sheet, 'no-full-meal-after')).toMatch(/After Mon \d+ \w{3} \d{4}, 05:00 E[SD]T: /);
    expect(textOf(sheet, 'clear-liquids-until')).toMatch(/Until Mon \d+ \w{3} \d{4}, 11:00 E[SD]T /);
    expect(textOf(sheet, 'bring-escort')).toContain('+15550100');
    expect(sheet).toMatchObject({
      patientName: 'Ada Nuñez',
      asked: true,
      clinic: { phone: '+15550100', outOfHoursText: 'At night call the hospital.' },
      texts: { version: '1' },
      policy: { version: '1' },
    });
    expect(sheet.lines.every(({ text }) => text.es !== text.en && text.es !== '')).toBe(true);
  });

  it('H3: says the times of the hour it was moved to, and of the sedation it was changed to', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic, {});
    await givenNothingToFear(desk.test, desk.clinic.practiceId, series.patientId);
    const one = desk.clinic.at(desk.freshWeek(), 1, '13:00');
    const session = await desk.givenSession({ at: one }, series);
    const before = await sheetOf(session.id);
    expect(codesOf(before)).toContain('nothing-special');
    const eight = one - minutes(300);
    const moved = await desk.change(session, 'move', { ...desk.moveBody(eight), sedation: 'moderate' });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    const after = await sheetOf(session.id);
    expect(codesOf(after)).not.toContain('nothing-special');
    expect(after.lines.find(({ code }) => code === 'no-full-meal-after')?.at).toBe(eight - minutes(481));
    expect(textOf(after, 'no-full-meal-after')).toMatch(/After Sun \d+ \w{3} \d{4}, 23:59 /);
    expect(after.startsAt.at).toBe(eight);
    expect(after.sessionVersion).toBeGreaterThan(before.sessionVersion);
  });

  it('names the escort for this time alone', async () => {
    const session = await sedated();
    const escort = {
      kind: 'escort-confirmed',
      outcome: 'met',
      particulars: { name: 'Sam Lee', phone: '+15550111' },
    };
    await record(session, escort);
    expect(textOf(await sheetOf(session.id), 'bring-escort')).toContain('home: Sam Lee.');
    const moved = await desk.change(session, 'move', desk.moveBody(session.start + minutes(60)));
    expect(moved.status).toBe(200);
    expect(textOf(await sheetOf(session.id), 'bring-escort')).not.toContain('Sam Lee');
  });

  it('H4: names no fasting time before the physician has signed, then those that were signed', async () => {
    const session = await sedated();
    await arrange(
      `UPDATE clinical_flag SET active = false, ended_at = now() WHERE patient_id = $1 AND kind = 'diabetes'`,
      session.patientId,
    );
    const unasked = await sheetOf(session.id);
    expect(unasked.notes).toContainEqual({
      code: 'fasting-not-asked',
      text: expect.stringContaining('diabetes'),
    });
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      kind: 'diabetes',
      state: 'present',
    });
    const unsigned = await sheetOf(session.id);
    expect(codesOf(unsigned)).toEqual(
      expect.arrayContaining(['fasting-clinic-calls', 'diabetes-clinic-calls']),
    );
    expect(codesOf(unsigned)).not.toContain('no-full-meal-after');
    expect(unsigned.notes.map(({ code }) => code)).toEqual([
      'fasting-not-signed',
      'glucose-plan-open',
      'escort-not-named',
    ]);
    await record(
      session,
      { kind: 'fasting-signed-off', outcome: 'met', particulars: { physician: 'Dr Osei' } },
      physician,
    );
    expect(codesOf(await sheetOf(session.id))).toContain('no-full-meal-after');
  });

  it('H7: leaves the blood thinner to the prescriber, and names no drug', async () => {
    const session = await sedated();
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    const sheet = await sheetOf(session.id);
    expect(textOf(sheet, 'blood-thinner-as-agreed')).toContain('as agreed with your prescriber');
    expect(JSON.stringify(sheet)).not.toContain('apixaban');
  });

  it('H23: is in the patient’s language where it is written in it, and says so where it is not', async () => {
    const session = await sedated();
    const speaks = async (language: string) => {
      await arrange(`UPDATE patient SET language = $2 WHERE id = $1`, session.patientId, language);
      return (await sheetOf(session.id)).language;
    };
    expect([await speaks('es-MX'), await speaks('en'), await speaks('vi')]).toEqual(['es', 'en', null]);
  });

  it('is asked for no more when the session is cancelled, and known to nobody of another practice', async () => {
    const session = await sedated();
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'physician');
    const path = `/api/v1/sessions/${session.id}/preparation-sheet`;
    expect((await desk.test.as(stranger).get(path)).status).toBe(404);
    const cancelled = await desk.change(session, 'cancel', { reason: 'patient-ill' });
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200);
    expect(await sheetOf(session.id)).toMatchObject({ asked: false, state: 'cancelled' });
  });

  it('leaves in the trail who saw it', async () => {
    const session = await sedated();
    await sheetOf(session.id, desk.nurse);
    const trail = await desk.test.database.rows<{ patients: number }>(
      `SELECT cardinality(patient_ids) AS patients FROM audit_event
        WHERE resource = 'preparation-sheet' AND resource_id = $1`,
      [session.id],
    );
    expect(trail).toEqual([{ patients: 1 }]);
  });
});

describe('the preparation sheets of a day', () => {
  it('are those of the sessions that still stand, by the hour, and of nobody who is not staff', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 2, '09:00');
    const later = await desk.givenSession({ at: at + minutes(120) });
    const first = await desk.givenSession({ at });
    const gone = await desk.givenSession({ at: at + minutes(60), room: 1, physician: 1 });
    await desk.change(gone, 'cancel', { reason: 'patient-ill' });
    const path = `/api/v1/clinics/${desk.clinic.clinicId}/days/${civilDateAt(at, desk.clinic.zone)}/preparation-sheets`;
    const answer = await desk.test.as(desk.scheduler).get(path);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const sheets = answer.body as PreparationSheetView[];
    expect(sheets.map(({ sessionId }) => sessionId)).toEqual([first.id, later.id]);
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    expect((await desk.test.as(administrator).get(path)).status).toBe(403);
    expect((await desk.test.as(desk.scheduler).get(path.replace(/\d{4}-/, 'soon-'))).status).toBe(400);
  });
});
