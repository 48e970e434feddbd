import type { PatientRowView, SeriesView } from '@lull/contracts';
import { harbour } from '../fixtures/members.js';
import { expect, test } from '../fixtures/test.js';
import { SeriesPage } from '../pages/series-page.js';
import { Shell } from '../pages/shell.js';
import { rowsOf } from '../pages/table.js';

test('a scheduler has no door to what the physician sees, and is refused it', async ({ as, api, given }) => {
  const series = await test.step('given an open series with a session', async () => {
    const planned = await given.series((await given.patient()).id);
    await given.session(planned);
    return planned;
  });
  const scheduler = await api('scheduler');
  const page = await as('scheduler');

  await test.step('when the scheduler opens the patient and the series, then relief, flags and records are not there', async () => {
    await page.goto(`/patients/${series.patientId}`);
    await expect(page.getByRole('link', { name: 'Book next' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Relief between injections' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Clinical flags' })).toHaveCount(0);
    const seriesPage = new SeriesPage(page);
    await seriesPage.open(series.id);
    await expect(seriesPage.relief).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Record score' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  });

  await test.step('when they are asked for all the same, then the answer is 403', async () => {
    expect(await scheduler.refusal('GET', `/series/${series.id}/relief`)).toBe('403 not-allowed');
    expect(await scheduler.refusal('GET', `/patients/${series.patientId}/relief`)).toBe('403 not-allowed');
    expect(await scheduler.refusal('GET', `/series/${series.id}/pain-scores`)).toBe('403 not-allowed');
    expect(await scheduler.refusal('GET', '/audit-events')).toBe('403 not-allowed');
  });

  await test.step('when a form is asked for by its address, then the plain page is shown', async () => {
    await page.goto(`/series/${series.id}?record=score`);
    await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
  });
});

test('nobody sees another practice', async ({ as, api }) => {
  const theirs =
    await test.step('given a patient, a series and a session of the other practice', async () => {
      const physician = await api('physician', harbour);
      const { rows } = await physician.post<{ rows: PatientRowView[] }>('/patients/searches', {
        q: 'marchetti',
      });
      const [patient] = rows;
      if (patient === undefined) throw new Error('The other practice has no such patient.');
      const all = await physician.get<SeriesView[]>(`/patients/${patient.id}/series`);
      const series = all.find(({ sessions }) => sessions.length > 0);
      const session = series?.sessions[0];
      if (series === undefined || session === undefined)
        throw new Error('Their patient has no session in a series.');
      return {
        patientId: patient.id,
        seriesId: series.id,
        sessionId: session.id,
        clinicId: session.clinicId,
      };
    });

  await test.step('when they are asked for by their ids, then there is no such thing', async () => {
    const physician = await api('physician');
    for (const path of [
      `/patients/${theirs.patientId}`,
      `/patients/${theirs.patientId}/series`,
      `/patients/${theirs.patientId}/relief`,
      `/series/${theirs.seriesId}`,
      `/series/${theirs.seriesId}/relief`,
      `/sessions/${theirs.sessionId}`,
      `/sessions/${theirs.sessionId}/injections`,
      `/clinics/${theirs.clinicId}/days/2026-12-01`,
    ]) {
      expect(await physician.refusal('GET', path), path).toBe('404 not-found');
    }
    expect(await physician.refusal('POST', `/sessions/${theirs.sessionId}/cancel`, { reason: 'other' })).toBe(
      '404 not-found',
    );
  });

  await test.step('when their pages are opened, then they say so and show nothing', async () => {
    const page = await as('physician');
    await page.goto(`/patients/${theirs.patientId}`);
    await expect(page.getByRole('alert')).toContainText('There is no such patient in your practice.');
    await page.goto(`/series/${theirs.seriesId}`);
    await expect(page.getByRole('alert')).toContainText('not-found');
    await new Shell(page).search.fill('Marchetti');
    await expect(page.getByText(/Nobody|No patient/)).toBeVisible();
  });
});

test('an auditor sees the trail and the settings, and nothing else', async ({ as, api, given }) => {
  const patient = await test.step('given that somebody opened a patient', async () => {
    const registered = await given.patient();
    await (await api('nurse')).get(`/patients/${registered.id}`);
    return registered;
  });
  const page = await as('auditor');

  await test.step('when the auditor begins, then it is with the trail, and no door leads to a patient', async () => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Audit trail' })).toBeVisible();
    await expect(new Shell(page).doors).toHaveText(['Trail', 'Settings']);
    await expect(new Shell(page).search).toHaveCount(0);
    await expect(page.getByText(/^\s*Chain whole from event/)).toBeVisible();
  });

  await test.step('then who registered the patient, who opened the record and who read the trail stand there', async () => {
    await page.goto(`/trail?patient=${patient.id}`);
    const events = page.getByRole('region', { name: 'Audit events' });
    await expect(events.getByRole('row').filter({ hasText: 'RN Okoye' })).toContainText('patient read');
    await expect(events.getByRole('row').filter({ hasText: 'Robin Achterberg' })).toContainText(
      'patient created',
    );
    await expect(events.getByRole('row').filter({ hasText: 'Piet Longworth' }).first()).toContainText(
      'audit trail read',
    );
    const rows = await rowsOf(events);
    expect(rows.filter((row) => row.get('Who')?.startsWith('Piet Longworth') !== true)).toHaveLength(2);
  });

  await test.step('when anything else is asked for, then it is refused', async () => {
    const auditor = await api('auditor');
    expect(await auditor.refusal('GET', `/patients/${patient.id}`)).toBe('403 not-allowed');
    expect(await auditor.refusal('POST', '/patients/searches', { q: 'marlow' })).toBe('403 not-allowed');
    expect(await auditor.refusal('GET', '/follow-up-tasks')).toBe('403 not-allowed');
    expect(
      await auditor.refusal('GET', '/reports/volume?measure=sessions&by=month&from=2026-01-01&to=2026-12-01'),
    ).toBe('403 not-allowed');
  });
});

test('sign-out everywhere ends the other browser’s access', async ({ as }) => {
  const email = 'castellan@midtown.example';
  const here = await as('physician', { email });
  const there = await as('physician', { email });

  await test.step('given one member signed in at two browsers', async () => {
    await there.goto('/patients');
    await expect(there.getByRole('heading', { level: 1, name: 'Patients' })).toBeVisible();
    await here.goto('/patients');
  });

  await test.step('when the member signs out everywhere at the one', async () => {
    await new Shell(here).choose('Sign out everywhere');
    await expect(here.getByRole('heading', { level: 1, name: 'Sign in to Lull' })).toBeVisible();
  });

  await test.step('then the other asks for a sign-in at its next call, and shows no patient', async () => {
    await there.getByRole('textbox', { name: 'Name, birth date or MRN', exact: true }).fill('Zoe');
    await expect(there.getByRole('dialog', { name: 'Please sign in again' })).toBeVisible();
    await expect(there.getByText(/Zoe/)).toHaveCount(0);
    await there.goto('/volume');
    await expect(there).toHaveURL(/\/sign-in\?to=/);
  });
});

test('signing in by password: what is wrong is said without saying which, and the way leads on', async ({
  anybody,
}) => {
  const page = await anybody();

  await test.step('given somebody who follows a link while not signed in', async () => {
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in to Lull' })).toBeVisible();
  });

  await test.step('when the password is wrong, then a sentence says so and the e-mail is kept', async () => {
    await page.getByLabel('E-mail').fill('adeyemi@midtown.example');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('E-mail or password is not right.');
    await expect(page.getByLabel('E-mail')).toHaveValue('adeyemi@midtown.example');
  });

  await test.step('when it is right, then the page that was asked for opens', async () => {
    await page.getByLabel('Password', { exact: true }).fill('lull-demonstration');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Follow-up tasks' })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/tasks');
  });
});
