import { v7 as uuid } from 'uuid';
import {
  addCivilDays,
  civilDateAt,
  defaultProfiles,
  instantOf,
  weekdayOf,
  type ClockTime,
  type Weekday,
} from '@lull/domain';
import type { Principal } from '../platform/database/principal.js';
import type { TestApp } from './test-app.js';

/** A clinic ready to book: ids by what they are, in the order in which they stand on the board. */
export interface GivenClinic {
  readonly practiceId: string;
  readonly clinicId: string;
  readonly zone: string;
  readonly procedureTypeId: string;
  readonly rooms: readonly [string, string, ...string[]];
  readonly physicians: readonly [string, string, ...string[]];
  readonly cArms: readonly string[];
  readonly nurses: readonly string[];
  readonly bays: readonly string[];
  /** Epoch ms of a wall time on a weekday of a coming week: 0 is this week, 2 the one after next. */
  at(week: number, weekday: Weekday, time: ClockTime): number;
}

export interface ClinicWishes {
  readonly name?: string;
  readonly zone?: string;
  readonly rooms?: number;
  readonly physicians?: number;
  readonly cArms?: number;
  readonly nurses?: number;
  readonly bays?: number;
}

/** Rows are arranged by the product's own door, so that policies, checks and the trail see them as in life. */
export function arranging(practiceId: string): Principal {
  return { kind: 'system', practiceId, purpose: 'demonstration' };
}

/**
 * A clinic open on weekdays from 07:00 to 17:30, with LSB and its profiles at every sedation level. Each
 * physician owns block time in the room of the same number on weekdays from 08:00 to 16:00, released five
 * days before (the default); rooms without a physician are nobody's.
 */
export async function givenClinic(
  test: TestApp,
  practiceId: string,
  wishes: ClinicWishes = {},
): Promise<GivenClinic> {
  const zone = wishes.zone ?? 'America/New_York';
  const clinicId = uuid();
  const procedureTypeId = await givenProcedureType(test, practiceId);
  return test.door.run(arranging(practiceId), async (tx) => {
    await tx.query(`INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, $3, $4)`, [
      practiceId,
      clinicId,
      wishes.name ?? `Clinic ${clinicId.slice(-6)}`,
      zone,
    ]);
    await tx.query(
      `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, opens, closes)
       SELECT $1, gen_random_uuid(), $2, d, '07:00', '17:30' FROM generate_series(1, 5) d`,
      [practiceId, clinicId],
    );
    const resources = async (kind: string, label: string, count: number): Promise<string[]> => {
      const ids = Array.from({ length: count }, () => uuid());
      for (const [index, id] of ids.entries()) {
        await tx.query(
          `INSERT INTO resource (practice_id, id, kind, name, clinic_id, position) VALUES ($1, $2, $3, $4, $5, $6)`,
          [practiceId, id, kind, `${label} ${index + 1} ${clinicId.slice(-6)}`, clinicId, index],
        );
      }
      return ids;
    };
    const [room1, room2, ...otherRooms] = await resources('room', 'Fluoro', wishes.rooms ?? 2);
    const [physician1, physician2, ...otherPhysicians] = await resources(
      'physician',
      'Dr. Number',
      wishes.physicians ?? 2,
    );
    if (room1 === undefined || room2 === undefined || physician1 === undefined || physician2 === undefined) {
      throw new Error('A clinic of the tests has at least two rooms and two physicians.');
    }
    const rooms: GivenClinic['rooms'] = [room1, room2, ...otherRooms];
    const physicians: GivenClinic['physicians'] = [physician1, physician2, ...otherPhysicians];
    await tx.query(
      `INSERT INTO block_time (practice_id, id, clinic_id, physician_id, room_id, weekday, starts, ends, valid_from)
       SELECT $1, gen_random_uuid(), $2, owned.physician_id, owned.room_id, d, '08:00', '16:00', '2020-01-01'
         FROM unnest($3::uuid[], $4::uuid[]) AS owned (physician_id, room_id), generate_series(1, 5) d
        WHERE owned.physician_id IS NOT NULL AND owned.room_id IS NOT NULL`,
      [practiceId, clinicId, physicians, rooms],
    );
    return {
      practiceId,
      clinicId,
      zone,
      procedureTypeId,
      rooms,
      physicians,
      cArms: await resources('c-arm', 'C-arm', wishes.cArms ?? 2),
      nurses: await resources('sedation-nurse', 'RN', wishes.nurses ?? 2),
      bays: await resources('recovery-bay', 'Bay', wishes.bays ?? 4),
      at: (week, weekday, time) => instantInWeek(tx.now.epochMilliseconds, zone, week, weekday, time),
    };
  });
}

/** LSB with the default profile of each sedation level; a practice has it once, whatever its clinics. */
async function givenProcedureType(test: TestApp, practiceId: string): Promise<string> {
  return test.door.run(arranging(practiceId), async (tx) => {
    const [known] = await tx.query<{ id: string }>(`SELECT id FROM procedure_type WHERE code = 'LSB'`);
    if (known !== undefined) return known.id;
    const id = uuid();
    await tx.query(
      `INSERT INTO procedure_type (practice_id, id, code, name, uses_xray, uses_contrast, duration_minutes)
       VALUES ($1, $2, 'LSB', 'Lumbar sympathetic block', true, true, 30)`,
      [practiceId, id],
    );
    for (const profile of defaultProfiles) {
      await tx.query(
        `INSERT INTO resource_profile (practice_id, id, procedure_type_id, sedation, stages) VALUES ($1, $2, $3, $4, $5)`,
        [practiceId, uuid(), id, profile.sedation, JSON.stringify(profile.stages)],
      );
    }
    return id;
  });
}

function instantInWeek(now: number, zone: string, week: number, weekday: Weekday, time: ClockTime): number {
  const today = civilDateAt(now, zone);
  const date = addCivilDays(today, 7 * week + weekday - weekdayOf(today));
  const instant = instantOf(`${date}T${time}`, zone, 'first');
  if (!instant.accepted) throw new Error(`${date}T${time} does not exist in ${zone}.`);
  return instant.value;
}
