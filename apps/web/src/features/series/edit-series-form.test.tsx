import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { clinic, series } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { EditSeriesForm } from './edit-series-form.js';

const stale = new Refusal({ status: 412, code: 'stale', detail: 'Somebody changed this series.' });
const theirs = { ...series, version: 2, targetIntervalDays: 21 };

/** The page around the form, which reads the series anew when something is heard of it. */
function PageAround() {
  const [read, setRead] = useState(series);
  return (
    <>
      <button type="button" onClick={() => setRead(theirs)}>
        Read anew
      </button>
      <EditSeriesForm series={read} clinics={[clinic]} onSaved={() => undefined} onCancel={() => undefined} />
    </>
  );
}

function show(answers: Parameters<typeof fakeApi>[0]) {
  const calls = fakeApi(answers);
  const sent = () => calls.filter(({ method }) => method === 'PATCH');
  return {
    ...renderInApp(<PageAround />),
    versions: () => sent().map(({ headers }) => headers.get('if-match')),
    bodies: () => sent().map(({ body }) => body),
  };
}

type User = ReturnType<typeof renderInApp>['user'];
const planned = () => screen.getByRole('textbox', { name: /Planned injections/ });
const target = () => screen.getByRole('textbox', { name: 'Target' });

async function changePlannedTo(user: User, count: string): Promise<void> {
  await user.clear(planned());
  await user.type(planned(), count);
  await user.click(screen.getByRole('button', { name: 'Save plan' }));
}

describe('Editing a plan that somebody else changes meanwhile', () => {
  it('is sent with the version that was seen, though a newer one was read behind the form', async () => {
    const { user, versions } = show({ [`PATCH /series/${series.id}`]: () => stale });
    await user.click(screen.getByRole('button', { name: 'Read anew' }));
    await changePlannedTo(user, '8');
    await screen.findByRole('alert');
    expect(versions()).toEqual(['"v1"']);
  });

  it('takes over what was left alone, keeps what was typed, and says which is which', async () => {
    let refused = false;
    const { user, versions, bodies } = show({
      [`PATCH /series/${series.id}`]: () => {
        if (refused) return theirs;
        refused = true;
        return stale;
      },
      [`GET /series/${series.id}`]: () => theirs,
    });
    await changePlannedTo(user, '8');
    await user.click(await screen.findByRole('button', { name: 'Show the new state' }));
    await screen.findByText('Changed meanwhile, and taken over here: target days.');
    expect(planned()).toHaveProperty('value', '8');
    expect(target()).toHaveProperty('value', '21 days');
    await user.click(screen.getByRole('button', { name: 'Save plan' }));
    expect(versions()).toEqual(['"v1"', '"v2"']);
    expect(bodies().at(-1)).toMatchObject({ plannedCount: 8, targetIntervalDays: 21 });
  });

  it('names what both changed, and leaves the choice', async () => {
    const { user } = show({
      [`PATCH /series/${series.id}`]: () => stale,
      [`GET /series/${series.id}`]: () => ({ ...theirs, plannedCount: 5 }),
    });
    await changePlannedTo(user, '8');
    await user.click(await screen.findByRole('button', { name: 'Show the new state' }));
    await screen.findByText(/Changed meanwhile, and by you: planned injections\./);
    expect(planned()).toHaveProperty('value', '8');
  });
});
