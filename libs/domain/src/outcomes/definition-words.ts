import type { ReliefDefinition, RescuePolicy } from './relief-definition.js';

const DAY = 1440;

const rescueWords: Readonly<Record<RescuePolicy, (hours: number) => string>> = {
  composite: (hours) => `a score within ${hours} hours of a rescue analgesic never counts as relief`,
  exclude: (hours) => `a score within ${hours} hours of a rescue analgesic is left out`,
  ignore: (hours) => `a score within ${hours} hours of a rescue analgesic is taken as it is`,
};

/**
 * A definition of relief in sentences, every number read from it: what stands on a printed page, so that a figure on
 * paper can be traced (hazard H13). One that differs from `like` in its threshold alone says only that. In English,
 * for a referrer or payer.
 */
export function definitionWords(definition: ReliefDefinition, like?: ReliefDefinition): string {
  if (like !== undefined && differInThresholdAlone(definition, like))
    return `Relief: at least ${leastWords(definition)}; everything else as ${like.name}.`;
  const hours = (minutes: number): string => `${minutes / 60} hours`;
  const days = (minutes: number): string => `${minutes / DAY} days`;
  const better = definition.betterIs === 'lower' ? 'below' : 'above';
  // A scale of few steps is not of pain: no drug against pain stands in its way.
  const ofPain = definition.relativePercent > 0;
  const rescue = ofPain ? `; ${rescueWords[definition.rescuePolicy](definition.rescueWindow / 60)}` : '';
  return [
    `Relief: at least ${leastWords(definition)} ${better} the baseline${rescue}.`,
    `Early phase: the first ${hours(definition.sustainedFrom)}; sustained relief begins after it, and must be seen by ${days(definition.sustainedBy)}.`,
    `Relief ends between the last score that shows it and the first that does not, counted from the injection; ${ofPain ? 'pain' : 'a worse score'} that is followed by relief within ${hours(definition.flareMaximum)} is a flare and no end. Relief that was not seen to end is given as a lower bound (censored).`,
    `Response: relief for at least ${days(definition.minimumTherapeutic)}.`,
    `Coverage: the share of the known time that was relieved; scores more than ${days(definition.bridgeMaximum)} apart leave the time between unknown, and below ${Math.round(definition.minimumKnownFraction * 100)} % known only bounds are given.`,
    `Baseline: carried forward while relief persists at the next injection, else the median of at least ${definition.baseline.diaryMinimumEntries} diary scores in ${days(definition.baseline.diaryMinutes)}, the score on arrival, a clinic score within ${days(definition.baseline.clinicMinutes)}, the first baseline of the series; a missing one is never imputed.`,
    `Quality: A, scores at most ${hours(definition.dataQuality.gapMaximum)} apart (median); B, sparser; C, from recall only.`,
  ].join(' ');
}

/** A scale of few steps has no percentage. */
function leastWords({ absoluteMinimum, relativePercent }: ReliefDefinition): string {
  if (relativePercent > 0) return `${absoluteMinimum} points and ${relativePercent} %`;
  return absoluteMinimum === 1 ? '1 step of the scale' : `${absoluteMinimum} steps of the scale`;
}

/** Which definition, by name, version, date and author. */
export function definitionTitle(definition: ReliefDefinition): string {
  const { name, relativePercent, version, effectiveFrom, author } = definition;
  const least = relativePercent > 0 ? `${relativePercent} %` : leastWords(definition);
  return `${name}: relief by ${least}, version ${version} of ${effectiveFrom} (${author})`;
}

function differInThresholdAlone(one: ReliefDefinition, other: ReliefDefinition): boolean {
  const rest = ({
    name: _name,
    version: _version,
    relativePercent: _percent,
    absoluteMinimum: _least,
    ...same
  }: ReliefDefinition) => JSON.stringify(same);
  return rest(one) === rest(other);
}
