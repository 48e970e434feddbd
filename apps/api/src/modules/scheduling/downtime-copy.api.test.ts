import { mkdtemp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal, addCivilDays, civilDateAt, clockText, hourMs } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../platform/clock.js';
import { readConfig } from '../../platform/config.js';
import { startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { arranging } from '../../testing/given-clinic.js';
import { DowntimeCopy } from './downtime-copy.service.js';
import { writeWhole } from './downtime-folder.js';

let folder: string;
let desk: Desk;
let copy: DowntimeCopy;
let onFriday: BookedSession;
let onMonday: BookedSession;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lull-downtime-'));
  desk = await startDesk({ downtimeFolder: folder });
  copy = desk.test.app.get(DowntimeCopy);
  onFriday = await desk.givenSession({ at: desk.clinic.at(20, 5, '09:00') });
  onMonday = await desk.givenSession({ at: desk.clinic.at(21, 1, '10:00') });
});
afterAll(async () => {
  await desk.test.close();
  await rm(folder, { recursive: true, force: true });
});

/** The sheets are written as they would be at this instant; the clock goes on as before. */
async function tickAt(at: number): Promise<void> {
  const now = vi
    .spyOn(desk.test.app.get(Clock), 'now')
    .mockReturnValue(Temporal.Instant.fromEpochMilliseconds(at));
  await copy.tick();
  now.mockRestore();
}
const files = async (): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /[.](html|part)$/.test(name)).sort();
};
const dateOf = (at: number): string => civilDateAt(at, desk.clinic.zone);
const pathOf = async (date: string): Promise<string> => {
  const name = (await files()).find((each) => each.includes(`${date} `));
  if (name === undefined) throw new Error(`There is no sheet of ${date}.`);
  return join(folder, name);
};
const patientName = async ({ patientId }: BookedSession): Promise<string> => {
  const [row] = await desk.test.database.rows<{ name: string }>(
    `SELECT family_name || ', ' || given_name AS name FROM patient WHERE id = $1`,
    [patientId],
  );
  return row?.name ?? 'nobody';
};

