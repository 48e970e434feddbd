import type {
  InjectionView,
  PatientView,
  ReliefView,
  SeriesReliefView,
  SeriesSummaryView,
} from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { desk, expect, phone, test } from '../fixtures/test.js';
import { InjectionForm } from '../pages/injection-form.js';
import { SeriesPage } from '../pages/series-page.js';
import { Shell } from '../pages/shell.js';
import { rowsOf } from '../pages/table.js';

test('a physician sees what each injection did, records the next one and corrects the record', async ({
  as,
  api,
  given,
}) => {
  const { series, before, session } =
    await test.step('given a patient with a history of injections, who is in the room for the next', async () => {
      const { series: found, relief } = await given.seriesWithHistory(4);
      const booked = await given.sessionToday(found);
      const inRoom = await given.stepped(booked, 'arrived', 'preparing', 'in-room');
      await given.timeOut(inRoom, relief.side === 'right' ? 'right' : 'left');
      return { series: found, before: relief, session: inRoom };
    });
  const side = before.side === 'right' ? 'right' : 'left';
  const history = injectionsOf(before);
  const page = await as('physician');
  const seriesPage = new SeriesPage(page);
  const form = new InjectionForm(page);

  await test.step('when the physician opens the patient, then relief is one press away', async () => {
    await page.goto('/');
    const { mrn } = await (await api('physician')).get<PatientView>(`/patients/${series.patientId}`);
    await new Shell(page).openPatient(mrn, series.patientName);
    await expect(page.getByRole('heading', { level: 1, name: series.patientName })).toBeVisible();
    const panel = page.getByRole('region').filter({ has: page.locator(`a[href="/series/${series.id}"]`) });
    await panel.getByRole('link', { name: 'Relief between injections' }).first().click();
  });

  await test.step('then the time line, its sentence and a mark for every injection are there', async () => {
    await expect(seriesPage.drawing).toBeVisible();
    await expect(
      seriesPage.relief.getByText(/^(Relief by half after|There was no relief by half|Relief after)/).first(),
    ).toBeVisible();
    const marks = seriesPage.relief.getByRole('group', { name: 'Injections' }).getByRole('button');
    await expect(marks).toHaveCount(history.length);
    await expect(seriesPage.relief).toContainText(`${history.length} injections`);
  });

  await test.step('then the table holds the same numbers as the answer of the API', async () => {
    const shown = (await rowsOf(seriesPage.table)).map((row) => ({
      ordinal: number(row.get('#')),
      baseline: number(row.get('Baseline')),
      toNext: number(row.get('To next')),
      coverage: coverageIn(row.get('Coverage')),
      quality: row.get('Quality'),
    }));
    expect(shown).toEqual(
      history.map(({ ordinal, baseline, intervalDays, relief50: { coverage }, dataQuality }) => ({
        ordinal,
        baseline: baseline.value,
        toNext: intervalDays === null ? null : rounded(intervalDays),
        coverage:
          coverage === null
            ? null
            : [
                // Bounds are rounded away from the middle.
                Math.floor(percent(coverage.low)),
                Math.ceil(percent(coverage.high)),
                Math.floor(percent(coverage.knownFraction)),
              ],
        quality: dataQuality ?? '–',
      })),
    );
  });

  await test.step('when it is asked whether #4 is better than #2, then the screen answers from the same intervals', async () => {
    const [second, fourth] = [history[1], history[3]];
    const answer = await seriesPage.isBetter(4, 2);
    expect(answer).toContain(verdict(fourth?.relief50, second?.relief50));
    await expect(seriesPage.multiples.getByRole('img')).toHaveCount(history.length);
    await expect(seriesPage.relief.getByText('typical, no promise')).toBeVisible();
    await expect(
      seriesPage.relief.getByText(/Too few to judge|Over \d+ injections|cannot be told/).first(),
    ).toBeVisible();
    await expectAccessible(page, 'the review of a series');
  });

  await test.step('and on paper nothing is cut off at its edge, and nothing is left to press', async () => {
    await page.emulateMedia({ media: 'print' });
    // A4 lying, without its margins; Letter is narrower by a centimetre and a half.
    await page.setViewportSize({ width: 979, height: 700 });
    await expectNoSidewaysScroll(page, 'the review on paper');
    await expect(seriesPage.relief.getByRole('button', { name: 'Continue' })).toBeHidden();
    await expect(seriesPage.sessions).toBeHidden();
    await page.emulateMedia({ media: null });
    await page.setViewportSize(desk);
  });

  await test.step('when the summary is opened, then it is one page with its counts, definitions and digest', async () => {
    await seriesPage.relief.getByRole('link', { name: 'Summary for others' }).click();
    const sheet = page.getByRole('article', { name: 'Summary of the series' });
    const { digest, content } = await (
      await api('physician')
    ).get<SeriesSummaryView>(`/series/${series.id}/summary`);
    await expect(sheet).toContainText(`SHA-256 ${digest}`);
    await expect(sheet).toContainText(content.patient.mrn);
    for (const { sentence } of content.targets[0]?.byThreshold ?? [])
      await expect(sheet).toContainText(sentence);
    for (const { title } of content.definitions) await expect(sheet).toContainText(title);
    await expect(sheet.getByRole('img')).toHaveCount(Math.min(12, history.length));
    await expectAccessible(page, 'the summary of a series');
    await page.setViewportSize(phone);
    await expectNoSidewaysScroll(page, 'the summary on a phone');
    await page.setViewportSize(desk);
    for (const format of ['A4', 'Letter']) {
      const paper = await page.pdf({ format, preferCSSPageSize: true });
      expect(pagesOf(paper), `the summary is one page of ${format}`).toBe(1);
    }
    await page.getByRole('link', { name: 'The series' }).click();
    await expect(seriesPage.drawing).toBeVisible();
  });

  await test.step('when the injection is recorded without a side, then it is refused: a side is never filled in', async () => {
    await seriesPage.sessions.getByRole('link', { name: 'Record injection' }).click();
    await expect(form.side.getByRole('radio', { checked: true })).toHaveCount(0);
    await form.write({ level: 'L3', anaesthetic: 'bupivacaine 0.25 %', volumeMl: '12' });
    await form.record();
    await expect(form.refused).toContainText('Choose the side. It is never filled in for you.');
    await expect(form.refused).toBeFocused();
    await expect(form.volume).toHaveValue('12 mL');
  });

  await test.step('when the other side is chosen, then it is said at once and refused: it is not the side of the series', async () => {
    await form.side.getByRole('radio', { name: side === 'left' ? 'right' : 'left' }).check();
    await expect(form.wrongSide).toContainText(`${side.toUpperCase()} is planned`);
    await form.record();
    await expect(form.refused).toContainText('outcomes.side-not-of-series');
  });

  await test.step('when the right side is chosen, then the injection is recorded, with what deserves a look', async () => {
    await form.side.getByRole('radio', { name: side }).check();
    await form.record();
    await expect(page.getByRole('region', { name: 'Recorded' })).toContainText('deserves a look');
    await form.toTheSeries();
    const relief = await reliefNow();
    expect(injectionsOf(relief)).toHaveLength(history.length + 1);
    await expect(seriesPage.table.getByRole('row')).toHaveCount(history.length + 2);
    await expect(seriesPage.sessions.getByRole('link', { name: 'Record injection' })).toHaveCount(0);
  });

  await test.step('when the record is corrected with a reason, then the old record is kept beside the new one', async () => {
    await seriesPage.table.getByRole('button', { name: `#${history.length + 1}` }).click();
    await page.getByRole('link', { name: 'Correct this record' }).click();
    await expect(form.side.getByRole('radio', { checked: true })).toHaveCount(0);
    await form.side.getByRole('radio', { name: side }).check();
    await form.volume.fill('15');
    await form.saveCorrection();
    await expect(form.refused).toContainText('Say why the record is corrected.');
    await page.getByLabel('Reason for the correction').fill('Read from the wrong syringe.');
    await form.saveCorrection();
    await form.toTheSeries();
    await expect(seriesPage.table.getByRole('row').last()).toContainText('15 mL');
    const records = await (
      await api('physician')
    ).get<readonly InjectionView[]>(`/sessions/${session.id}/injections`);
    expect(records.map(({ status, amendReason }) => [status, amendReason])).toEqual([
      ['entered-in-error', null],
      ['completed', 'Read from the wrong syringe.'],
    ]);
  });

  await test.step('when a pain score is recorded, then relief is judged with it', async () => {
    const known = scoresOf(await reliefNow());
    await seriesPage.recordScore('2');
    await expect(seriesPage.relief).toContainText(
      `${history.length + 1} injections, ${known + 1} pain scores`,
    );
    const after = injectionsOf(await reliefNow());
    expect(after.at(-2)?.intervalDays, 'the interval before is closed by the new injection').not.toBeNull();
    expect(injectionsOf(before).at(-1)?.intervalDays).toBeNull();
  });

  async function reliefNow(): Promise<SeriesReliefView> {
    return (await api('physician')).get<SeriesReliefView>(`/series/${series.id}/relief`);
  }
});

