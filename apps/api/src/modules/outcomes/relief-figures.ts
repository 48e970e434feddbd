import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  currentReliefDefinitions,
  reliefFigures,
  reliefTarget,
  sidesOf,
  symptomDefinitions,
  targetSymptoms,
  type ReliefDefinitions,
  type TargetSymptom,
} from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
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
  /** Practices that this process has asked for figures of the definitions it came with: they change with the program. */
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
 * After a change of the definitions notes every patient whose figures are of older versions alone, so that the rounds
 * make them anew without anybody's command; the older ones stay (ADR 15). Answers how many patients were noted.
 */
export function noteNewVersion(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  { primary } = currentReliefDefinitions,
): Promise<number> {
  return database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, (tx) =>
    repository.noteWithout(tx, primary.version),
  );
}

/** Works off the notes of one practice, and answers how many figures became others. */
export async function catchUpRelief(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  definitions = currentReliefDefinitions,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const more = await database.run({ kind: 'system', practiceId, purpose: 'maintenance' }, async (tx) => {
      const patientIds = await repository.due(tx, batch);
      return {
        found: patientIds.length,
        written: patientIds.length === 0 ? 0 : await recompute(tx, repository, patientIds, definitions),
      };
    });
    changed += more.written;
    if (more.found < batch) return changed;
  }
}

/** Makes every figure of one version of one practice anew, from the facts alone; reports go on meanwhile. */
export async function rebuildRelief(
  database: Database,
  repository: ReliefFiguresRepository,
  practiceId: string,
  definitions = currentReliefDefinitions,
): Promise<RebuiltFigures> {
  let patients = 0;
  let changed = 0;
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const done = await database.run(
      { kind: 'system', practiceId, purpose: 'maintenance' },
      async (tx) => {
        const patientIds = await repository.patientsAfter(tx, from, batch);
        const written =
          patientIds.length === 0 ? 0 : await recompute(tx, repository, patientIds, definitions);
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
  definitions: ReliefDefinitions,
): Promise<number> {
  await repository.take(tx, patientIds);
  const records = await repository.records(tx, patientIds);
  const figures = records.flatMap((each) => figuresOf(each, definitions));
  let written = 0;
  for (const symptom of targetSymptoms) {
    const own = definitionsBy(symptom, definitions);
    if (own === null) continue;
    const { version } = own.primary;
    const names = [own.primary.name, own.secondary.name];
    const kept = figures.filter((figure) => figure.version === version && names.includes(figure.definition));
    written += await repository.keep(tx, { version, names }, patientIds, kept);
  }
  return written;
}

/** A version of the definitions of pain may be asked for by name; every other symptom has its own. */
function definitionsBy(symptom: TargetSymptom, ofPain: ReliefDefinitions): ReliefDefinitions | null {
  return symptom === 'pain' ? ofPain : symptomDefinitions(symptom);
}

function figuresOf(records: FigureRecords, definitions: ReliefDefinitions): KeptFigure[] {
  return records.series.flatMap((series) => {
    const own = definitionsBy(series.targetSymptom, definitions);
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
