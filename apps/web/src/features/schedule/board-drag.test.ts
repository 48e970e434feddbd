import { describe, expect, it } from 'vitest';
import { at, ito, room1, room2, session } from '../../testing/given-day.js';
import { boxAt, columnAt, edgeScroll, placeIn, startAt, stepped } from './board-drag.js';
import type { BoardColumn } from './board-columns.js';

const scale = { window: { start: at('08:00'), end: at('16:00') }, pixelsPerMinute: 2 };
const columns: readonly BoardColumn[] = [
  { id: room1, kind: 'room', name: 'Room 1' },
  { id: room2, kind: 'room', name: 'Room 2' },
  { id: 'bay', kind: 'recovery-bay', name: 'Bay 1' },
];
const stretches = columns.map((column, index) => ({ column, left: 50 + index * 200, width: 200 }));
const place = { start: at('09:00'), roomId: room1, physicianId: ito };

describe('A pointer over the board', () => {
  it.each([
    ['in the first column', 60, room1],
    ['before it', 0, room1],
    ['at the edge of two', 250, room2],
    ['over a bay, which is no place to move to', 500, room2],
    ['beyond the last', 9_000, room2],
  ])('%s means the nearest room', (_, x, id) => {
    expect(columnAt(x, stretches)?.column.id).toBe(id);
  });

  it.each([
    ['in the middle of a step', 2 * 62, 0, '09:00'],
    ['nearer to the next', 2 * 63, 0, '09:05'],
    ['held below its start', 2 * 75, 2 * 15, '09:00'],
    ['above the board', -50, 0, '08:00'],
  ])('%s means a time on five minutes', (_, y, grabbed, expected) => {
    expect(startAt(y, grabbed, scale)).toBe(at(expected));
  });
});

describe('The edges of the board', () => {
  it.each([
    ['in the middle: stays', 300, 0],
    ['at the upper edge: fastest up', 100, -16],
    ['near it: slower', 140, -5],
    ['beyond the lower edge: fastest down', 600, 16],
  ])('%s', (_, position, expected) => {
    expect(edgeScroll(position, 100, 500)).toBe(expected);
  });
});

describe('Alt and an arrow', () => {
  it.each([
    ['down: five minutes later', 'ArrowDown', { ...place, start: at('09:05') }],
    ['up: five minutes earlier', 'ArrowUp', { ...place, start: at('08:55') }],
    ['right: the next room', 'ArrowRight', { ...place, roomId: room2 }],
    ['left at the first room: stays', 'ArrowLeft', place],
  ])('%s', (_, key, expected) => {
    expect(stepped(place, key, columns, scale)).toEqual(expected);
  });

  it('never leads before the board begins, nor to a bay', () => {
    expect(stepped({ ...place, start: at('08:00') }, 'ArrowUp', columns, scale)?.start).toBe(at('08:00'));
    expect(stepped({ ...place, roomId: room2 }, 'ArrowRight', columns, scale)?.roomId).toBe(room2);
    expect(stepped(place, 'Enter', columns, scale)).toBeNull();
  });
});

describe('A place', () => {
  it('is told by the column as far as the column knows', () => {
    expect(placeIn(place, { id: 'p2', kind: 'physician', name: 'Dr Sol' }, at('10:00'))).toEqual({
      start: at('10:00'),
      roomId: room1,
      physicianId: 'p2',
    });
  });

  it('is drawn as tall as the session holds the room, turnover included', () => {
    const kaya = session('Kaya, Aylin', '09:00', '09:30', {
      holds: [
        { resourceId: room1, kind: 'room', stage: 'procedure', start: at('09:00'), end: at('09:30') },
        { resourceId: room1, kind: 'room', stage: 'turnover', start: at('09:30'), end: at('09:40') },
      ],
    });
    expect(boxAt(kaya, 'room', at('10:00'), scale)).toEqual({ top: 240, height: 80 });
  });
});
