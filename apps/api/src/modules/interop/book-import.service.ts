import { Injectable } from '@nestjs/common';
import {
  civilDateAt,
  civilDaysBetween,
  defaultProfiles,
  type ResourceProfile,
  bookFiles,
  type BookFile,
} from '@lull/domain';
import { doubleHold } from '../../platform/database/constraint-problems.js';
import { Database, sqlState, type Tx } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { bookAlone } from '../scheduling/scheduling.public.js';
import type { ClinicOfBook } from './book.js';
import { BookCalendar } from './book-calendar.js';
import type { BookSource } from './book-source.js';
import type { Fault } from './book-faults.js';
import { BookRepository, type HeldTime, type StandingRows } from './book.repository.js';
import { broughtForward } from './brought-forward.js';
import { BookTally, type RowCounts } from './book-tally.js';
import { BookWriter } from './book-writer.js';
import { planHolds, resourceKey, type HoldPlan } from './hold-plan.js';
import { TakenTimes } from './taken-times.js';
import { openingDays, readBook, type Book, type BookShift } from './read-book.js';

export interface ImportOptions {
  /** Judges the book and writes nothing. */
  readonly check: boolean;
  /** Takes over the good rows although others are faulty; otherwise it is all or nothing. */
  readonly skipFaulty: boolean;
  /** Shifts every day and time but birth dates by whole weeks, so that the book ends in the current week. */
  readonly shiftToToday: boolean;
  /** Tells the days between the book and now as if they had happened; for the demonstration alone. */
  readonly bringForward?: boolean;
  /** The name of the practice when it does not stand yet: it is created with its book, or not at all. */
  readonly newPractice?: string;
  /** The member who brings the book, for the trail; absent: somebody at the command line. */
  readonly by?: NonNullable<SystemPrincipal['by']>;
}

export interface ImportReport {
  readonly files: Readonly<Record<BookFile, RowCounts>>;
  readonly faults: readonly Fault[];
  /** Things to know that are nobody's fault, with how many rows they concern. */
  readonly notes: readonly { readonly sentence: string; readonly rows: number }[];
  readonly shiftedWeeks: number;
  readonly written: boolean;
  /** Rows added, by table; empty when nothing was written. */
  readonly added: Readonly<Record<string, number>>;
}

interface Written {
  readonly faults: readonly Fault[];
  readonly written: boolean;
  readonly added: Readonly<Record<string, number>>;
}

/** Each further one means that another clinic booked a physician or a patient of the book while it was written. */
const attempts = 5;

/** What was free when the book was judged is taken by now, and no row of it may be left out: nothing is written. */
class Overtaken extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super('Times of the book were booked while it was written.');
  }
}

/** Takes a clinic's book over into a practice, in one transaction or not at all. */
@Injectable()
export class BookImport {
  constructor(
    private readonly database: Database,
    private readonly repository: BookRepository,
  ) {}

  async run(practiceId: string, source: BookSource, options: ImportOptions): Promise<ImportReport> {
    const { by } = options;
    const principal: SystemPrincipal = {
      kind: 'system',
      practiceId,
      purpose: 'import',
      ...(by !== undefined && { by }),
    };
    const before = await this.database.run(principal, async (tx) => ({
      now: tx.now.epochMilliseconds,
      standing: await this.repository.standing(tx),
    }));
    const opened = await openingDays(source);
    const tally = new BookTally();
    const shiftOf = (clinic: ClinicOfBook): BookShift | null =>
      options.shiftToToday
        ? { now: before.now, weeks: weeksOf(clinic, opened, before.standing, before.now) }
        : null;
    const asWritten = await readBook(source, tally, shiftOf);
    const book =
      asWritten === null || options.bringForward !== true
        ? asWritten
        : { ...asWritten, sessions: broughtForward(asWritten.sessions, before.now, asWritten.clinic.zone) };
    if (book !== null) zoneStands(book, before.standing, tally);
    if (book === null) return reportOf(tally, 0, { faults: [], written: false, added: {} });
    const mayWrite =
      !options.check && !tally.hasFaults('clinic.csv') && (options.skipFaulty || tally.faults.length === 0);
    const written = await this.placed(principal, book, mayWrite, options);
    for (const fault of written.faults) tally.turnFaulty(fault);
    return reportOf(tally, book.calendar.weeks, written);
  }

