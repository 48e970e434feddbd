import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessagePreviewsView } from '@lull/contracts';
import { arranging } from '../../testing/given-clinic.js';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, givenPractice } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const ask = (language: string, sedation: string, member = desk.nurse) =>
  desk.test
    .as(member)
    .get(`/api/v1/clinics/${desk.clinic.clinicId}/message-previews`)
    .query({ language, sedation });
const read = async (language: string, sedation: string) => {
  const answer = await ask(language, sedation);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as MessagePreviewsView;
};
const said = (view: MessagePreviewsView, kind: string) => {
  const found = view.messages.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`Nothing is said of ${kind}.`);
  return found;
};

describe('what patients would read', () => {
  it('is shown of every kind, with the version of its words, and is an example that tells of nobody', async () => {
    await desk.givenSession();
    const view = await read('en', 'none');
    expect(view.messages.map(({ kind }) => kind)).toEqual([
      'confirmation',
      'moved',
      'cancelled',
      'preparation',
      'reminder',
      'day-after',
      'offer',
      'diary-invitation',
    ]);
    expect([view.version, view.author]).toEqual([expect.any(String), expect.stringContaining('Lull')]);
    expect(said(view, 'confirmation').body).toContain('10:00');
    expect(said(view, 'moved').body).toContain('09:00');
    expect(said(view, 'diary-invitation').textMessage).toContain('https://lull.example/d/#example');
    expect(JSON.stringify(view)).not.toContain('Nuñez');
  });

  it('has the fast of the sedated by the clinic’s own figures, and none for others', async () => {
    const unsedated = said(await read('en', 'none'), 'reminder').textMessage;
    const sedated = said(await read('en', 'moderate'), 'reminder').textMessage;
    expect(unsedated).not.toContain('Nothing to drink');
    expect(sedated).toMatch(/Nothing to drink after [^.]*08:00/);
    expect(sedated).toContain('Bring an adult');
  });

  it('is in the language that was asked for', async () => {
    const view = await read('es', 'moderate');
    expect(said(view, 'reminder').subject).toMatch(/^Recordatorio/);
    expect((await ask('xx', 'none')).status).toBe(422);
  });

  it('names the clinic’s number where there is one, and else no line about a number', async () => {
    expect(said(await read('en', 'none'), 'cancelled').body).not.toContain('call');
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(`UPDATE clinic SET phone = '+12125550188' WHERE id = $1`, [desk.clinic.clinicId]),
    );
    expect(said(await read('en', 'none'), 'cancelled').body).toContain('+12125550188');
  });

  it('is for the staff of the practice alone', async () => {
    const auditor = await givenMember(desk.test, desk.clinic.practiceId, 'auditor');
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'nurse');
    const statuses = [(await ask('en', 'none', auditor)).status, (await ask('en', 'none', stranger)).status];
    expect(statuses).toEqual([403, 404]);
  });
});
