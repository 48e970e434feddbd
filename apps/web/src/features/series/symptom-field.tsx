import { judgedByTexts, symptomWords } from '@lull/contracts/plain';
import { proposedSymptom, targetSymptoms } from '@lull/domain';
import { Radio } from '@mantine/core';
import classes from './series-form.module.css';
import type { SeriesDraft } from './series-plan.js';

interface SymptomFieldProps {
  readonly draft: Pick<SeriesDraft, 'icd10' | 'targetSymptom'>;
  readonly change: (change: Pick<SeriesDraft, 'targetSymptom'>) => void;
}

/** What the series is to relieve. The condition proposes it, which is said; the physician chooses (SER-30). */
export function SymptomField({ draft: { icd10, targetSymptom }, change }: SymptomFieldProps) {
  const proposed = icd10 === '' ? null : proposedSymptom(icd10);
  const value = targetSymptom ?? proposed;
  const hint =
    proposed === null
      ? 'The condition proposes it; you may choose another'
      : value === proposed
        ? `Proposed by the condition (${icd10}); you may choose another`
        : `The condition (${icd10}) proposes ${symptomWords[proposed]}`;
  return (
    <Radio.Group
      label="Target symptom"
      description={hint}
      value={value}
      onChange={(chosen) => change({ targetSymptom: targetSymptoms.find((each) => each === chosen) ?? null })}
    >
      <div className={classes['radios']}>
        {targetSymptoms.map((symptom) => (
          <Radio key={symptom} value={symptom} label={symptomWords[symptom]} />
        ))}
      </div>
      {value !== null && <p className={classes['judged']}>{judgedByTexts[value]}</p>}
    </Radio.Group>
  );
}
