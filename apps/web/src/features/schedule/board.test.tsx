import type { DaySessionView } from '@lull/contracts';
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import {
  at,
  clinic,
  compactDay,
  date,
  day,
  heldTime,
  ito,
  room1,
  room2,
  session,
  sol,
} from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { Board, type BookingWish } from './board.js';
import type { MovePlace } from './move-preview.js';

const kaya = session('Kaya, Aylin', '08:30', '09:00');
const roth = session('Roth, Ines', '10:00', '10:30');
const berg = session('Berg, Jon', '09:50', '10:20', { roomId: room2, physicianId: sol });
const move = vi.fn<(session: DaySessionView, place: MovePlace) => void>();
const book = vi.fn<(wish: BookingWish) => void>();
const open = vi.fn<(sessionId: string) => void>();
const onOpenHeld = vi.fn<(heldTimeId: string) => void>();
const onSessionKey = vi.fn<(key: string, id: string) => boolean>((key, id) => {
  if (key !== 'Enter') return false;
  open(id);
  return true;
});

async function openBoard(
  sessions = [kaya, roth, berg],
  mayBook = true,
  changes: Parameters<typeof day>[1] = {},
  carried: DaySessionView | null = null,
) {
  book.mockClear();
  move.mockClear();
  open.mockClear();
  const shownDay = day(sessions, changes);
  fakeApi({ [`GET /clinics/${clinic.id}/days/${date}`]: () => compactDay(shownDay) });
  const shown = renderInApp(
    <Board
      clinic={clinic}
      day={shownDay}
      by="room"
      density="normal"
      openSession={null}
      openColumn={null}
      chosen={null}
      mayBook={mayBook}
      mayMove
      carried={carried}
      onMove={move}
      onOpenHeld={onOpenHeld}
      onOpen={open}
      onBook={book}
      onSessionKey={onSessionKey}
    />,
  );
  await screen.findByRole('button', { name: /^Kaya, Aylin/ });
  return shown;
}

const focused = (): string =>
  document.activeElement?.getAttribute('aria-label')?.split(',').slice(0, 2).join(',') ?? 'nothing';

describe('The verdict on the board', () => {
  it('stands on the card as a word, and nowhere where it is not known', async () => {
    const { queryClient } = await openBoard();
    const summary = { sessionId: roth.id, verdict: 'at-risk', next: null, stoodAt: null };
    act(() => void queryClient.setQueryData(['readiness', clinic.id, date], new Map([[roth.id, summary]])));
    const card = await screen.findByRole('button', { name: /^Roth, Ines.*readiness: at risk$/ });
    expect(card.textContent).toContain('At risk');
    const unknown = screen.getByRole('button', { name: /^Kaya, Aylin/ });
    expect(unknown.getAttribute('aria-label')).not.toContain('readiness');
  });
});

describe('The day board by the keyboard', () => {
  it('is one stop for Tab, on the first session', async () => {
    const { user } = await openBoard();
    await user.tab();
    expect(focused()).toBe('Kaya, Aylin');
    await user.tab();
    expect(screen.getByRole('grid').contains(document.activeElement)).toBe(false);
  });

  it.each([
    ['down: the free time after the session', '{ArrowDown}', 'Free, 09:00 to 10:00'],
    ['down twice: the next session', '{ArrowDown}{ArrowDown}', 'Roth, Ines'],
    ['up: the free time before it', '{ArrowUp}', 'Free, 08:00 to 08:30'],
    ['up at the top: stays', '{ArrowUp}{ArrowUp}', 'Free, 08:00 to 08:30'],
    ['right: the nearest in time in the next column', '{ArrowRight}', 'Outside block time, 08:00 to 09:50'],
    [
      'right and back: the nearest in time again',
      '{ArrowDown}{ArrowDown}{ArrowRight}{ArrowLeft}',
      'Roth, Ines',
    ],
    ['End: the last of the column', '{End}', 'Outside block time, 12:00 to 16:00'],
    ['Home: the first of the column', '{End}{Home}', 'Free, 08:00 to 08:30'],
  ])('%s', async (_, keys, expected) => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard(keys);
    expect(focused()).toBe(expected);
  });

  it('opens the session by Enter, once', async () => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(open.mock.calls).toEqual([[kaya.id]]);
  });

  it('books by Enter on free time, with the room and the physician whose block time it is', async () => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(book.mock.calls).toEqual([[{ at: at('09:00'), roomId: room1, physicianId: ito }]]);
  });

  it('books by C outside block time with the room alone', async () => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard('{End}c');
    expect(book.mock.calls).toEqual([[{ at: at('12:00'), roomId: room1 }]]);
  });

  it('offers no free time to somebody who may not book', async () => {
    await openBoard([kaya], false);
    expect(screen.queryByRole('button', { name: /^Free/ })).toBeNull();
  });
});

