import { minuteMs } from '../time/zone.js';
import type { TargetSymptom } from '../series/target-symptom.js';
import { reliefDefinition50, type ReliefDefinition } from './relief-definition.js';
import type { ReliefDuration, Response } from './relief-duration.js';
import {
  reliefTarget,
  sidesOf,
  type ReliefTarget,
  type TargetInjection,
  type TargetRecords,
  type TargetScore,
  type TargetSeries,
} from './relief-target.js';
import { seriesRelief, unjudgedRelief, type InjectionRelief } from './series-relief.js';
import { symptomDefinitions } from './symptom-definitions.js';

/** What one injection did, as far as it can be told. */
export interface InjectionResponse {
  readonly injectionId: string;
  /** Among the completed injections of its target. */
  readonly ordinal: number;
  /** Epoch milliseconds. */
  readonly injectedAt: number;
  readonly response: Response;
  /** Whole minutes after the injection; null where nothing may be concluded. */
  readonly duration: ReliefDuration | null;
  /** Epoch milliseconds: before this nobody can say whether it responds, however much is written down. */
  readonly judgedFrom: number;
  readonly relief: InjectionRelief;
}

export interface TargetResponses {
  readonly side: 'left' | 'right';
  /** In the order they were given. */
  readonly injections: readonly InjectionResponse[];
}

/**
 * DEC-10: the response to each injection of a series, one target at a time, by the same definition as every other
 * figure of relief (REL-11, REL-14, REL-16). `primary` replaces it where a payer asks for another one.
 */
export function seriesResponses<Injection extends TargetInjection, Score extends TargetScore>(
  records: TargetRecords<Injection, Score>,
  series: TargetSeries,
  primary?: ReliefDefinition,
): readonly TargetResponses[] {
  const definitions = symptomDefinitions(series.targetSymptom);
  const { minimumTherapeutic } = primary ?? definitions?.primary ?? reliefDefinition50;
  return sidesOf(series).map((side) => {
    const target = reliefTarget(records, series, side);
    const own = new Map(target.own.map(({ injection }) => [injection.id, injection.needleOutAt ?? 0]));
    const judged = judgedTarget(target, series.targetSymptom, primary);
    return {
      side,
      injections: judged.flatMap((relief) => {
        const injectedAt = own.get(relief.injectionId);
        if (injectedAt === undefined) return [];
        const { relief: observed, between } = relief.primary;
        return [
          {
            injectionId: relief.injectionId,
            ordinal: relief.ordinal,
            injectedAt,
            response: between.response,
            duration: observed.status === 'evaluable' ? observed.duration : null,
            judgedFrom: injectedAt + minimumTherapeutic * minuteMs,
            relief,
          },
        ];
      }),
    };
  });
}

/**
 * The relief of every injection of a target, by the definitions of its symptom; `primary` replaces the first of them. A
 * symptom without a threshold is not judged, whoever asks (REL-20).
 */
export function judgedTarget(
  target: Pick<ReliefTarget, 'injections' | 'entries'>,
  symptom: TargetSymptom,
  primary?: ReliefDefinition,
): readonly InjectionRelief[] {
  const definitions = symptomDefinitions(symptom);
  if (definitions === null) return unjudgedRelief(target.injections);
  const { injections, entries } = target;
  return seriesRelief({ injections, entries }, { ...definitions, ...(primary !== undefined && { primary }) });
}

/** The last injection of each target that has one. */
export function lastResponses(targets: readonly TargetResponses[]): readonly (InjectionResponse & {
  readonly side: 'left' | 'right';
})[] {
  return targets.flatMap(({ side, injections }) => {
    const last = injections.at(-1);
    return last === undefined ? [] : [{ ...last, side }];
  });
}

/** The one to look at first comes first. */
const byGravity: readonly Response[] = ['non-responder', 'uncertain', 'not-evaluable', 'responder'];

/** DEC-11: of two sides the graver response stands for the series; null: nothing was injected. */
export function gravestResponse(responses: readonly Response[]): Response | null {
  return byGravity.find((each) => responses.includes(each)) ?? null;
}
