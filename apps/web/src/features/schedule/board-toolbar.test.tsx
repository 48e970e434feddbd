import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { clinic, date } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { BoardToolbar } from './board-toolbar.js';

const nothing = (): void => undefined;

function openToolbar() {
  fakeApi({});
  return renderInApp(
    <>
      <input aria-label="A field" />
      <BoardToolbar
        date={date}
        today={date}
        view="room"
        clinics={[clinic]}
        clinicId={clinic.id}
        mayBook
        onDate={nothing}
        onView={nothing}
        onClinic={nothing}
        onBook={nothing}
        onPlan={nothing}
        onFind={nothing}
      />
    </>,
  );
}

describe('The sheet of marks and keys', () => {
  it('opens by "?" and closes by Esc', async () => {
    const { user } = openToolbar();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: /^What the marks mean/ })).toBeTruthy();
    await user.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  });

  it('opens by its button, too', async () => {
    const { user } = openToolbar();
    await user.click(screen.getByRole('button', { name: /^What the marks mean/ }));
    expect(await screen.findByRole('dialog', { name: /^What the marks mean/ })).toBeTruthy();
  });

  it('does not open while somebody types', async () => {
    const { user } = openToolbar();
    await user.type(screen.getByLabelText('A field'), 'why?');
    expect(screen.getByLabelText('A field')).toHaveProperty('value', 'why?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
