import type { Refusal } from '../decision.js';
import {
  reliefDefinition30,
  reliefDefinition50,
  type ReliefDefinition,
  type RescuePolicy,
} from '../outcomes/relief-definition.js';
import type { ReliefDefinitions } from '../outcomes/series-relief.js';
import {
  escalatedTaskKinds,
  escalationRoles,
  symptomEscalationPolicy,
  type EscalationMinutes,
  type SymptomEscalationPolicy,
} from '../outcomes/symptom-escalation.js';
import { offerMinutes } from '../scheduling/held-time.js';
import { decisionPolicy, type DecisionPolicy } from '../series/decision-policy.js';
import { seriesEndReasons, type SeriesEndReason } from '../series/series-states.js';
import { entryOf, policyFault, type FigureRange } from './figures.js';

/** The clinical rules that a clinic writes as versions, beside its readiness policy. */
export const clinicalPolicyKinds = ['relief', 'decision', 'escalation'] as const;
export type ClinicalPolicyKind = (typeof clinicalPolicyKinds)[number];

/**
 * What of the definitions of relief is a clinic's to say, in minutes, points and a share. Not the two percentages: 50 and
 * 30 are what the names of the definitions mean, in papers, with payers and on every screen. Not what was asked with a
 * score (six hours since a rescue analgesic, an average of a day), nor the windows that sources of a baseline and grades of
 * a diary are named by: an answer that was given keeps its meaning. Not the HDSS: its steps are the instrument's.
 */
export type ReliefFigures = Pick<
  ReliefDefinition,
  | 'absoluteMinimum'
  | 'diagnosticWindow'
  | 'sustainedFrom'
  | 'sustainedBy'
  | 'flareMaximum'
  | 'bridgeMaximum'
  | 'firstFailureKnownWithin'
  | 'persistedWithin'
  | 'rescuePolicy'
  | 'minimumTherapeutic'
  | 'minimumKnownFraction'
>;

/** What of the decision rules is a clinic's to say; not for how long a word can be taken back: messages wait for it. */
export interface DecisionFigures extends Pick<
  DecisionPolicy,
  'nonResponses' | 'lengtheningOver' | 'reviewAfterInjection' | 'offerMinutes'
> {
  readonly placeAnewDays: number;
  /** Of the reasons after which a task is opened: within how many days it is due. */
  readonly afterStopDays: Readonly<Partial<Record<SeriesEndReason, number>>>;
}

export interface EscalationFigures {
  readonly minutesPastDue: EscalationMinutes;
}

/** The figures of each kind. */
export interface ClinicalFigures {
  readonly relief: ReliefFigures;
  readonly decision: DecisionFigures;
  readonly escalation: EscalationFigures;
}

/** Who stands behind a version, and its first day. */
export interface PolicyHead {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
}

interface KindOfPolicy<Figures> {
  readonly head: PolicyHead;
  readonly source: string;
  readonly figures: Figures;
  readonly ranges: readonly FigureRange[];
  /** What the figures have to be to each other. */
  readonly order: (figures: Figures) => Refusal[];
}

const headOf = ({ version, author, effectiveFrom }: PolicyHead): PolicyHead => ({
  version,
  author,
  effectiveFrom,
});

const days = (count: number): number => count * 24 * 60;
const rescuePolicies = ['composite', 'exclude', 'ignore'] as const satisfies readonly RescuePolicy[];
const misplaced = (path: string): Refusal => policyFault('policy.figures-out-of-order', entryOf(path));

const relief: KindOfPolicy<ReliefFigures> = {
  head: headOf(reliefDefinition50),
  source: 'Lull’s proposal: clinical reference 1.2 to 1.6, to be confirmed by the clinic',
  figures: {
    absoluteMinimum: reliefDefinition50.absoluteMinimum,
    diagnosticWindow: reliefDefinition50.diagnosticWindow,
    sustainedFrom: reliefDefinition50.sustainedFrom,
    sustainedBy: reliefDefinition50.sustainedBy,
    flareMaximum: reliefDefinition50.flareMaximum,
    bridgeMaximum: reliefDefinition50.bridgeMaximum,
    firstFailureKnownWithin: reliefDefinition50.firstFailureKnownWithin,
    persistedWithin: reliefDefinition50.persistedWithin,
    rescuePolicy: reliefDefinition50.rescuePolicy,
    minimumTherapeutic: reliefDefinition50.minimumTherapeutic,
    minimumKnownFraction: reliefDefinition50.minimumKnownFraction,
  },
  ranges: [
    [/^absoluteMinimum$/, 1, 5, true],
    [/^diagnosticWindow$/, 60, days(2), true],
    [/^sustainedFrom$/, 60, days(7), true],
    [/^sustainedBy$/, 60, days(28), true],
    [/^minimumTherapeutic$/, days(1), days(180), true],
    [/^minimumKnownFraction$/, 0, 1, false],
    [/(Maximum|Within)$/, 60, days(28), true],
  ],
  order: ({ diagnosticWindow, sustainedFrom, sustainedBy }) => [
    ...(sustainedFrom > sustainedBy ? [misplaced('sustainedFrom')] : []),
    ...(diagnosticWindow > sustainedFrom ? [misplaced('diagnosticWindow')] : []),
  ],
};

