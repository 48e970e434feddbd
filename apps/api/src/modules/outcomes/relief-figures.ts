import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  reliefDefinitionsOf,
  reliefFigures,
  reliefTarget,
  sidesOf,
  symptomDefinitions,
  targetSymptoms,
  type ReliefDefinitions,
} from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { clinicalPolicy } from '../../platform/database/clinical-policies.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Rounds } from '../../platform/rounds.js';
import { knownPractices } from '../identity/identity.public.js';
import { ReliefFiguresRepository, type FigureRecords, type KeptFigure } from './relief-figures.repository.js';

const everyMs = 2_000;
const roundName = 'relief-figures';
/** Patients of one transaction: some hundred scores each are in memory at once, and no more. */
const batch = 25;

export interface RebuiltFigures {
  readonly patients: number;
  /** Rows that were not there, were others, or had to go. */
  readonly changed: number;
}

/**
 * Keeps `injection_relief` true (ADR 15): works off the notes that triggers leave, or makes everything anew. Any number
 * of servers may do so at the same time.
 */
@Injectable()
export class ReliefFigures implements OnApplicationBootstrap {
  /** Practices that this process has asked for figures of every version: what Lull proposes changes with the program. */
  private readonly upToDate = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly auth: AuthDatabase,
    private readonly figures: ReliefFiguresRepository,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(everyMs, roundName, () => this.round());
  }

  /** One round through every practice. */
  async round(): Promise<void> {
    await this.rounds.inTurn(roundName, await knownPractices(this.auth), async ({ id }) => {
      if (!this.upToDate.has(id)) {
        await noteNewVersion(this.database, this.figures, id);
        this.upToDate.add(id);
      }
      await catchUpRelief(this.database, this.figures, id);
    });
  }
}

/**
 * Notes every patient who lacks figures of a version, so that the rounds make them without anybody's command; the older
 * ones stay (ADR 15). Without `given`: of every version that the practice has. Answers how many notes were left.
 */
export function noteNewVersion(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  given?: ReliefDefinitions,
): Promise<number> {
  return database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, async (tx) => {
    let noted = 0;
    for (const { primary } of await versionsOf(tx, given))
      noted += await repository.noteWithout(tx, primary.version);
    return noted;
  });
}

/** Figures are kept by every version that the practice has written, so that each can be read at any time. */
async function versionsOf(tx: Tx, given: ReliefDefinitions | undefined): Promise<ReliefDefinitions[]> {
  if (given !== undefined) return [given];
  const { versions } = await clinicalPolicy(tx, 'relief');
  return versions.map(reliefDefinitionsOf);
}

/** Works off the notes of one practice, and answers how many figures became others. */
export async function catchUpRelief(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  given?: ReliefDefinitions,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const more = await database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, async (tx) => {
      const patientIds = await repository.due(tx, batch);
      return {
        found: patientIds.length,
        written: patientIds.length === 0 ? 0 : await recompute(tx, repository, patientIds, given),
      };
    });
    changed += more.written;
    if (more.found < batch) return changed;
  }
}

/** Makes every figure of one practice anew, of every version or of the one given; reports go on meanwhile. */
export async function rebuildRelief(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  given?: ReliefDefinitions,
): Promise<RebuiltFigures> {
  let patients = 0;
  let changed = 0;
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const done = await database.run(
      { kind: 'system', practiceId, purpose: 'maintenance' },
      async (tx) => {
        const patientIds = await repository.patientsAfter(tx, from, batch);
        const written = patientIds.length === 0 ? 0 : await recompute(tx, repository, patientIds, given);
        return { patientIds, written };
      },
      { longRunning: true },
    );
    patients += done.patientIds.length;
    changed += done.written;
    after = done.patientIds.at(-1) ?? null;
    if (after === null) return { patients, changed };
  }
}

async function recompute(
  tx: Tx,
  repository: ReliefFiguresRepository,
  patientIds: readonly string[],
  given: ReliefDefinitions | undefined,
): Promise<number> {
  await repository.take(tx, patientIds);
  const records = await repository.records(tx, patientIds);
  let written = 0;
  for (const [index, definitions] of (await versionsOf(tx, given)).entries()) {
    const figures = records.flatMap((each) => reliefFiguresOf(each, definitions));
    // Versions are of pain: what other symptoms are judged by is the same in all of them.
    for (const symptom of index === 0 ? targetSymptoms : (['pain'] as const)) {
      const own = symptomDefinitions(symptom, definitions);
      if (own === null) continue;
      const { version } = own.primary;
      const names = [own.primary.name, own.secondary.name];
      const kept = figures.filter(
        (figure) => figure.version === version && names.includes(figure.definition),
      );
      written += await repository.keep(tx, { version, names }, patientIds, kept);
    }
  }
  return written;
}

/** The figures of a patient's injections by these definitions of pain; every other symptom has its own. */
export function reliefFiguresOf(records: FigureRecords, definitions: ReliefDefinitions): KeptFigure[] {
  return records.series.flatMap((series) => {
    const own = symptomDefinitions(series.targetSymptom, definitions);
    // Blood flow is not judged, so that no figure of it is kept and none is counted.
    return own === null ? [] : figuresOfSeries(records, series, own);
  });
}

function figuresOfSeries(
  records: FigureRecords,
  series: FigureRecords['series'][number],
  definitions: ReliefDefinitions,
): KeptFigure[] {
  return sidesOf(series).flatMap((side) => {
    const target = reliefTarget(records, series, side);
    const own = new Map(target.own.map(({ injection }) => [injection.id, injection]));
    return reliefFigures(target, definitions).flatMap(
      ({ injectionId, ordinal, nextAt, daysAnswered, figures }) => {
        const injection = own.get(injectionId);
        if (injection === undefined) return [];
        const { patientId } = records;
        return figures.map((figure) => ({
          ...figure,
          patientId,
          series,
          injection,
          ordinal,
          nextAt,
          daysAnswered,
        }));
      },
    );
  });
}
