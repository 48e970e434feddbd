import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { clinic, date } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { BoardToolbar } from './board-toolbar.js';

const nothing = (): void => undefined;
const onInitials = vi.fn<(on: boolean) => void>();

function openToolbar() {
  fakeApi({});
  return renderInApp(
    <>
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
        initials={false}
        onInitials={onInitials}
        onBook={nothing}
        onPlan={nothing}
        onFind={nothing}
      />
    </>,
  );
}

describe('The toolbar of the board', () => {
  it('opens what the marks mean by its button, and closes it by Esc', async () => {
    const { user } = openToolbar();
    await user.click(screen.getByRole('button', { name: 'What the marks mean' }));
    expect(await screen.findByRole('dialog', { name: 'What the marks mean' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  });

  it('asks before printing whether the sheet shows names', async () => {
    const { user } = openToolbar();
    await user.click(screen.getByRole('button', { name: 'Print the day sheet' }));
    await user.click(await screen.findByRole('switch', { name: /^Initials instead of names/ }));
    expect(onInitials).toHaveBeenCalledWith(true);
  });
});
