import type { ClinicalPolicyKind } from '@lull/domain';
import { decisionGroups, escalationGroups, reliefGroups } from './clinical-figure-words.js';
import { readinessGroups, type FigureGroup } from './figure-words.js';

/** The clinical rules that are versions. */
export type PolicyKind = 'readiness' | ClinicalPolicyKind;

interface PolicyWords {
  readonly name: string;
  readonly note: string;
  /** As in "Versions of the readiness policy". */
  readonly versionsOf: string;
  /** The first day of a version, and what becomes of what was before it. */
  readonly from: { readonly label: string; readonly about: string };
  readonly groups: readonly FigureGroup[];
}

export const policyKinds: Readonly<Record<PolicyKind, PolicyWords>> = {
  readiness: {
    name: 'Readiness',
    note: 'The figures that readiness is judged by: fasting, lead times, ages and limits.',
    versionsOf: 'the readiness policy',
    from: {
      label: 'Applies to sessions from',
      about: 'By the clinic’s calendar. Earlier sessions stay as they were judged.',
    },
    groups: readinessGroups,
  },
  relief: {
    name: 'Relief',
    note: 'What counts as relief of pain, and when it begins and ends.',
    versionsOf: 'the definitions of relief',
    from: {
      label: 'Applies from',
      about:
        'By the clinic’s calendar. From then on relief is judged by it, of earlier injections too; figures by the versions before stay.',
    },
    groups: reliefGroups,
  },
  decision: {
    name: 'Decisions',
    note: 'What asks a physician for a look before the next injection, and what follows from the word.',
    versionsOf: 'the decision rules',
    from: {
      label: 'Applies from',
      about: 'By the clinic’s calendar. A decision that was made names the version of its day.',
    },
    groups: decisionGroups,
  },
  escalation: {
    name: 'Symptoms',
    note: 'Who is told when nobody has seen to a symptom from home by its hour.',
    versionsOf: 'the rules of telling further',
    from: {
      label: 'Applies from',
      about: 'By the clinic’s calendar. From then on it holds for every symptom that is open.',
    },
    groups: escalationGroups,
  },
};

export const policyKindList: readonly PolicyKind[] = ['readiness', 'relief', 'decision', 'escalation'];
