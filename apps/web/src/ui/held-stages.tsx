import { timeText } from './clock.js';
import { FactList } from './fact-list.js';
import { stageWords, visitStages } from './visit-stages.js';

interface HeldStagesProps {
  readonly title: string;
  readonly holds: Parameters<typeof visitStages>[0];
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
}

/** Which resources a visit holds, stage by stage, in clock times. */
export function HeldStages({ title, holds, zone, nameOf }: HeldStagesProps) {
  return (
    <FactList
      title={title}
      facts={visitStages(holds).map(({ stage, start, end, resourceIds }) => ({
        term: stageWords[stage] ?? stage,
        fact: `${timeText(start, zone)} to ${timeText(end, zone)}: ${resourceIds.map(nameOf).join(', ')}`,
      }))}
    />
  );
}
