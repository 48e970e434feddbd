import type {
  ClinicView,
  CompactDayView,
  DaySessionView,
  DayView,
  HeldTimeView,
  SeriesView,
} from '@lull/contracts';
import { minuteMs, windowOn } from '@lull/domain';

/** A clinic day far ahead, so that none of it has passed: rooms 1 and 2, Dr Ito's block time in room 1. */
const zone = 'America/New_York';
export const date = '2099-12-01';

const idOf = (name: string): string =>
  `00000000-0000-4000-8000-${Array.from(new TextEncoder().encode(name), (byte) => byte.toString(16))
    .join('')
    .slice(-12)
    .padStart(12, '0')}`;

export const room1 = idOf('room1');
export const room2 = idOf('room2');
export const ito = idOf('ito');
export const sol = idOf('sol');

export function at(time: string, end = '23:59'): number {
  const found = windowOn(date, time, end, zone);
  if (found === null) throw new Error(`${time} is no time of ${date}.`);
  return found.start;
}

export const clinic: ClinicView = {
  id: idOf('clinic'),
  name: 'Test clinic',
  phone: null,
  timeZone: zone,
  openingHours: [{ weekday: 2, opens: '08:00', closes: '16:00' }],
  resources: [
    { id: room1, kind: 'room', name: 'Room 1', position: 0 },
    { id: room2, kind: 'room', name: 'Room 2', position: 1 },
    { id: ito, kind: 'physician', name: 'Dr Ito', position: 0 },
    { id: sol, kind: 'physician', name: 'Dr Sol', position: 1 },
    { id: idOf('bay'), kind: 'recovery-bay', name: 'Bay 1', position: 0 },
  ],
  procedureTypes: [
    {
      id: idOf('lsb'),
      code: 'LSB',
      name: 'Lumbar sympathetic block',
      durationMinutes: 30,
      usesXRay: true,
      usesContrast: true,
    },
  ],
};

export function session(
  patientName: string,
  from: string,
  to: string,
  changes: Partial<DaySessionView> = {},
): DaySessionView {
  const stretch = { start: at(from), end: at(to) };
  const roomId = changes.roomId ?? room1;
  return {
    id: idOf(patientName),
    version: 1,
    state: 'booked',
    ...stretch,
    patientId: idOf(`p ${patientName}`),
    patientName,
    birthDate: '1961-05-04',
    seriesId: idOf('series'),
    procedureCode: 'LSB',
    side: 'left',
    sedation: 'minimal',
    roomId,
    physicianId: ito,
    ordinal: 2,
    plannedCount: 6,
    holds: [
      { resourceId: roomId, kind: 'room', stage: 'procedure', ...stretch },
      { resourceId: ito, kind: 'physician', stage: 'procedure', ...stretch },
    ],
    flags: [],
    ...changes,
  };
}

/** A time that Robin Park holds until 10:42, in room 1 with Dr Ito. */
export function heldTime(
  patientName: string,
  from: string,
  to: string,
  changes: Partial<HeldTimeView> = {},
): HeldTimeView {
  const { holds, ...visit } = session(patientName, from, to);
  return {
    id: idOf(`held ${patientName}`),
    version: 1,
    purpose: 'phone',
    state: 'held',
    expiresAt: at('10:42'),
    heldBy: { memberId: idOf('robin'), name: 'Robin Park' },
    clinicId: clinic.id,
    roomId: visit.roomId,
    physicianId: visit.physicianId,
    seriesId: visit.seriesId,
    patientId: visit.patientId,
    patientName,
    birthDate: visit.birthDate,
    procedureCode: visit.procedureCode,
    side: visit.side,
    sedation: visit.sedation,
    start: visit.start,
    end: visit.end,
    holds,
    entryId: null,
    freedTimeId: null,
    sessionId: null,
    ...changes,
  };
}

export function day(sessions: readonly DaySessionView[], changes: Partial<DayView> = {}): DayView {
  return {
    date,
    clinicId: clinic.id,
    timeZone: zone,
    start: at('00:00'),
    end: at('00:00') + 24 * 3_600_000,
    open: [{ start: at('08:00'), end: at('16:00') }],
    blockTimes: [
      {
        id: idOf('block'),
        start: at('08:00'),
        end: at('12:00'),
        physicianId: ito,
        roomId: room1,
        released: false,
        thisWeekOnly: false,
      },
    ],
    closures: [],
    heldTimes: [],
    sessions,
    ...changes,
  };
}

export const series: SeriesView = {
  id: idOf('series'),
  version: 1,
  patientId: idOf('p Kaya, Aylin'),
  patientName: 'Kaya, Aylin',
  procedureTypeId: idOf('lsb'),
  procedureCode: 'LSB',
  procedureName: 'Lumbar sympathetic block',
  side: 'left',
  purpose: 'therapeutic',
  targetSymptom: 'pain',
  condition: { label: 'CRPS', icd10: 'G90.522' },
  physicianId: ito,
  physicianName: 'Dr Ito',
  plannedCount: 6,
  completedCount: 1,
  minimumIntervalDays: 7,
  targetIntervalDays: 14,
  maximumIntervalDays: 56,
  sedation: 'minimal',
  gated: true,
  state: 'active',
  endReason: null,
  openedOn: '2099-10-01',
  sessions: [],
};

/** A day as the API sends it. */
export function compactDay({ sessions, ...frame }: DayView): CompactDayView {
  const held = new Map(
    sessions.flatMap(({ holds }) => holds.map(({ resourceId, kind }) => [resourceId, { resourceId, kind }])),
  );
  const heldResources = [...held.values()].filter(({ kind }) => kind !== 'patient');
  const placeOf = (id: string) => heldResources.findIndex(({ resourceId }) => resourceId === id);
  return {
    ...frame,
    heldResources,
    sessions: sessions.map(({ holds, ...rest }) => ({
      ...rest,
      holds: holds.map(({ resourceId, kind, stage, start, end }) => [
        kind === 'patient' ? null : placeOf(resourceId),
        stage,
        (start - rest.start) / minuteMs,
        (end - rest.start) / minuteMs,
      ]),
    })),
  };
}
