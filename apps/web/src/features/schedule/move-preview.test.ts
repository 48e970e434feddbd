import { describe, expect, it } from 'vitest';
import { at, clinic, day, ito, room1, room2, session, sol } from '../../testing/given-day.js';
import { mayBeMoved, movedTo, movePreview } from './move-preview.js';

const bay = clinic.resources.find(({ kind }) => kind === 'recovery-bay')?.id ?? '';
const visit = (name: string, from: string, to: string, until: string, more = {}) => {
  const plain = session(name, from, to, more);
  return {
    ...plain,
    holds: [
      ...plain.holds,
      {
        resourceId: plain.patientId,
        kind: 'patient' as const,
        stage: 'procedure',
        start: at(from),
        end: at(to),
      },
      { resourceId: bay, kind: 'recovery-bay' as const, stage: 'recover', start: at(to), end: at(until) },
    ],
  };
};
const kaya = visit('Kaya, Aylin', '08:30', '09:00', '09:30');
const roth = visit('Roth, Ines', '10:00', '10:30', '11:00');

function answerAt(start: string, roomId = room1, physicianId = ito, changes: Parameters<typeof day>[1] = {}) {
  const preview = movePreview(clinic, day([kaya, roth], changes), kaya, at('07:00'));
  return preview({ start: at(start), roomId, physicianId }).words;
}

describe('What the loaded day says of a place', () => {
  it.each([
    ['its own time is not in its way', answerAt('08:40'), 'free'],
    ['a room and a physician that are taken', answerAt('09:45'), 'Dr Ito is taken from 10:00 to 10:30 (+2)'],
    ['a physician who is taken elsewhere', answerAt('10:00', room2), 'Dr Ito'],
    ['another physician in another room, but no bay', answerAt('10:00', room2, sol), 'No recovery bay'],
    ['a time after all of it', answerAt('11:00'), 'free'],
    ['recovery after the clinic has closed', answerAt('15:30'), 'The visit would take'],
    [
      'a closed room',
      answerAt('13:00', room1, ito, {
        closures: [{ id: 'c', resourceId: room1, reason: 'service', start: at('12:00'), end: at('14:00') }],
      }),
      'Room 1 is taken from 12:00 to 14:00 (closed)',
    ],
  ])('%s', (_, words, expected) => {
    expect(words).toContain(expected);
  });

  it('leaves the date out, because the day is on the screen', () => {
    expect(answerAt('10:00')).toMatch(/^Dr Ito is taken from 10:00 to 10:30 \(\+\d\)$/);
  });

  it.each([
    ['by the policy of the day, nine hours before', 9, {}, 'the last full meal would have been at 23:10'],
    ['by the one that Lull proposes, in time', null, {}, 'free'],
    [
      'with a GLP-1 drug, by the liquid diet of a day',
      null,
      { flags: ['glp-1'] },
      'the last solid food would have been at 08:10',
    ],
  ])('judges the fast %s', (_story, hours, changes, expected) => {
    const { fasting } = day([]);
    const own = { ...fasting.minutes.clinic, 'full-meal': (hours ?? 8) * 60 };
    const sedated = visit('Kaya, Aylin', '08:30', '09:00', '09:30', { sedation: 'moderate', ...changes });
    // Told for 08:30; an earlier start is another fast, and eight and a half hours are left.
    const preview = movePreview(
      clinic,
      day([sedated], { fasting: { ...fasting, minutes: { ...fasting.minutes, clinic: own } } }),
      sedated,
      at('08:10') - 8.5 * 3_600_000,
    );
    expect(preview({ start: at('08:10'), roomId: room1, physicianId: ito }).words).toContain(expected);
  });

  it('counts what was missed or is over as free', () => {
    const missed = { ...roth, state: 'no-show' as const };
    const preview = movePreview(clinic, day([kaya, missed]), kaya, at('07:00'));
    expect(preview({ start: at('10:00'), roomId: room1, physicianId: ito }).free).toBe(true);
  });
});

describe('A session on its way', () => {
  it('takes its holds along, and its confirmation is void', () => {
    const moved = movedTo(
      { ...kaya, state: 'confirmed' },
      { start: at('11:00'), roomId: room2, physicianId: sol },
    );
    expect(moved).toMatchObject({ start: at('11:00'), end: at('11:30'), roomId: room2, state: 'booked' });
    expect(moved.holds.map(({ resourceId, start }) => [resourceId, start])).toEqual([
      [room2, at('11:00')],
      [sol, at('11:00')],
      [kaya.patientId, at('11:00')],
      [bay, at('11:30')],
    ]);
  });

  it.each([
    ['booked and ahead', {}, '08:00', true],
    ['arrived', { state: 'arrived' as const }, '08:00', false],
    ['booked, but its time has passed', {}, '08:31', false],
  ])('may be one that is %s', (_, changes, now, expected) => {
    expect(mayBeMoved({ ...kaya, ...changes }, at(now))).toBe(expected);
  });
});
