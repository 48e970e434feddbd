import { intersect, normalise } from '../time/interval.js';
import { judgeBooking } from './booking-rules.js';
import type { SlotExclusion } from './slot-facts.js';
import { countOnGrid, type SlotSearch } from './slot-search.js';
import type { Place, RuledOut } from './starts-by-rule.js';

interface Source {
  readonly ruledOut: RuledOut;
  readonly place: Place;
}

/**
 * SLOT-03: what each rule took out of the search, counted on the sets from which the slots were found, with
 * the first instance explained by the rule itself. One start may be excluded by several rules and counts for each.
 */
export function explainExclusions(
  search: SlotSearch,
  shared: readonly RuledOut[],
  places: readonly Place[],
): SlotExclusion[] {
  const [anyPlace] = places;
  if (anyPlace === undefined) return [];
  const sources = [
    ...shared.map((ruledOut) => ({ ruledOut, place: anyPlace })),
    ...places.flatMap((place) => place.ruledOut.map((ruledOut) => ({ ruledOut, place }))),
  ].filter(({ ruledOut }) => ruledOut.starts.length > 0);
  const byRule = new Map<string, Source[]>();
  for (const source of sources) {
    const rule = `${source.ruledOut.code} ${source.ruledOut.resourceKind}`;
    byRule.set(rule, [...(byRule.get(rule) ?? []), source]);
  }
  return [...byRule.values()]
    .map((ofRule) => exclusion(search, ofRule))
    .filter((each) => each !== null)
    .sort((a, b) => b.starts - a.starts || b.days - a.days);
}

function exclusion(search: SlotSearch, sources: readonly Source[]): SlotExclusion | null {
  const all = normalise([...new Set(sources.map(({ ruledOut }) => ruledOut.starts))].flat());
  const { starts, days, first } = countOnGrid(search, intersect(search.asked, all));
  const source = sources.find(({ ruledOut }) =>
    ruledOut.starts.some((each) => first !== null && each.start <= first && first < each.end),
  );
  if (first === null || source === undefined) return null;
  const { code, resourceKind } = source.ruledOut;
  const { room, physician } = source.place;
  const { facts, busy } = search;
  const decision = judgeBooking({ ...facts, start: first, room, physician, overrides: [] }, busy);
  const refusal = decision.accepted
    ? undefined
    : decision.refusals.find(
        (each) =>
          each.code === code && (resourceKind === null || each.facts['resourceKind'] === resourceKind),
      );
  if (refusal === undefined) return null;
  return { code, resourceKind, starts, days, example: { start: first, room, physician, refusal } };
}
