import type { SeriesView } from '@lull/contracts';
import { plannedSedationWarning } from '@lull/domain';
import { dateText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { endReasonWord, intervalText, progressText, purposeWords, sedationWords } from './series-words.js';

/** The plan of a series, as facts. */
export function SeriesFacts({ series }: { readonly series: SeriesView }) {
  return (
    <Facts
      facts={[
        ['Progress', progressText(series)],
        ['Condition', `${series.condition.label} (${series.condition.icd10})`],
        ['Purpose', purposeWords[series.purpose]],
        ['Interval', intervalText(series)],
        ['Physician', series.physicianName],
        ['Sedation', sedationText(series)],
        ['Next injection', series.gated ? 'after a look at the response' : 'as planned'],
        ['Opened', dateText(series.openedOn)],
        ...(series.endReason === null ? [] : [['Ended because', endReasonWord(series.endReason)] as const]),
      ]}
    />
  );
}

function sedationText({ purpose, sedation }: SeriesView): string {
  const warning = plannedSedationWarning(purpose, sedation);
  return warning === null ? sedationWords[sedation] : `${sedationWords[sedation]}. ${warning}`;
}