const decision: KindOfPolicy<DecisionFigures> = {
  head: headOf(decisionPolicy),
  source: 'Lull’s proposal: clinical reference 3.10, to be confirmed by the clinic',
  figures: {
    nonResponses: decisionPolicy.nonResponses,
    lengtheningOver: decisionPolicy.lengtheningOver,
    reviewAfterInjection: decisionPolicy.reviewAfterInjection,
    offerMinutes: decisionPolicy.offerMinutes,
    placeAnewDays: decisionPolicy.placeAnew.dueInDays,
    afterStopDays: Object.fromEntries(
      seriesEndReasons.flatMap((reason) => {
        const task = decisionPolicy.afterStop[reason];
        return task === null ? [] : [[reason, task.dueInDays]];
      }),
    ),
  },
  ranges: [
    [/^nonResponses$/, 1, 10, true],
    [/^lengtheningOver$/, 2, 10, true],
    [/^reviewAfterInjection$/, 1, 20, true],
    [/^offerMinutes$/, offerMinutes.least, offerMinutes.most, true],
    [/^(placeAnewDays|afterStopDays[.].*)$/, 0, 60, true],
  ],
  order: () => [],
};

const escalation: KindOfPolicy<EscalationFigures> = {
  head: headOf(symptomEscalationPolicy),
  source: 'Lull’s proposal: chosen, to be confirmed by a physician of the clinic',
  figures: { minutesPastDue: symptomEscalationPolicy.minutesPastDue },
  ranges: [
    [/^minutesPastDue[.]symptom-emergency[.]/, 0, 120, true],
    [/^minutesPastDue[.]symptom-same-day[.]/, 0, 480, true],
  ],
  // Whoever is next is not told before who is nearer; and an emergency never waits longer than what has the day.
  order: ({ minutesPastDue }) => {
    const emergency = minutesPastDue['symptom-emergency'];
    return [
      ...escalatedTaskKinds.flatMap((kind) => {
        const { nurse, scheduler, physician, administrator } = minutesPastDue[kind];
        const path = `minutesPastDue.${kind}`;
        return [
          ...(Math.max(nurse, scheduler) > physician ? [misplaced(`${path}.physician`)] : []),
          ...(physician > administrator ? [misplaced(`${path}.administrator`)] : []),
        ];
      }),
      ...escalationRoles
        .filter((role) => emergency[role] > minutesPastDue['symptom-same-day'][role])
        .map((role) => misplaced(`minutesPastDue.symptom-emergency.${role}`)),
    ];
  },
};

/** What Lull proposes of each kind, and within what a clinic may say otherwise. */
export const clinicalPolicies: {
  readonly [Kind in ClinicalPolicyKind]: KindOfPolicy<ClinicalFigures[Kind]>;
} = { relief, decision, escalation };

/** A text that a figure may be, by its path; figures that are numbers have none. */
export const figureChoices: Readonly<Record<string, readonly string[]>> = { rescuePolicy: rescuePolicies };

/** One version of one kind. */
export interface ClinicalVersion<Kind extends ClinicalPolicyKind> extends PolicyHead {
  readonly figures: ClinicalFigures[Kind];
}

/** The definitions of relief of pain that a version makes. */
export function reliefDefinitionsOf({
  version,
  author,
  effectiveFrom,
  figures,
}: ClinicalVersion<'relief'>): ReliefDefinitions {
  const own = { ...figures, version, author, effectiveFrom };
  return {
    primary: { ...reliefDefinition50, ...own },
    secondary: { ...reliefDefinition30, ...own },
  };
}

/** The decision rules that a version makes: what is no figure stays as Lull has it. */
export function decisionPolicyOf({
  version,
  author,
  effectiveFrom,
  figures: { placeAnewDays, afterStopDays, ...figures },
}: ClinicalVersion<'decision'>): DecisionPolicy {
  const { placeAnew, afterStop } = decisionPolicy;
  return {
    ...decisionPolicy,
    ...figures,
    version,
    author,
    effectiveFrom,
    placeAnew: { ...placeAnew, dueInDays: placeAnewDays },
    afterStop: Object.fromEntries(
      seriesEndReasons.map((reason) => {
        const task = afterStop[reason];
        return [reason, task && { ...task, dueInDays: afterStopDays[reason] ?? task.dueInDays }];
      }),
    ) as DecisionPolicy['afterStop'],
  };
}

export function escalationPolicyOf({
  version,
  author,
  effectiveFrom,
  figures,
}: ClinicalVersion<'escalation'>): SymptomEscalationPolicy {
  return { version, author, effectiveFrom, ...figures };
}
