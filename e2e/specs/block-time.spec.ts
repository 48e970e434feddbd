import type {
  BlockTimeOccurrenceView,
  BlockTimePatternView,
  BookSessionRequest,
  ChangeBlockTimeRequest,
  ClinicView,
  CreateBlockTimeRequest,
  SessionView,
} from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import type { Api } from '../fixtures/api.js';
import { civilDate, dayMs, mondayOf, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { BlockTimePage } from '../pages/block-time-page.js';

/** Block time of the journey's own, and two of its occurrences before the automatic release comes near them. */
async function givenBlockTime(
  desk: Api,
  clinic: ClinicView,
  physicianId: string,
): Promise<readonly [BlockTimeOccurrenceView, BlockTimeOccurrenceView]> {
  const rooms = clinic.resources.filter(({ kind }) => kind === 'room');
  const { id } = await desk.post<BlockTimePatternView>(`/clinics/${clinic.id}/block-times`, {
    physicianId,
    roomId: rooms[1]?.id ?? '',
    weekday: 1,
    from: '12:30',
    to: '16:30',
    repeats: 'weekly',
    releaseLeadDays: 2,
    validFrom: civilDate(Date.now() + 2 * dayMs),
  } satisfies CreateBlockTimeRequest);
  const [from, to] = [6, 26].map((days) => civilDate(Date.now() + days * dayMs));
  const all = await desk.get<BlockTimeOccurrenceView[]>(
    `/clinics/${clinic.id}/block-times/occurrences?from=${from}&to=${to}`,
  );
  const [one, other] = all.filter(({ blockTimeId, sessions }) => blockTimeId === id && sessions === 0);
  if (one === undefined || other === undefined) throw new Error('Two Mondays lie in three weeks.');
  return [one, other];
}

test('a scheduler changes one week of block time with a session in it, releases another and reclaims it', async ({
  as,
  api,
  given,
}) => {
  const desk = await api('scheduler');
  const { clinic, patient, session, own, free } =
    await test.step('given block time with a session in it', async () => {
      const place = await given.clinic();
      const one = await given.patient();
      const series = await given.series(one.id, { sedation: 'none' });
      const [first, second] = await givenBlockTime(desk, place, series.physicianId);
      const booked = await desk.post<SessionView>('/sessions', {
        seriesId: series.id,
        clinicId: place.id,
        roomId: first.roomId,
        physicianId: first.physicianId,
        startsAt: new Date(first.start + 30 * 60_000).toISOString(),
      } satisfies BookSessionRequest);
      return { clinic: place, patient: one, session: booked, own: first, free: second };
    });
  const name = `${patient.familyName}, ${patient.givenName}`;
  const day = wallClock(own.start, clinic.timeZone);
  const nameOf = (id: string) => clinic.resources.find((each) => each.id === id)?.name ?? '';
  const page = await as('scheduler');
  const blockTime = new BlockTimePage(page);

  await test.step('when that week alone is to begin two hours later, then the session is named', async () => {
    await blockTime.open(day.date);
    await blockTime.week
      .getByRole('button', {
        name: new RegExp(`^Change ${nameOf(own.physicianId)}, ${nameOf(own.roomId)}, .*, ${day.time} to`),
      })
      .and(blockTime.week.locator(`td[data-day*="${Number(day.date.slice(8))} "] button`))
      .first()
      .click();
    await blockTime.form.getByRole('radio', { name: 'This week only' }).check();
    const later = wallClock(own.start + 120 * 60_000, clinic.timeZone).time;
    await blockTime.form.getByRole('textbox', { name: 'From' }).fill(later);
    await blockTime.form.getByRole('button', { name: 'Preview' }).click();
    await expect(blockTime.form.getByRole('heading', { name: 'One session falls outside' })).toBeVisible();
    await expect(blockTime.form.getByRole('button', { name: 'Change it' })).toBeDisabled();
    await expectAccessible(page, 'a change of block time with its preview');
  });

  await test.step('when it is moved to the proposed time, then week and session are changed together', async () => {
    await blockTime.rehousing(blockTime.form, name).getByRole('radio', { name: 'Move' }).check();
    await blockTime.form.getByRole('button', { name: 'Change it' }).click();
    await expect(blockTime.form).toHaveCount(0);
    await expect(blockTime.week.getByText('this week only')).toBeVisible();
    const moved = await desk.get<SessionView>(`/sessions/${session.id}`);
    expect(moved.state).toBe('booked');
    expect(moved.start).not.toBe(session.start);
  });

  const freeDay = wallClock(free.start, clinic.timeZone);
  const row = blockTime
    .row(nameOf(free.physicianId), nameOf(free.roomId), `${freeDay.time} to`)
    .filter({ hasText: new RegExp(`\\w{3} ${Number(freeDay.date.slice(8))} \\w{3} `) });

  await test.step('when other block time is released, then what is lost is shown first, and the row says so', async () => {
    await blockTime.open(freeDay.date);
    await row.getByRole('button', { name: /^Release now: / }).click();
    await expect(blockTime.release.getByText('given back')).toBeVisible();
    await expectAccessible(page, 'the release of block time');
    await blockTime.release.getByRole('button', { name: 'Release', exact: true }).click();
    await expect(row).toContainText('released');
    await expect(row.getByRole('button', { name: /^Release now: / })).toHaveCount(0);
  });

  await test.step('when it is reclaimed while it is free, then it is kept', async () => {
    await row.getByRole('button', { name: /^Reclaim: / }).click();
    await page
      .getByRole('dialog', { name: 'Reclaim this block time?' })
      .getByLabel('Why')
      .fill('Needed after all');
    await page.getByRole('dialog').getByRole('button', { name: 'Reclaim', exact: true }).click();
    await expect(row).toContainText('kept');
  });

  await test.step('and the pattern ends after these weeks: the room is as it was for whoever comes next', async () => {
    const patterns = await desk.get<BlockTimePatternView[]>(`/clinics/${clinic.id}/block-times`);
    const standing = patterns.find(({ id }) => id === free.blockTimeId);
    if (standing === undefined) throw new Error('The block time stands no longer.');
    await desk.post(
      `/block-times/${standing.id}/changes`,
      { scope: 'following', date: mondayOf(free.date, 1), ends: true } satisfies ChangeBlockTimeRequest,
      standing.version,
    );
  });

  await test.step('and the page is accessible, in the dark and on a telephone too', async () => {
    await expectAccessible(page, 'block time');
    const small = await as('scheduler', { phone: true, dark: true });
    await new BlockTimePage(small).open(day.date);
    await expect(small.getByRole('heading', { name: 'Release queue' })).toBeVisible();
    await expectAccessible(small, 'block time on a telephone in the dark');
    await expectNoSidewaysScroll(small, 'block time on a telephone');
  });
});