describe('the downtime copy', () => {
  it('has a sheet of today and one of the next day on which the clinic is open', async () => {
    await tickAt(desk.clinic.at(20, 5, '06:30'));
    const [friday, monday] = [dateOf(onFriday.start), dateOf(onMonday.start)];
    expect(addCivilDays(friday, 3)).toBe(monday);
    expect((await files()).map((name) => /\d{4}-\d{2}-\d{2}/.exec(name)?.[0])).toEqual([friday, monday]);
    const sheet = await readFile(await pathOf(friday), 'utf8');
    expect(sheet).toContain(await patientName(onFriday));
    expect([sheet.includes('09:00 to 09:30'), sheet.includes('10:00 to 10:30')]).toEqual([true, false]);
    expect(sheet).toMatch(/Written Fri \d+ \w+ \d{4}, 06:30 E[SD]T/);
    expect(await readFile(await pathOf(monday), 'utf8')).toContain('10:00 to 10:30');
  });

  it('passes over days on which the clinic is closed throughout', async () => {
    const { clinicId, practiceId } = desk.clinic;
    const closure = uuid();
    const thursday = desk.clinic.at(20, 4, '00:00');
    const during = `[${new Date(thursday).toISOString()},${new Date(thursday + 24 * hourMs).toISOString()})`;
    await desk.test.door.run(arranging(practiceId), (tx) =>
      tx.query(
        `INSERT INTO closure (practice_id, id, clinic_id, during, reason) VALUES ($1, $2, $3, $4, 'Snow')`,
        [practiceId, closure, clinicId, during],
      ),
    );
    await tickAt(desk.clinic.at(20, 3, '12:00'));
    const written = (await files()).join('\n');
    expect(written).toContain(dateOf(desk.clinic.at(20, 3, '12:00')));
    expect(written).not.toContain(dateOf(thursday));
    await tickAt(thursday + 12 * hourMs);
    expect(await readFile(await pathOf(dateOf(thursday)), 'utf8')).toContain('The clinic is closed from Thu');
  });

  it('is for the account of the process alone, runs nothing and fetches nothing', async () => {
    const path = await pathOf(dateOf(onFriday.start));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
    const sheet = await readFile(path, 'utf8');
    expect(sheet).not.toMatch(/<script|<link|<img|src=|href=|url\(|@import/i);
    expect(sheet).toContain("default-src 'none'");
  });

  it('H22: says of each patient side, sedation and what is to know', async () => {
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, onFriday.patientId, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'warfarin',
    });
    await tickAt(desk.clinic.at(20, 5, '06:40'));
    const sheet = await readFile(await pathOf(dateOf(onFriday.start)), 'utf8');
    const row = sheet.split('<tr>').find((each) => each.includes('09:00 to 09:30')) ?? '';
    const cells = [...row.matchAll(/<td>([^<]*)/g)].map(([, cell]) => cell);
    expect(cells).toEqual(expect.arrayContaining(['left', 'none', expect.stringContaining('anticoagulant')]));
  });

  it('H22: says until when each may eat and drink, and no time that a physician has to sign first', async () => {
    const { practiceId } = desk.clinic;
    const flag = (kind: string, state: string) =>
      givenClinicalFlag(desk.test, practiceId, onMonday.patientId, { kind, state });
    const fastOnSheet = async () => {
      await tickAt(desk.clinic.at(20, 5, '06:42'));
      const sheet = await readFile(await pathOf(dateOf(onMonday.start)), 'utf8');
      const row = sheet.split('<tr>').find((each) => each.includes('10:00 to 10:30')) ?? '';
      return [...row.matchAll(/<td>([^<]*)/g)].map(([, cell]) => cell)[8];
    };
    expect(await fastOnSheet()).toBe('none');
    await desk.test.door.run(arranging(practiceId), (tx) =>
      tx.query(`UPDATE session SET sedation = 'moderate' WHERE id = $1`, [onMonday.id]),
    );
    expect(await fastOnSheet()).toBe('No times: a physician signs them first');
    await flag('diabetes', 'absent');
    await flag('glp-1', 'absent');
    const last = (hours: number) => clockText(onMonday.start - hours * hourMs, desk.clinic.zone);
    expect(await fastOnSheet()).toBe(
      `Last full meal ${last(8)}; Last light meal ${last(6)}; Last clear liquids ${last(2)}`,
    );
  });

  it('shows a name as it is written, whatever is in it', async () => {
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(`UPDATE patient SET family_name = $2 WHERE id = $1`, [
        onFriday.patientId,
        `O'<b>Hara</b> & "Co"`,
      ]),
    );
    await tickAt(desk.clinic.at(20, 5, '06:45'));
    const sheet = await readFile(await pathOf(dateOf(onFriday.start)), 'utf8');
    expect(sheet).toContain('O&#39;&lt;b&gt;Hara&lt;/b&gt; &amp; &quot;Co&quot;');
    expect(sheet).not.toContain('<b>Hara');
  });

  it('is a read in the trail, with its own purpose and the patients who are on it', async () => {
    const before = await trail();
    await tickAt(desk.clinic.at(20, 5, '07:00'));
    const events = (await trail()).slice(before.length);
    const { clinicId } = desk.clinic;
    expect(events).toEqual([
      event([onFriday.patientId], { clinicId, date: dateOf(onFriday.start) }),
      event([onMonday.patientId], { clinicId, date: dateOf(onMonday.start) }),
    ]);
  });

  it('is written whole by several processes at once, and one of them is what stays', async () => {
    const path = await pathOf(dateOf(onFriday.start));
    const texts = Array.from({ length: 12 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(texts.map((text) => writeWhole(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect((await files()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('goes three days after its day, with what a killed process left; what is not ours stays', async () => {
    const own = join(await pathOf(dateOf(onFriday.start)), '..');
    const monday = dateOf(onMonday.start);
    const [old, kept] = [`${addCivilDays(monday, -4)} Elm 1.html`, `${addCivilDays(monday, -3)} Elm 1.html`];
    await mkdir(own, { recursive: true });
    for (const name of [old, kept, 'notes.txt', '.left.part', '.fresh.part'])
      await writeFile(join(own, name), 'x');
    const now = desk.clinic.at(21, 1, '12:00');
    await utimes(join(own, '.left.part'), (now - 2 * hourMs) / 1000, (now - 2 * hourMs) / 1000);
    await utimes(join(own, '.fresh.part'), now / 1000, now / 1000);
    await tickAt(now);
    const there = await readdir(own);
    expect(there).toEqual(expect.arrayContaining([kept, 'notes.txt', '.fresh.part']));
    expect(there).not.toContain(old);
    expect(there).not.toContain('.left.part');
  });

  it('is not served, and is never put where the product serves files from', async () => {
    const name = (await files())[0] ?? '';
    for (const path of [`/${encodeURI(name)}`, `/downtime/${encodeURI(name)}`])
      expect((await desk.test.anybody().get(path)).status).toBe(404);
    const env = { DATABASE_URL: 'x', DATABASE_AUTH_URL: 'x', LULL_WEB_ROOT: '/srv/lull/web' };
    for (const inside of ['/srv/lull/web', '/srv/lull/web/downtime', '/srv/lull/web/../web/assets'])
      expect(() => readConfig({ ...env, LULL_DOWNTIME_FOLDER: inside })).toThrow(/served to everybody/);
    expect(readConfig({ ...env, LULL_DOWNTIME_FOLDER: '/srv/lull/web-sheets' }).downtimeFolder).toBe(
      '/srv/lull/web-sheets',
    );
    expect([readConfig(env), readConfig({ ...env, LULL_DOWNTIME_FOLDER: '' })]).toMatchObject([
      { downtimeFolder: null },
      { downtimeFolder: null },
    ]);
  });
});

const trail = () =>
  desk.test.database.rows<Record<string, unknown>>(
    `SELECT member_id, purpose, action, resource, patient_ids, change FROM audit_event
      WHERE practice_id = $1 AND purpose = 'downtime-copy' ORDER BY sequence`,
    [desk.clinic.practiceId],
  );
const event = (patientIds: readonly string[], change: object) => ({
  member_id: null,
  purpose: 'downtime-copy',
  action: 'read',
  resource: 'session',
  patient_ids: patientIds,
  change,
});
