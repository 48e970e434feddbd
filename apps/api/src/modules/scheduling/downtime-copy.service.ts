import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { sessionsOf, type CompactDayView, type DaySessionView } from '@lull/contracts';
import {
  addCivilDays,
  civilDateAt,
  civilDay,
  minuteMs,
  offeredTime,
  openingOn,
  paperFast,
  type PaperFast,
  type CivilDate,
} from '@lull/domain';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Log } from '../../platform/log.js';
import { Rounds } from '../../platform/rounds.js';
import { knownPractices, type KnownPractice } from '../identity/identity.public.js';
import { ClinicRepository, type ClinicWeek, type DayRows } from './clinic.repository.js';
import { fileWord, removeOld, writeWhole } from './downtime-folder.js';
import { DowntimeFastingRepository } from './downtime-fasting.repository.js';
import { arrivalOf, downtimeSheet, type DowntimeDay } from './downtime-sheet.view.js';
import { fastingBasisOf } from './fasting-basis.repository.js';

const everyMs = 15 * minuteMs;
/** Further ahead than any holidays. */
const daysAhead = 21;

/**
 * The downtime copy: what a clinic needs of today and of its next day when the product cannot be reached, as files
 * outside of the database. Several processes may write the same folder.
 */
@Injectable()
export class DowntimeCopy implements OnApplicationBootstrap, OnModuleDestroy {
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly auth: AuthDatabase,
    private readonly clinics: ClinicRepository,
    private readonly fasting: DowntimeFastingRepository,
    private readonly log: Log,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    const { downtimeFolder, rounds } = this.config;
    if (downtimeFolder === null) return;
    // At once, too: a server that has just come back may go again.
    if (rounds) void this.tick();
    this.rounds.every(everyMs, 'downtime-copy', () => this.tick());
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  /** Writes every sheet anew, after the writing that may be under way. A practice that fails keeps the others from nothing. */
  tick(): Promise<void> {
    const { downtimeFolder } = this.config;
    if (downtimeFolder === null) return Promise.resolve();
    this.writing = this.writing.then(() => this.writeAll(downtimeFolder));
    return this.writing;
  }

  private async writeAll(folder: string): Promise<void> {
    try {
      for (const practice of await knownPractices(this.auth)) await this.writePractice(folder, practice);
    } catch (error) {
      this.failed(error);
    }
  }

  private async writePractice(folder: string, practice: KnownPractice): Promise<void> {
    try {
      const own = join(folder, fileWord(practice.name, practice.id));
      const { days, now } = await this.daysOf(practice);
      for (const day of days) {
        const name = `${day.date} ${fileWord(day.clinic.name, day.clinic.id)}.html`;
        await writeWhole(join(own, name), downtimeSheet(day));
      }
      if (days.length > 0) await removeOld(own, civilDateAt(now, 'UTC'), now);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Only what kind of fault it was: a message may hold a patient's data. */
  private failed(error: unknown): void {
    this.log.event('downtime-copy-failed', {
      kind: error instanceof Error ? error.constructor.name : typeof error,
      ...(error instanceof Error &&
        'code' in error &&
        typeof error.code === 'string' && { code: error.code }),
    });
  }

  private daysOf({ id, name }: KnownPractice): Promise<{ days: readonly CopiedDay[]; now: number }> {
    return this.database.run({ kind: 'system', practiceId: id, purpose: 'downtime-copy' }, async (tx) => {
      const now = tx.now.epochMilliseconds;
      const days: CopiedDay[] = [];
      for (const clinic of await this.clinics.clinics(tx)) {
        const today = civilDateAt(now, clinic.timeZone);
        const week = await this.clinics.week(tx, clinic.id, today);
        const found = [
          await this.dayOf(tx, clinic.id, week, today),
          await this.nextDay(tx, clinic.id, week, today),
        ];
        for (const day of found) {
          if (day === null) continue;
          const { date, rows } = day;
          const sessions = sessionsOf({
            heldResources: JSON.parse(rows.heldResources) as CompactDayView['heldResources'],
            sessions: JSON.parse(rows.sessions) as CompactDayView['sessions'],
          });
          const fasts = await this.fastsOf(tx, sessions, clinic.timeZone);
          days.push({
            practice: name,
            clinic,
            date,
            sessions,
            fasts,
            closures: rows.closures,
            writtenAt: now,
          });
          if (sessions.length === 0) continue;
          const detail = { clinicId: clinic.id, date };
          tx.read({ resource: 'session', patientIds: rows.patientIds, detail });
        }
      }
      return { days, now };
    });
  }

  /** READY-52, counted back from the arrival that the sheet shows where the clinic counts so. */
  private async fastsOf(
    tx: Tx,
    sessions: readonly DaySessionView[],
    zone: string,
  ): Promise<ReadonlyMap<string, PaperFast>> {
    const stored = await this.fasting.of(
      tx,
      sessions.map(({ id }) => id),
    );
    return new Map(
      sessions.flatMap((session) => {
        const known = stored.get(session.id);
        if (known === undefined) return [];
        const { start, sedation } = session;
        const { usual, signedFor } = known;
        const basis = fastingBasisOf(known.fasting);
        const fast = paperFast({
          start,
          arriveAt: arrivalOf(session),
          sedation,
          zone,
          basis,
          usual,
          signedFor,
        });
        return [[session.id, fast] as const];
      }),
    );
  }

  /** The next day on which the clinic is open for at least a while, or on which somebody is booked nevertheless. */
  private async nextDay(
    tx: Tx,
    clinicId: string,
    week: ClinicWeek,
    today: CivilDate,
  ): Promise<FoundDay | null> {
    for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
      const date = addCivilDays(today, ahead);
      const day = await this.dayOf(tx, clinicId, week, date);
      const closed = day.rows.closures
        .filter(({ resourceId }) => resourceId === null)
        .map(({ interval }) => interval);
      const open = offeredTime(openingOn({ ...week, closures: [] }, date), closed);
      if (open.length > 0 || day.rows.patientIds.length > 0) return day;
    }
    return null;
  }

  private async dayOf(tx: Tx, clinicId: string, week: ClinicWeek, date: CivilDate): Promise<FoundDay> {
    return { date, rows: await this.clinics.day(tx, clinicId, civilDay(date, week.zone), true) };
  }
}

interface FoundDay {
  readonly date: CivilDate;
  readonly rows: DayRows;
}

interface CopiedDay extends DowntimeDay {
  readonly clinic: DowntimeDay['clinic'] & { readonly id: string };
}