  /** Others book on meanwhile: whoever takes a time between our look and our writing makes us look again. */
  private async placed(
    principal: SystemPrincipal,
    book: Book,
    mayWrite: boolean,
    options: ImportOptions,
  ): Promise<Written> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.database.run(principal, (tx) => this.place(tx, book, mayWrite, options), {
          longRunning: true,
        });
      } catch (error) {
        if (error instanceof Overtaken) return { faults: error.faults, written: false, added: {} };
        if (attempt === attempts || sqlState(error) !== doubleHold) throw error;
      }
    }
  }

  /** Plans the holds beside what is booked already, and writes when nothing is in the way. */
  private async place(
    tx: Tx,
    book: Book,
    mayWrite: boolean,
    { skipFaulty, newPractice }: ImportOptions,
  ): Promise<Written> {
    const standing = await this.repository.standing(tx);
    const plan = await this.planOf(tx, book, standing);
    if (!mayWrite || (plan.faults.length > 0 && !skipFaulty))
      return { faults: plan.faults, written: false, added: {} };
    if (newPractice !== undefined) await this.repository.createPractice(tx, newPractice);
    const unplaced = new Set(plan.faults.map(({ line }) => line));
    const placeable = { ...book, sessions: book.sessions.filter(({ line }) => !unplaced.has(line)) };
    const writer = new BookWriter(tx, this.repository, placeable, standing);
    await writer.writeGround();
    await bookAlone(tx, writer.clinicId);
    const last = await this.planOf(tx, placeable, standing);
    const faults = [...plan.faults, ...last.faults];
    if (last.faults.length > 0 && !skipFaulty) throw new Overtaken(faults);
    await writer.writeHolding(last);
    return { faults, written: true, added: Object.fromEntries(writer.added) };
  }

  private async planOf(tx: Tx, book: Book, standing: StandingRows): Promise<HoldPlan> {
    const mrns = new Map(book.series.map(({ reference, mrn }) => [reference, mrn]));
    const fresh = book.sessions.filter(({ reference }) => !standing.sessions.has(reference));
    const profiles: readonly ResourceProfile[] =
      standing.profiles.length === 0
        ? defaultProfiles
        : standing.profiles.map((profile) => ({ ...profile, procedureType: 'LSB' }));
    return planHolds(
      book.clinic,
      fresh,
      profiles,
      (reference) => mrns.get(reference) ?? '',
      takenTimes(await this.repository.heldTimes(tx)),
    );
  }
}

function takenTimes(held: readonly HeldTime[]): TakenTimes {
  const taken = new TakenTimes();
  for (const { kind, name, start, end } of held)
    taken.add(resourceKey(kind, name), { start, end }, 'what is booked already');
  return taken;
}

/** A book that was taken over shifted keeps its shift, so that taking it over again next week changes nothing. */
function weeksOf(
  clinic: ClinicOfBook,
  opened: ReadonlyMap<string, string>,
  standing: StandingRows,
  now: number,
): number {
  for (const [reference, day] of opened) {
    const known = standing.series.get(reference);
    if (known !== undefined) return Math.round(civilDaysBetween(day, known.openedOn) / 7);
  }
  return BookCalendar.weeksTo(civilDateAt(now, clinic.zone), clinic.asOf);
}

/** The same clinic in another zone would put its old and its new sessions at different times of the day. */
function zoneStands({ clinic }: Book, standing: StandingRows, tally: BookTally): void {
  const known = standing.clinics.get(clinic.name)?.timeZone;
  if (known === undefined || known === clinic.zone) return;
  const why = `The clinic stands in the zone ${known} already, the book says ${clinic.zone}.`;
  tally.turnFaulty({ file: 'clinic.csv', line: 2, field: 'time_zone', code: 'inconsistent', facts: { why } });
}

function reportOf(tally: BookTally, shiftedWeeks: number, { written, added }: Written): ImportReport {
  return {
    files: Object.fromEntries(bookFiles.map((file) => [file, tally.of(file)])) as Record<BookFile, RowCounts>,
    faults: tally.faults,
    notes: [...tally.notes].map(([sentence, rows]) => ({ sentence, rows })),
    shiftedWeeks,
    written,
    added,
  };
}
