import { wilsonInterval, type BaselineSource } from '@lull/domain';
import type {
  ReliefChoicesView,
  ReliefComplicationView,
  ReliefDimension,
  ReliefGroupView,
  ReliefRateView,
} from '@lull/contracts';
import { sedationLevels } from '@lull/contracts';
import {
  axisUpTo,
  durationView,
  lastTellingDay,
  type DurationQuestion,
  type EvaluableInjections,
} from './relief-duration.view.js';
import type { CountedComplication, CountedGroup } from './relief-report.repository.js';

/** Rates, curves and medians of fewer say more about the few than about the treatment. */
export const leastShown = 10;
/** More lines than these cannot be told apart. */
const mostGroups = 12;

const qualityGrades = ['A', 'B', 'C'] as const;

/** The groups with their statistics; labels are put on afterwards, because a name may change and a count does not. */
export function groupViews(
  groups: readonly CountedGroup[],
  complications: readonly CountedComplication[],
  intervalDays: number,
): { readonly groups: readonly ReliefGroupView[]; readonly drawnUntil: number } {
  const found = groups.map((group) => ({ group, injections: evaluableOf(group) }));
  const shown = found.filter(({ injections }) => injections.lowers.length >= leastShown);
  const drawnUntil = shown.reduce((last, each) => Math.max(last, lastTellingDay(each.injections)), 0);
  const axisDays = axisUpTo(drawnUntil);
  const views = found.map(({ group, injections }) =>
    groupView(
      group,
      injections,
      complications.filter(({ key }) => key === group.key),
      { intervalDays, axisDays },
    ),
  );
  return { groups: views, drawnUntil };
}

function groupView(
  group: CountedGroup,
  injections: EvaluableInjections,
  complications: readonly CountedComplication[],
  question: DurationQuestion,
): ReliefGroupView {
  const evaluable = injections.lowers.length;
  const ongoing = injections.uppers.filter((upper) => upper === null).length;
  return {
    key: group.key,
    label: group.key,
    injections: group.injections,
    patients: group.patients,
    evaluable,
    indeterminate: group.indeterminate,
    missingBaseline: group.missingBaseline,
    lowBaseline: group.lowBaseline,
    noData: group.noData,
    response: {
      responders: group.responders,
      nonResponders: group.nonResponders,
      uncertain: group.uncertain,
      notEvaluable: group.notEvaluable,
      rate: rateOf(group.responders, group.responders + group.nonResponders),
    },
    lapsed: evaluable - ongoing,
    ongoing,
    persistedAtNext: injections.persisted.filter((persisted) => persisted === 1).length,
    duration: evaluable < leastShown ? null : durationView(injections, question),
    complications: complications
      .map(({ code, tier, grade, injections: count }): ReliefComplicationView => ({
        code,
        tier,
        grade,
        injections: count,
        rate: rateOf(count, group.injections),
      }))
      .toSorted(
        (a, b) =>
          b.injections - a.injections || (a.code < b.code ? -1 : 1) || (a.grade ?? 0) - (b.grade ?? 0),
      ),
    adherence: {
      answeredDays: group.answeredDays,
      askedDays: group.askedDays,
      share:
        group.askedDays === 0 || group.injections < leastShown ? null : group.answeredDays / group.askedDays,
    },
    baselineSources: Object.entries(group.baselineSources).flatMap(([source, count]) =>
      count === 0 ? [] : { source: source as BaselineSource, count },
    ),
    quality: qualityGrades.flatMap((grade) => {
      const count = group.quality[grade] ?? 0;
      return count === 0 ? [] : { grade, count };
    }),
  };
}

/** By Wilson; null of fewer than `leastShown`. */
function rateOf(count: number, of: number): ReliefRateView | null {
  return of < leastShown ? null : { share: count / of, ...wilsonInterval(count, of) };
}

export function evaluableOf({
  lowers,
  uppers,
  patientNumbers,
  persisted,
}: CountedGroup): EvaluableInjections {
  return {
    lowers: lowers ?? [],
    uppers: uppers ?? [],
    patients: patientNumbers ?? [],
    persisted: persisted ?? [],
  };
}

/** The largest groups in their own order, with the names that the practice gives them now. */
export function groupsInOrder(
  groups: readonly ReliefGroupView[],
  compare: ReliefDimension | null,
  choices: ReliefChoicesView,
): ReliefGroupView[] {
  const largest = new Set(
    groups
      .toSorted((a, b) => b.injections - a.injections || (a.key < b.key ? -1 : 1))
      .slice(0, mostGroups)
      .map(({ key }) => key),
  );
  return groups
    .filter(({ key }) => largest.has(key))
    .map((group) => ({ ...group, label: labelOf(group.key, compare, choices) }))
    .toSorted(
      (a, b) =>
        rank(a.key, compare) - rank(b.key, compare) ||
        a.label.localeCompare(b.label, 'en') ||
        (a.key < b.key ? -1 : 1),
    );
}

function rank(key: string, compare: ReliefDimension | null): number {
  if (compare === 'ordinal') return Number(key);
  return compare === 'sedation' ? sedationLevels.findIndex((level) => level === key) : 0;
}

function labelOf(key: string, compare: ReliefDimension | null, choices: ReliefChoicesView): string {
  switch (compare) {
    case null:
      return 'All injections';
    case 'ordinal':
      return `Patients who reached injection ${key}`;
    case 'steroid':
      return key === 'with' ? 'With steroid' : 'Without steroid';
    case 'side':
      return key === 'left' ? 'Left' : 'Right';
    case 'sedation':
      return key === 'none' ? 'No sedation' : `${key.charAt(0).toUpperCase()}${key.slice(1)} sedation`;
    case 'condition':
      return key;
    case 'clinic':
    case 'physician':
    case 'procedure-type':
      return choices[compare].find((choice) => choice.key === key)?.label ?? 'Unknown';
  }
}