describe('A time that is held for some minutes', () => {
  it('stands on the board with who holds it until when, takes the time, and opens', async () => {
    const held = heldTime('Novak, Petr', '11:00', '11:30');
    const { user } = await openBoard([kaya], true, { heldTimes: [held] });
    const name = 'Novak, Petr, 11:00 to 11:30, LSB left, held by Robin Park until 10:42';
    await user.click(screen.getByRole('button', { name }));
    expect(onOpenHeld.mock.calls).toEqual([[held.id]]);
    expect(screen.getByRole('button', { name: /^Free, 09:00 to 11:00/ })).toBeTruthy();
  });
});

describe('The day board as it is read aloud', () => {
  it('names its columns, and tells of a session what its card shows', async () => {
    await openBoard([
      session('Kaya, Aylin', '08:30', '09:00', { state: 'tentative', flags: ['anticoagulant'] }),
    ]);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Time',
      'Room 1',
      'Room 2',
      'Bay 1',
    ]);
    expect(
      screen.getByRole('button', {
        name: 'Kaya, Aylin, 08:30 to 09:00, LSB left, 2 of 6, tentative, anticoagulant',
      }),
    ).toBeTruthy();
  });

  it('shows whose block time it is, and what is closed, in words', async () => {
    await openBoard([kaya], true, {
      closures: [{ id: 'c', resourceId: room1, reason: 'service', start: at('14:00'), end: at('15:00') }],
    });
    const [first] = screen.getAllByRole('gridcell');
    expect(first === undefined ? null : within(first).getByText('Dr Ito')).toBeTruthy();
    expect(first === undefined ? null : within(first).getByText('closed: service')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Outside block time, 15:00 to 16:00/ })).toBeTruthy();
  });

  it('keeps a tab stop when the session that had it goes away', async () => {
    const { user, queryClient } = await openBoard();
    await user.tab();
    queryClient.setQueryData(['days', clinic.id, date], day([roth]));
    await expect.poll(() => screen.queryByRole('button', { name: /^Kaya/ })).toBeNull();
    expect(screen.getByRole('grid').querySelectorAll('button[tabindex="0"]').length).toBe(1);
  });
});

describe('Moving a session by the keyboard', () => {
  const ghost = () => document.querySelector('[data-answer]');

  it('previews by Alt and arrows, says whether it is free, and commits by Enter', async () => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    expect(ghost()?.textContent).toBe('08:40 ✓ free');
    await user.keyboard('{Enter}');
    expect(move.mock.calls).toEqual([[kaya, { start: at('08:40'), roomId: room1, physicianId: ito }]]);
    expect(open).not.toHaveBeenCalled();
  });

  it('says who is busy where it would be, and Escape puts it back', async () => {
    const { user } = await openBoard();
    await user.tab();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(ghost()?.textContent).toBe('08:30 ✓ free');
    await user.keyboard(`{Alt>}${'{ArrowDown}'.repeat(18)}{/Alt}`);
    expect(ghost()?.textContent).toBe('10:00 ✕ Dr Ito is taken from 09:50 to 10:30 (+1)');
    expect(ghost()?.getAttribute('data-answer')).toBe('refused');
    await user.keyboard('{Escape}{Enter}');
    expect(move).not.toHaveBeenCalled();
  });

  it.each([
    ['in the same room', '0', {}],
    ['in another room', '1', { roomId: room2 }],
  ])('keeps the focus on a session that is moved to a later time %s', async (_, column, where) => {
    const { user, queryClient } = await openBoard();
    await user.tab();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}{Enter}');
    expect(move).toHaveBeenCalledTimes(1);
    const moved = { ...kaya, ...where, start: at('08:35'), end: at('09:05'), version: 2, holds: [] };
    act(() => void queryClient.setQueryData(['days', clinic.id, date], day([moved, roth, berg])));
    const card = await screen.findByRole('button', { name: /^Kaya, Aylin, 08:35/ });
    expect(card.closest('[data-column]')?.getAttribute('data-column')).toBe(column);
    await expect.poll(() => document.activeElement).toBe(card);
  });

  it('leaves alone what has begun', async () => {
    const { user } = await openBoard([session('Kaya, Aylin', '08:30', '09:00', { state: 'in-room' })]);
    await user.tab();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}{Enter}');
    expect(ghost()).toBeNull();
    expect(open).toHaveBeenCalled();
  });

  it('places a session that is carried on free time, by Enter as by a click', async () => {
    const { user } = await openBoard([kaya, roth, berg], true, {}, kaya);
    await user.tab();
    await user.keyboard('{End}{Enter}');
    expect(move.mock.calls).toEqual([[kaya, { start: at('12:00'), roomId: room1, physicianId: ito }]]);
    expect(book).not.toHaveBeenCalled();
  });
});
