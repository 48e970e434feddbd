import { screen } from '@testing-library/react';
import type { FillView, WeekCellView, WeekView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { at, clinic, date, ito, room1, room2 } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { WeekTable } from './week-table.js';

const onDay = vi.fn<(date: string, resourceId?: string) => void>();
beforeEach(() => onDay.mockReset());

const fill = (heldMinutes: number, offeredMinutes: number, outsideMinutes = 0): FillView => ({
  heldMinutes,
  offeredMinutes,
  outsideMinutes,
});
const monday = addCivilDays(date, -1);
const morning: WeekCellView = {
  resourceId: room1,
  blockTimes: [{ physicianId: ito, roomId: room1, start: at('08:00'), end: at('12:00'), released: false }],
  closures: [],
  fill: fill(180, 240, 40),
  sessions: 4,
  fits: 1,
};
const week: WeekView = {
  clinicId: clinic.id,
  timeZone: clinic.timeZone,
  from: monday,
  to: addCivilDays(monday, 6),
  usualRoomMinutes: 40,
  days: Array.from({ length: 7 }, (_, index) => {
    const tuesday = index === 1;
    return {
      date: addCivilDays(monday, index),
      open: tuesday ? [{ start: at('08:00'), end: at('16:00') }] : [],
      closures: index === 2 ? [{ reason: 'Snow', start: at('08:00'), end: at('16:00') }] : [],
      fill: tuesday ? morning.fill : fill(0, 0),
      sessions: tuesday ? 4 : 0,
      cells: tuesday ? [morning] : [],
    };
  }),
};

function openWeek() {
  return renderInApp(
    <WeekTable
      clinic={clinic}
      week={week}
      by="room"
      today="2099-11-01"
      onDay={onDay}
      dayAddress={(on, column) => `/day/${on}?column=${column ?? ''}`}
    />,
  );
}

describe('The week', () => {
  it('says of each room whose time it is, how full, how many sessions and how many more fit', () => {
    openWeek();
    expect(
      screen.getByRole('link', {
        name: 'Room 1, Tue 1 Dec 2099, Dr Ito 08:00–12:00, 75 % full, 3 h of 4 h held, 4 sessions, 1 more fit, +40 min outside',
      }),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Room 2, Wed 2 Dec 2099, closed: Snow, not open' })).toBeTruthy();
  });

  it('leaves out a weekend on which there is nothing', () => {
    openWeek();
    // Five days beside the head of the rows' names.
    expect(screen.getAllByRole('columnheader')).toHaveLength(1 + 5);
    expect(screen.queryByText('Sat 5 Dec')).toBeNull();
  });

  it('has one tab stop; arrows walk from it, and Enter opens the day at the column', async () => {
    const { user } = openWeek();
    await user.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Room 1, Mon 30 Nov 2099/);
    await user.keyboard('{ArrowRight}{ArrowDown}{Enter}');
    expect(onDay).toHaveBeenLastCalledWith(date, room2);
    await user.keyboard('{ArrowUp}{Home}{End}{Enter}');
    expect(onDay).toHaveBeenLastCalledWith(addCivilDays(monday, 4), room1);
    expect(document.querySelectorAll('a[tabindex="0"]')).toHaveLength(1);
  });

  it('leaves a click with Ctrl to the browser', async () => {
    const { user } = openWeek();
    const [cell] = screen.getAllByRole('link', { name: /^Room 1/ });
    if (cell === undefined) throw new Error('There is a cell.');
    let left = false;
    const browser = (event: MouseEvent): void => {
      left = !event.defaultPrevented;
      // There is no other tab in a test.
      event.preventDefault();
    };
    document.addEventListener('click', browser, { once: true });
    await user.keyboard('{Control>}');
    await user.click(cell);
    await user.keyboard('{/Control}');
    expect(left).toBe(true);
    expect(onDay).not.toHaveBeenCalled();
  });
});
