import type { SeriesView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { series } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { ChooseSeries } from './choose-series.js';

const kaya = {
  id: 'kaya',
  version: 1,
  mrn: '4711',
  familyName: 'Kaya',
  givenName: 'Aylin',
  birthDate: '1961-05-04',
  sexAtBirth: 'female',
};
const other: SeriesView = { ...series, id: 'other', side: 'right' };

function Chooser() {
  const [chosen, setChosen] = useState<SeriesView | null>(null);
  return <ChooseSeries series={chosen} onSeries={setChosen} />;
}

async function choosePatient(all: readonly SeriesView[]) {
  fakeApi({
    'POST /patients/searches': () => ({ rows: [kaya], next: null }),
    'GET /patients/kaya/series': () => all,
  });
  const { user } = renderInApp(<Chooser />);
  await user.type(screen.getByRole('textbox', { name: 'Patient' }), 'kaya');
  await user.click(await screen.findByRole('option', { name: /Kaya/ }));
  return user;
}

const another = { name: 'Choose another series' };

describe('Whom a session is for', () => {
  it('is settled by the patient where one series is open: there is no other to choose', async () => {
    await choosePatient([series, { ...other, state: 'completed' }]);
    expect(await screen.findByText('left')).toBeTruthy();
    expect(screen.queryByRole('button', another)).toBeNull();
    expect(screen.getByRole('button', { name: 'Choose another patient' })).toBeTruthy();
  });

  it('is asked where more are open, and asked anew when another is wanted', async () => {
    const user = await choosePatient([series, other]);
    await user.click(await screen.findByRole('button', { name: /right/ }));
    await user.click(await screen.findByRole('button', another));
    expect(screen.getByRole('heading', { name: 'Which series?' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /left/ }));
    expect(screen.getByText('left')).toBeTruthy();
  });
});
