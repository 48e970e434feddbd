import type { InjectionReliefView, InjectionView } from '@lull/contracts';
import { temperatureRise } from './skin-temperature.js';
import { dateTimeText } from '../../ui/clock.js';
import { Facts } from '../../ui/facts.js';
import { complicationWord, drugRoleTitle, drugText, timingWord } from './injection-words.js';
import { momentOf } from './moment.js';
import classes from './relief-panel.module.css';
import { diagnosticText } from './diagnostic-words.js';

interface InjectionDetailsProps {
  readonly judged: InjectionReliefView;
  readonly zone: string;
}

/** The record of one injection, beside the picture it was chosen in. */
export function InjectionDetails({ judged, zone }: InjectionDetailsProps) {
  const { injection } = judged;
  const { levels, drugs, temperatures, complications } = injection;
  const diagnostic = diagnosticText(judged.diagnostic);
  const rise = temperatureRise(temperatures, injection.side);
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ...(injection.needleInAt === null
      ? []
      : [['Needle in', momentText(injection.needleInAt, zone)] as const]),
    ['Needle out', injection.needleOutAt === null ? null : momentText(injection.needleOutAt, zone)],
    ...(injection.needleOutReason === null
      ? []
      : [['Needle out, why not as recorded', injection.needleOutReason] as const]),
    ['Level', levels.length === 0 ? null : levels.join(', ')],
    ...drugs.map((drug, index) => {
      const earlier = drugs.slice(0, index).filter(({ role }) => role === drug.role).length;
      return [
        `${drugRoleTitle(drug.role)}${earlier === 0 ? '' : ` (${earlier + 1})`}`,
        drugText(drug),
      ] as const;
    }),
    ...(injection.overMaximumReason === null
      ? []
      : [['Above the maximum dose', `because: ${injection.overMaximumReason}`] as const]),
    ['Contrast', injection.contrastUsed === null ? null : injection.contrastUsed ? 'used' : 'not used'],
    ['Fluoroscopy', injection.fluoroSeconds === null ? null : `${injection.fluoroSeconds} s`],
    ...(injection.airKermaMgy === null ? [] : [['Air kerma', `${injection.airKermaMgy} mGy`] as const]),
    ...(injection.kermaAreaGycm2 === null
      ? []
      : [['Kerma-area product', `${injection.kermaAreaGycm2} Gy·cm²`] as const]),
    [
      'Skin temperature',
      rise === null
        ? null
        : `${rise.celsius >= 0 ? '+' : '−'}${Math.abs(rise.celsius).toFixed(1)} °C in ${rise.minutes} min`,
    ],
    [
      'Complications',
      complications.length === 0
        ? 'none recorded'
        : complications.map((each) => complicationText(each, injection.needleOutAt, zone)).join('; '),
    ],
    ...(diagnostic === null ? [] : [['Diagnostic result', diagnostic] as const]),
    ...(injection.recordedBy === null
      ? []
      : [['Recorded', `${injection.recordedBy}, ${dateTimeText(injection.recordedAt, zone)}`] as const]),
  ];
  return (
    <>
      <Facts facts={facts} />
      {injection.note !== null && injection.note !== '' && (
        <p className={classes['note']}>{injection.note}</p>
      )}
      {injection.amendReason !== null && <p className={classes['note']}>Amended: {injection.amendReason}</p>}
    </>
  );
}

/** With seconds where they were noted. */
function momentText(at: number, zone: string): string {
  const { text } = momentOf(at, zone);
  return `${dateTimeText(at, zone)}${text.slice(16)}`;
}

function complicationText(
  { code, grade, causality, onsetAt, note }: InjectionView['complications'][number],
  needleOutAt: number | null,
  zone: string,
): string {
  const particulars = [
    grade === null ? null : `grade ${grade}`,
    causality === null ? null : `${causality} cause`,
    onsetAt === null ? null : `from ${dateTimeText(onsetAt, zone)}`,
    timingWord(needleOutAt, onsetAt),
    note,
  ].filter((part) => part !== null && part !== '');
  return `${complicationWord(code)}${particulars.length === 0 ? '' : ` (${particulars.join(', ')})`}`;
}