function injectionsOf(relief: SeriesReliefView) {
  return relief.targets.flatMap(({ injections }) => injections);
}

function scoresOf(relief: SeriesReliefView): number {
  return relief.targets.reduce((sum, { scores }) => sum + scores.length, 0);
}

/** What the two intervals allow to be said, told without the product's own rule. */
function verdict(one: ReliefView | undefined, other: ReliefView | undefined): string {
  const [ours, theirs] = [one?.lapse, other?.lapse];
  if (ours == null || theirs == null) return 'cannot be compared';
  if (ours.upper === 0 && theirs.upper === 0) return 'neither after #4 nor after #2';
  if (theirs.upper !== null && ours.lower >= theirs.upper && ours.lower > 0) return 'lasted longer after #4';
  if (ours.upper !== null && theirs.lower >= ours.upper && theirs.lower > 0)
    return 'lasted less long after #4';
  return 'cannot be told';
}

/** Of a PDF as Chromium writes it. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

/** The number that a cell begins with; a dash is unknown. */
function number(cell: string | undefined): number | null {
  const [, digits] = /^#?(\d+(?:\.\d+)?)/.exec(cell ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}

/** As the screen writes days: whole from ten on, a tenth below. */
function rounded(days: number): number {
  return days >= 10 ? Math.round(days) : Number(days.toFixed(1));
}

/** Binary fractions must not push a whole figure below itself. */
function percent(share: number): number {
  return Number((share * 100).toFixed(6));
}

/** `62 % 58 % to 66 %; known 92 %`: bounds and the known part, in percent. */
function coverageIn(cell: string | undefined): readonly number[] | null {
  const [, low, high, known] = /(\d+) % to (\d+) %; known (\d+) %$/.exec(cell ?? '') ?? [];
  return low === undefined ? null : [Number(low), Number(high), Number(known)];
}
