import type {
  InjectionReliefView,
  InjectionView,
  InstrumentScoreView,
  PainScoreView,
  ReliefView,
  TargetReliefView,
} from '@lull/contracts';
import {
  seriesRelief,
  symptomDefinitions,
  type JudgedRelief,
  type NumericEntry,
  type ReliefDefinitions,
} from '@lull/domain';

const hourMs = 3_600_000;
/** Mon 5 Jan 2026, 09:00 in New York. */
export const firstInjectionAt = Date.UTC(2026, 0, 5, 14);
export const zone = 'America/New_York';

interface GivenTarget {
  /** Hours after the first injection. */
  readonly injections: readonly number[];
  /** `0.5h:2 24h:3 72h:4avg 96h:3R`, hours after the first injection; `clinic` marks a score taken there. */
  readonly scores: string;
}

/** The same against sweating: scores are answers of the HDSS. */
export function givenSweating(given: GivenTarget): TargetReliefView {
  return givenTarget(given, symptomDefinitions('sweating') ?? undefined);
}

/** A target as the server answers it, judged by the domain's own rules. */
export function givenTarget(
  { injections, scores }: GivenTarget,
  definitions?: ReliefDefinitions,
): TargetReliefView {
  const views = scores
    .split(' ')
    .filter((token) => token !== '')
    .map(scoreOf);
  const judged = seriesRelief(
    {
      injections: injections.map((hours, index) => {
        const at = (firstInjectionAt + hours * hourMs) / 60_000;
        return { id: String(index), at, dayStartsAt: at - 9 * 60, purpose: 'therapeutic' };
      }),
      entries: views.map((score): NumericEntry => ({
        kind: score.kind === 'avg24h' ? 'avg24h' : 'now',
        at: score.at / 60_000,
        value: score.value ?? 0,
        rescue: score.rescue,
        atClinic: score.source === 'clinic',
      })),
    },
    definitions,
  );
  return {
    side: 'left',
    scores: views,
    injections: judged.map((relief, index): InjectionReliefView => ({
      injection: injectionOf(index, firstInjectionAt + (injections[index] ?? 0) * hourMs),
      ordinal: relief.ordinal,
      baseline: relief.baseline,
      relief50: viewOf(relief.primary),
      relief30: viewOf(relief.secondary),
      dataQuality: relief.primary.between.dataQuality,
      daysAnswered: 3,
      intervalDays: relief.primary.between.intervalDays,
      diagnostic: null,
    })),
  };
}

function scoreOf(token: string, index: number): PainScoreView {
  const { hours, value, unit, rescue } =
    /^(?<hours>-?[\d.]+)h:(?<value>[\d.]+)(?<unit>avg|clinic)?(?<rescue>R)?$/.exec(token)?.groups ?? {};
  return {
    id: `score ${index}`,
    at: firstInjectionAt + Number(hours) * hourMs,
    until: null,
    kind: unit === 'avg' ? 'avg24h' : 'now',
    value: Number(value),
    source: unit === 'clinic' ? 'clinic' : 'diary',
    rescue: rescue !== undefined,
    side: null,
  };
}

export function injectionOf(index: number, needleOutAt: number): InjectionView {
  return {
    id: `injection ${index}`,
    version: 1,
    sessionId: `session ${index}`,
    seriesId: 'series',
    side: 'left',
    status: 'completed',
    statusReason: null,
    ordinal: index + 1,
    levels: ['L3'],
    needleInAt: null,
    needleOutAt,
    needleOutReason: null,
    contrastUsed: true,
    fluoroSeconds: 40,
    airKermaMgy: null,
    kermaAreaGycm2: null,
    note: null,
    amendReason: null,
    overMaximumReason: null,
    amends: null,
    recordedBy: 'Dr Ito',
    recordedAt: needleOutAt,
    drugs: [
      {
        role: 'local-anaesthetic',
        drug: 'bupivacaine',
        concentrationPercent: 0.25,
        volumeMl: 12,
        doseMg: null,
      },
      ...(index % 2 === 0
        ? [
            {
              role: 'steroid',
              drug: 'dexamethasone',
              concentrationPercent: null,
              volumeMl: null,
              doseMg: 8,
            } as const,
          ]
        : []),
    ],
    temperatures: [],
    complications: [],
  };
}

function viewOf({ relief, between }: JudgedRelief): ReliefView {
  const observed = relief.status === 'evaluable' || relief.status === 'indeterminate' ? relief : null;
  const duration = relief.status === 'evaluable' ? relief.duration : null;
  return {
    status: relief.status,
    reason: relief.status === 'not-evaluable' ? relief.reason : null,
    pattern: between.pattern,
    onset: null,
    sustainedOnset: null,
    lapse:
      duration === null
        ? null
        : {
            lower: duration.lower,
            upper: duration.upper,
            confirmed: duration.event === 1 && duration.lapseConfirmed,
          },
    durationDays: between.duration?.days ?? null,
    ongoing: between.duration?.bound === 'at-least',
    flares: observed?.flares ?? null,
    peakReductionPercent: null,
    coverage: between.coverage,
    unrelievedGapDays: between.unrelievedGapDays,
    persistedAtNext:
      between.persistedAtNext === 'yes' ? true : between.persistedAtNext === 'no' ? false : null,
    response: between.response,
  };
}

/** A questionnaire as the patient answered it in the diary. */
export function givenInstrument(
  instrument: string,
  at: number,
  score: number,
  changes: Partial<InstrumentScoreView> = {},
): InstrumentScoreView {
  return {
    id: `${instrument} ${at}`,
    seriesId: null,
    instrument,
    at,
    answers: [score],
    score,
    side: null,
    region: null,
    source: 'diary',
    ...changes,
  };
}

/** 15 injections over 18 months with a diary that thins out: more than most patients ever have. */
export function longTarget(): TargetReliefView {
  const injections = Array.from({ length: 15 }, (_, index) => index * 24 * 37);
  const scores = injections.flatMap((start, index) => {
    const lasts = 5 + (index % 6) * 4;
    const days = Array.from({ length: 30 }, (_, day) => day + 1).filter((day) => day < 10 || day % 3 === 0);
    return [
      `${start - 1}h:8clinic`,
      ...days.map((day) => `${start + day * 24 + 10}h:${day < lasts ? 3 : 7}avg`),
    ];
  });
  return givenTarget({ injections, scores: scores.join(' ') });
}
