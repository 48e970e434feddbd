import type { SeriesView } from '@lull/contracts';
import { symptomWords } from '@lull/contracts/plain';
import { plannedSedationWarning } from '@lull/domain';
import { dateText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { SedationWarning } from './sedation-warning.js';
import { endReasonWord, intervalText, progressText, purposeWords, sedationWords } from './series-words.js';

/** The plan of a series, as facts. */
export function SeriesFacts({ series }: { readonly series: SeriesView }) {
  const warning = plannedSedationWarning(series.purpose, series.sedation);
  return (
    <>
      <Facts
        facts={[
          ['Progress', progressText(series)],
          ['Condition', `${series.condition.label} (${series.condition.icd10})`],
          ['Purpose', purposeWords[series.purpose]],
          ['Target symptom', symptomWords[series.targetSymptom]],
          ['Interval', intervalText(series)],
          ['Physician', series.physicianName],
          ['Sedation', sedationWords[series.sedation]],
          ['Next injection', series.gated ? 'after a look at the response' : 'as planned'],
          ['Opened', dateText(series.openedOn)],
          ...(series.endReason === null ? [] : [['Ended because', endReasonWord(series.endReason)] as const]),
        ]}
      />
      {warning !== null && <SedationWarning warning={warning} />}
    </>
  );
}
