import { Injectable } from '@nestjs/common';
import {
  judgedTarget,
  lapseInDays,
  reliefDefinition30,
  reliefDefinition50,
  reliefModel,
  reliefModelPolicy,
  reliefTarget,
  sidesOf,
  type ForecastBasis,
  type OwnLapse,
  type PatientLapse,
  type ReliefModel,
} from '@lull/domain';
import type { JudgedInjection, JudgedRecords, JudgedSeries } from './relief.repository.js';

export interface ClinicModel {
  readonly model: ReliefModel;
  /** What it was made from, whether that was enough for it or not. */
  readonly basis: ForecastBasis;
}

/** By both definitions. */
export interface ClinicModels {
  readonly by50: ClinicModel;
  readonly by30: ClinicModel;
}

/** The lapses of one target by both definitions; an injection without a result is in neither. */
export interface TargetLapses {
  readonly by50: readonly OwnLapse[];
  readonly by30: readonly OwnLapse[];
}

const keptMs = 60 * 60_000;
const mostKept = 200;

/**
 * The model of relief of each practice and procedure, by both definitions. A fit takes a moment and changes little with
 * one more score, so it is kept for an hour; under the versions of the definitions and of the policy, so that neither
 * is ever answered with a model made by another.
 */
@Injectable()
export class ClinicModelStore {
  private readonly kept = new Map<string, { readonly until: number; readonly models: ClinicModels }>();

  /** Undefined where there is none that is young enough: the durations are to be read. `now` in epoch ms. */
  find(practiceId: string, procedureTypeId: string, now: number): ClinicModels | undefined {
    const found = this.kept.get(keyOf(practiceId, procedureTypeId));
    return found !== undefined && found.until > now ? found.models : undefined;
  }

  /** Fits and keeps the models. Outside of the transaction that read the book: nobody waits for its connection. */
  fit(
    practiceId: string,
    procedureTypeId: string,
    now: number,
    book: readonly JudgedRecords<JudgedInjection>[],
  ): ClinicModels {
    const models = modelsOf(book);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(keyOf(practiceId, procedureTypeId), { until: now + keptMs, models });
    return models;
  }
}

function keyOf(practiceId: string, procedureTypeId: string): string {
  const versions = [reliefDefinition50, reliefDefinition30, reliefModelPolicy].map(({ version }) => version);
  return [practiceId, procedureTypeId, ...versions].join(' ');
}

function modelsOf(book: readonly JudgedRecords<JudgedInjection>[]): ClinicModels {
  const lapses = book.flatMap((records) =>
    records.series
      .filter(({ purpose, targetSymptom }) => purpose !== 'pre-surgical' && targetSymptom === 'pain')
      .flatMap((series) =>
        sidesOf(series).map((side) => ({
          patient: records.patientId,
          ...targetLapses(records, series, side),
        })),
      ),
  );
  const by = (threshold: 'by50' | 'by30'): ClinicModel => {
    const all = lapses.flatMap((target): PatientLapse[] =>
      target[threshold].map((lapse) => ({ ...lapse, patient: target.patient })),
    );
    return {
      model: reliefModel(all),
      basis: { patients: new Set(all.map(({ patient }) => patient)).size, injections: all.length },
    };
  };
  return { by50: by('by50'), by30: by('by30') };
}

/** Every evaluable injection of one target, zeros among them. */
export function targetLapses(
  records: JudgedRecords<JudgedInjection>,
  series: JudgedSeries,
  side: 'left' | 'right',
): TargetLapses {
  const target = reliefTarget(records, series, side);
  const own = new Set(target.own.map(({ injection }) => injection.id));
  const judged = judgedTarget(target, series.targetSymptom).filter(
    ({ injectionId, countsInSurvival }) => countsInSurvival && own.has(injectionId),
  );
  const lapses = (by: 'primary' | 'secondary'): OwnLapse[] =>
    judged.flatMap((each) => {
      const { relief } = each[by];
      return relief.status === 'evaluable'
        ? [{ ordinal: each.ordinal, ...lapseInDays(relief.duration) }]
        : [];
    });
  return { by50: lapses('primary'), by30: lapses('secondary') };
}
