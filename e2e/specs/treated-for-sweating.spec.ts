import type { NewPatientLinkView, SeriesReliefView, SeriesView } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { expect, phone, test } from '../fixtures/test.js';
import { PatientDiary } from '../pages/patient-diary.js';
import { SeriesPage } from '../pages/series-page.js';
import { SymptomPage } from '../pages/symptom-page.js';

const onAPhone = { viewport: phone, hasTouch: true, isMobile: true };

test('a series against sweating is planned, asked about and judged as one, and never by pain', async ({
  as,
  open,
  api,
  given,
}) => {
  const nurseApi = await api('nurse');
  const physician = await as('physician');
  const page = new SymptomPage(physician);

  const series =
    await test.step('given a patient, for whom the physician plans a series: the condition proposes sweating', async () => {
      const patient = await given.patient({ givenName: 'Iris' });
      await physician.goto(`/patients/${patient.id}`);
      await page.proposeSeries('Excessive sweating of the soles');
      await expect(
        physician.getByText('Proposed by the condition (L74.513)', { exact: false }),
      ).toBeVisible();
      await expectAccessible(physician, 'the plan of a series against sweating');
      await page.begin();
      await expect(physician.getByText('Target symptom')).toBeVisible();
      const [found] = await nurseApi.get<SeriesView[]>(`/patients/${patient.id}/series`);
      if (found === undefined) throw new Error('No series was begun.');
      expect([found.targetSymptom, found.side]).toEqual(['sweating', 'left']);
      await given.sessionToday(found);
      return { ...found, birthDate: patient.birthDate };
    });

  await test.step('when the patient opens the diary, then the HDSS is asked in words, and no pain', async () => {
    const { url } = await nurseApi.post<NewPatientLinkView>(
      `/patients/${series.patientId}/patient-links`,
      {},
    );
    const telephone = await open(onAPhone);
    const diary = new PatientDiary(telephone);
    await diary.open(url, series.birthDate);
    await expect(diary.sweating).toBeVisible();
    await expect(diary.pain).toBeHidden();
    await expectAccessible(telephone, 'the question of sweating');
    await expectNoSidewaysScroll(telephone, 'the question of sweating');
    await diary.answerSweating('I can hardly bear it. It often gets in the way.');
    await expect(diary.saved).toBeVisible();
  });

  await test.step('and the nurse takes down the HDSS of the leg, with where on it', async () => {
    const nurse = await as('nurse');
    await new SeriesPage(nurse).open(series.id);
    const form = new SymptomPage(nurse);
    await form.openInstruments('HDSS');
    await expectAccessible(nurse, 'the form of the HDSS');
    await form.recordStep(/^4: /, 'foot');
    await expect(form.answers).toContainText('4 of 4');
    await expect(form.answers).toContainText('foot');
    await expect(form.answers).toContainText('3 of 4');
  });
});

test('the series of the demonstration against sweating: what the injections did stands in steps, on the page and on paper', async ({
  as,
  api,
  given,
}) => {
  const physicianApi = await api('physician');
  const physician = await as('physician');
  const page = new SymptomPage(physician);
  const seriesId = await given.againstSweating();
  const relief = await physicianApi.get<SeriesReliefView>(`/series/${seriesId}/relief`);
  const judged = relief.targets.flatMap(({ injections }) => injections);
  expect(judged.some(({ relief50 }) => relief50.status === 'evaluable')).toBe(true);

  await test.step('the page says by what it is judged, and shows the course', async () => {
    await new SeriesPage(physician).open(seriesId);
    await expect(page.panel).toContainText('Judged by the HDSS (1 to 4)');
    await expect(page.picture).toBeVisible();
    await expect(page.panel).not.toContainText('pain score');
    await expectAccessible(physician, 'the series against sweating');
    await physician.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(physician, 'the series against sweating in the dark', 'colours');
    await physician.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('one step counts when it is asked for, and the address keeps it', async () => {
    await page.panel.getByText('1 step (partial)').click();
    await expect(physician).toHaveURL(/relief=.*30/);
    await expect(page.panel).toContainText('one step of the HDSS');
  });

  await test.step('the decision is beside it, by the same definition', async () => {
    await expect(physician.getByRole('region', { name: 'Decision', exact: true })).toContainText('#');
  });

  await test.step('on a telephone nothing is cut off', async () => {
    await physician.setViewportSize(phone);
    await expectNoSidewaysScroll(physician, 'the series against sweating');
  });

  await test.step('and the summary for others tells steps and the definitions', async () => {
    await physician.goto(`/series/${seriesId}/summary`);
    const sheet = physician.getByRole('article', { name: 'Summary of the series' });
    await expect(sheet).toContainText('against sweating');
    await expect(sheet).toContainText('hdss2: relief by 2 steps of the scale, version 1');
    await expect(sheet).not.toContainText('pain scores');
    await expectAccessible(physician, 'the summary of a series against sweating');
  });

  await test.step('and the report of relief counts it under the HDSS', async () => {
    await physician.goto('/reports/relief?definition=hdss2');
    await expect(physician.getByText(/Relief: the HDSS \(1 to 4\) is at least 2 steps below/)).toBeVisible();
  });
});
