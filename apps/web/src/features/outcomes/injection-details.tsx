import type { InjectionReliefView } from '@lull/contracts';
import { temperatureRise } from './skin-temperature.js';
import { dateTimeText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { complicationWord, drugRoleWords, drugText } from './injection-words.js';
import classes from './relief-panel.module.css';
import { diagnosticWords } from './relief-words.js';

interface InjectionDetailsProps {
  readonly judged: InjectionReliefView;
  readonly zone: string;
}

/** The record of one injection, beside the picture it was chosen in. */
export function InjectionDetails({ judged: { injection, diagnosticResult }, zone }: InjectionDetailsProps) {
  const { levels, drugs, temperatures, complications } = injection;
  const rise = temperatureRise(temperatures, injection.side);
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Needle out', injection.needleOutAt === null ? null : dateTimeText(injection.needleOutAt, zone)],
    ['Level', levels.length === 0 ? null : levels.join(', ')],
    ...drugs.map((drug, index) => [`${capital(drugRoleWords[drug.role])}${index > 0 && drugs[index - 1]?.role === drug.role ? ' (2)' : ''}`, drugText(drug)] as const),
    ['Contrast', injection.contrastUsed === null ? null : injection.contrastUsed ? 'used' : 'not used'],
    ['Fluoroscopy', injection.fluoroSeconds === null ? null : `${injection.fluoroSeconds} s`],
    ...(injection.airKermaMgy === null ? [] : [['Air kerma', `${injection.airKermaMgy} mGy`] as const]),
    ...(injection.kermaAreaGycm2 === null ? [] : [['Kerma-area product', `${injection.kermaAreaGycm2} Gy·cm²`] as const]),
    ['Skin temperature', rise === null ? null : `${rise.celsius >= 0 ? '+' : '−'}${Math.abs(rise.celsius).toFixed(1)} °C in ${rise.minutes} min`],
    ['Complications', complications.length === 0 ? 'none recorded' : complications.map(({ code }) => complicationWord(code)).join(', ')],
    ...(diagnosticResult === null ? [] : [['Diagnostic result', diagnosticWords[diagnosticResult] ?? diagnosticResult] as const]),
    ...(injection.recordedBy === null ? [] : [['Recorded', `${injection.recordedBy}, ${dateTimeText(injection.recordedAt, zone)}`] as const]),
  ];
  return (
    <>
      <Facts facts={facts} />
      {injection.note !== null && injection.note !== '' && <p className={classes['note']}>{injection.note}</p>}
      {injection.amendReason !== null && <p className={classes['note']}>Amended: {injection.amendReason}</p>}
    </>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
