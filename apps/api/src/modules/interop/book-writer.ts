import {
  addCivilDays,
  civilDateAt,
  codedSide,
  defaultProfiles,
  followUpTasks,
  holdsResources,
  isOpenSeries,
  noShowFollowUp,
  searchName,
  type FollowUpTask,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import type { PatientOfBook, ScoreOfBook, SeriesOfBook, SessionOfBook } from './book.js';
import type { BookRepository, BulkRow, BulkTable, StandingRows } from './book.repository.js';
import { bulkTables } from './bulk-tables.js';
import { resourceKey, resourcesOf, type HoldPlan } from './hold-plan.js';
import type { Book } from './read-book.js';
import { holdRow, injectionRows, scoreRow, sessionRow, type SessionIds } from './session-rows.js';
import { stableId } from './stable-id.js';

const scoreBatch = 5_000;

/** Writes the good rows of a book into one practice, in one transaction. What stands already stays as it is. */
export class BookWriter {
  /** Rows added, by table. */
  readonly added = new Map<string, number>();
  private readonly practiceId: string;
  readonly clinicId: string;
  private readonly procedureTypeId: string;
  private readonly resources: ReadonlyMap<string, string>;
  private readonly seriesByReference: ReadonlyMap<string, SeriesOfBook>;

  constructor(
    private readonly tx: Tx,
    private readonly repository: BookRepository,
    private readonly book: Book,
    private readonly standing: StandingRows,
  ) {
    this.practiceId = tx.principal.practiceId;
    this.clinicId = standing.clinics.get(book.clinic.name)?.id ?? this.id('clinic', book.clinic.name);
    this.procedureTypeId = standing.procedureTypes.get('LSB') ?? this.id('procedure-type', 'LSB');
    this.resources = new Map(standing.resources.map(({ kind, name, id }) => [resourceKey(kind, name), id]));
    this.seriesByReference = new Map(book.series.map((series) => [series.reference, series]));
  }

  /** Everything that takes no time of anybody's: the clinic keeps booking while it is written. */
  async writeGround(): Promise<void> {
    await this.writeClinic();
    await this.writePatients();
    await this.writeSeries();
    await this.writeSessions(
      this.book.sessions.filter(({ state }) => !holdsResources(state)),
      new Map(),
    );
    await this.writeScores();
  }

  /** The sessions that hold something, with what they hold; last, because whoever wants the same waits from here on. */
  async writeHolding({ holds }: Pick<HoldPlan, 'holds'>): Promise<void> {
    await this.writeSessions(
      this.book.sessions.filter(({ reference }) => holds.has(reference)),
      holds,
    );
  }

  private id(kind: string, ...reference: readonly (string | number)[]): string {
    return stableId(this.practiceId, kind, ...reference);
  }

  private async add(table: BulkTable, rows: readonly BulkRow[]): Promise<void> {
    const added = await this.repository.insertNew(this.tx, table, rows);
    this.added.set(table.name, (this.added.get(table.name) ?? 0) + added);
  }

  private resourceId(kind: Parameters<typeof resourceKey>[0], name: string): string {
    if (kind === 'patient') return this.patientId(name);
    const key = resourceKey(kind, name);
    return this.resources.get(key) ?? this.id('resource', key);
  }

  private patientId(mrn: string): string {
    return this.standing.patients.get(mrn) ?? this.id('patient', mrn);
  }

  private seriesId(reference: string): string {
    return this.standing.series.get(reference)?.id ?? this.id('series', reference);
  }

  private async writeClinic(): Promise<void> {
    const { clinic, blockTimes, sessions, calendar } = this.book;
    const clinicId = this.clinicId;
    const newClinic = !this.standing.clinics.has(clinic.name);
    await this.add(bulkTables.clinic, [{ id: clinicId, name: clinic.name, time_zone: clinic.zone }]);
    // Hours that somebody has changed since are not given back their old form.
    await this.add(
      bulkTables.openingHours,
      !newClinic
        ? []
        : [1, 2, 3, 4, 5].map((weekday) => ({
            id: this.id('opening-hours', clinic.name, weekday),
            clinic_id: clinicId,
            weekday,
            opens: clinic.opens,
            closes: clinic.closes,
          })),
    );
    await this.add(
      bulkTables.resource,
      resourcesOf(clinic).map(({ kind, name }, position) => ({
        id: this.resourceId(kind, name),
        kind,
        name,
        clinic_id: kind === 'physician' ? null : clinicId,
        position,
      })),
    );
    await this.add(bulkTables.procedureType, [
      {
        id: this.procedureTypeId,
        code: 'LSB',
        name: 'Lumbar sympathetic block',
        uses_xray: true,
        uses_contrast: true,
        duration_minutes: 30,
      },
    ]);
    const known = new Set(this.standing.profiles.map(({ sedation }) => sedation));
    await this.add(
      bulkTables.resourceProfile,
      defaultProfiles
        .filter(({ sedation }) => !known.has(sedation))
        .map(({ sedation, stages }) => ({
          id: this.id('resource-profile', 'LSB', sedation),
          procedure_type_id: this.procedureTypeId,
          sedation,
          stages,
        })),
    );
    const first = sessions.reduce(
      (earliest, { start }) => Math.min(earliest, start),
      calendar.day(calendar.asOf).start,
    );
    await this.add(
      bulkTables.blockTime,
      !newClinic
        ? []
        : blockTimes.map(({ weekday, room, physician, from, to }) => ({
            id: this.id('block-time', clinic.name, weekday, room, physician, from),
            clinic_id: clinicId,
            weekday,
            starts: from,
            ends: to,
            physician_id: this.resourceId('physician', physician),
            room_id: this.resourceId('room', room),
            valid_from: civilDateAt(first, clinic.zone),
          })),
    );
  }

  private async writePatients(): Promise<void> {
    const fresh = this.book.patients.filter(({ mrn }) => !this.standing.patients.has(mrn));
    await this.add(
      bulkTables.patient,
      fresh.map((patient) => ({
        id: this.patientId(patient.mrn),
        mrn: patient.mrn,
        family_name: patient.familyName,
        given_name: patient.givenName,
        search_name: searchName(patient.familyName, patient.givenName),
        birth_date: patient.birthDate,
        sex_at_birth: patient.sexAtBirth,
        phone: patient.phone,
        email: patient.email,
        language: patient.language,
        weight_kg: patient.weightKg,
      })),
    );
    await this.add(
      bulkTables.resource,
      fresh.map(({ mrn, familyName, givenName }) => ({
        id: this.patientId(mrn),
        kind: 'patient',
        name: `${familyName}, ${givenName}`,
        patient_id: this.patientId(mrn),
        position: 0,
      })),
    );
    await this.add(
      bulkTables.clinicalFlag,
      fresh.flatMap((patient) => this.flagsOf(patient)),
    );
  }

  /** An empty column of the book is not an answer, so it makes no flag: "not asked" is the absence of one. */
  private flagsOf({ mrn, allergies, anticoagulant, diabetes }: PatientOfBook): BulkRow[] {
    const flag = (kind: string, state: string, substance: string | null = null): BulkRow => ({
      id: this.id('clinical-flag', mrn, kind, substance ?? ''),
      patient_id: this.patientId(mrn),
      kind,
      state,
      substance,
    });
    return [
      ...(allergies?.length === 0
        ? [flag('allergy', 'none-known')]
        : (allergies ?? []).map((substance) => flag('allergy', 'listed', substance))),
      ...(anticoagulant === null ? [] : [flag('anticoagulant', 'present', anticoagulant)]),
      ...(diabetes === null ? [] : [flag('diabetes', diabetes)]),
    ];
  }

  private async writeSeries(): Promise<void> {
    const fresh = this.book.series.filter(({ reference }) => !this.standing.series.has(reference));
    const conditionId = ({ mrn, icd10 }: SeriesOfBook): string => this.id('condition', mrn, icd10);
    const conditions = new Map(fresh.map((series) => [conditionId(series), series]));
    await this.add(
      bulkTables.condition,
      [...conditions].map(([id, { mrn, conditionLabel, icd10 }]) => ({
        // The side is what the code says; a code without one says none (product rule 5: a side is never copied).
        id,
        patient_id: this.patientId(mrn),
        label: conditionLabel,
        icd10,
        side: codedSide(icd10),
      })),
    );
    const sedations = this.latestSedations();
    await this.add(
      bulkTables.series,
      fresh.map((series) => ({
        id: this.seriesId(series.reference),
        patient_id: this.patientId(series.mrn),
        condition_id: conditionId(series),
        procedure_type_id: this.procedureTypeId,
        physician_id: this.resourceId('physician', series.physician),
        reference: series.reference,
        side: series.side,
        purpose: series.purpose,
        planned_count: series.plannedCount,
        minimum_interval_days: series.minimumIntervalDays,
        target_interval_days: series.targetIntervalDays,
        maximum_interval_days: series.maximumIntervalDays,
        sedation: sedations.get(series.reference) ?? 'none',
        state: series.state,
        end_reason: series.endReason,
        opened_on: series.openedOn,
      })),
    );
  }

  /** The book plans no sedation for a series; the level of its latest session is what it is treated with. */
  private latestSedations(): ReadonlyMap<string, string> {
    const ordered = [...this.book.sessions].sort((a, b) => a.start - b.start);
    return new Map(ordered.map(({ seriesReference, sedation }) => [seriesReference, sedation]));
  }

  private async writeSessions(sessions: readonly SessionOfBook[], holds: HoldPlan['holds']): Promise<void> {
    const fresh = sessions
      .filter(({ reference }) => !this.standing.sessions.has(reference))
      .map((session) => ({ session, ids: this.idsOf(session) }));
    await this.add(
      bulkTables.session,
      fresh.map(({ session, ids }) => sessionRow(session, ids)),
    );
    await this.add(
      bulkTables.hold,
      fresh.flatMap(({ session, ids }) =>
        (holds.get(session.reference) ?? []).map((hold) =>
          holdRow(
            hold,
            this.resourceId(hold.resourceKind, hold.resourceId.slice(hold.resourceKind.length + 1)),
            ids,
          ),
        ),
      ),
    );
    const rows = fresh.flatMap(({ session, ids }) => {
      const side = this.seriesByReference.get(session.seriesReference)?.side;
      return session.injection === null || side === undefined
        ? []
        : [injectionRows(session, session.injection, side, ids)];
    });
    await this.add(
      bulkTables.injection,
      rows.flatMap((row) => row.injections),
    );
    await this.add(
      bulkTables.drug,
      rows.flatMap((row) => row.drugs),
    );
    await this.add(
      bulkTables.skinTemperature,
      rows.flatMap((row) => row.skinTemperatures),
    );
    await this.add(
      bulkTables.complication,
      rows.flatMap((row) => row.complications),
    );
    const last = new Map(
      [...this.book.sessions]
        .sort((a, b) => a.start - b.start)
        .map((session) => [session.seriesReference, session.reference]),
    );
    await this.add(
      bulkTables.followUpTask,
      fresh.flatMap(({ session, ids }) =>
        last.get(session.seriesReference) === session.reference ? this.followUpsOf(session, ids) : [],
      ),
    );
  }

  private idsOf(session: SessionOfBook): SessionIds {
    return {
      practiceId: this.practiceId,
      clinicId: this.clinicId,
      procedureTypeId: this.procedureTypeId,
      sessionId: this.id('session', session.reference),
      seriesId: this.seriesId(session.seriesReference),
      patientId: this.patientId(this.seriesByReference.get(session.seriesReference)?.mrn ?? ''),
      roomId: this.resourceId('room', session.room),
      physicianId: this.resourceId('physician', session.physician),
    };
  }

  /**
   * A session that fell out and after which nothing is planned any more, in a series that is still open: somebody
   * must call. Older ones are settled: the book itself shows that the series went on.
   */
  private followUpsOf(session: SessionOfBook, ids: SessionIds): BulkRow[] {
    const series = this.seriesByReference.get(session.seriesReference);
    if (series === undefined || !isOpenSeries(series.state)) return [];
    const task: FollowUpTask | null =
      session.state === 'no-show'
        ? noShowFollowUp
        : session.cancelReason === null
          ? null
          : followUpTasks[session.cancelReason];
    if (task === null) return [];
    const dueOn = addCivilDays(civilDateAt(session.start, this.book.clinic.zone), task.dueInDays);
    return [
      {
        id: this.id('follow-up-task', session.reference),
        patient_id: ids.patientId,
        session_id: ids.sessionId,
        kind: task.kind,
        due_on: dueOn,
      },
    ];
  }

  private async writeScores(): Promise<void> {
    let batch: BulkRow[] = [];
    const flush = async (): Promise<void> => {
      await this.add(bulkTables.painScore, batch);
      batch = [];
    };
    for await (const score of this.book.scores()) {
      batch.push(this.scoreOf(score));
      if (batch.length === scoreBatch) await flush();
    }
    await flush();
  }

  private scoreOf(score: ScoreOfBook): BulkRow {
    const mrn = this.seriesByReference.get(score.seriesReference)?.mrn ?? '';
    return scoreRow(score, this.practiceId, this.seriesId(score.seriesReference), this.patientId(mrn));
  }
}
