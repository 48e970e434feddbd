import { problemTexts } from '@lull/contracts/plain';
import { minuteMs } from '@lull/domain';
import type { FormFault } from '../../ui/form-summary.js';
import { drugField, isBlankDrug, type DrugDraft } from './drug-draft.js';
import { needleOutMoved, needleOutOf, type InjectionDraft } from './injection-draft.js';
import { isBlank, readMoment } from './moment.js';

/** A clock of the room may be a little ahead of ours. */
const clockToleranceMs = 2 * minuteMs;

/** What is missing or cannot be; the server asks the rest. */
export function injectionFaults(
  draft: InjectionDraft,
  zone: string,
  now: number,
  amending: boolean,
): readonly FormFault[] {
  const done = draft.status === 'completed';
  return [
    ...(draft.side === null
      ? [{ field: 'side', sentence: problemTexts['series.side-missing'].detail({}) }]
      : []),
    ...(amending && draft.amendReason.trim() === ''
      ? [{ field: 'amendReason', sentence: 'Say why the record is corrected.' }]
      : []),
    ...(!done && draft.statusReason.trim() === ''
      ? [{ field: 'statusReason', sentence: 'Say why it was not done.' }]
      : []),
    ...(done && draft.levels.length === 0 ? [{ field: 'levels', sentence: 'Choose the level.' }] : []),
    ...needleFaults(draft, zone, now),
    ...(needleOutMoved(draft) && draft.needleOutReason.trim() === ''
      ? [{ field: 'needleOutReason', sentence: 'Say why needle-out is another time than now.' }]
      : []),
    ...drugFaults(draft, amending),
    ...temperatureFaults(draft),
    ...draft.complications.flatMap(({ onset }, index) => {
      const { at, fault } = readMoment(onset, zone);
      const sentence = at !== null && at > now + clockToleranceMs ? 'The onset lies in the future.' : fault;
      return sentence === null ? [] : [{ field: `complications.${index}.onsetAt`, sentence }];
    }),
  ];
}

function needleFaults(draft: InjectionDraft, zone: string, now: number): readonly FormFault[] {
  const needleIn = readMoment(draft.needleIn, zone);
  const needleOut = readMoment(needleOutOf(draft), zone);
  const missing = draft.status === 'completed' && isBlank(draft.needleOut);
  const reversed = needleIn.at !== null && needleOut.at !== null && needleIn.at > needleOut.at;
  const ofNeedleIn = reversed
    ? problemTexts['outcomes.record-needle-times-reversed'].detail({})
    : needleIn.fault;
  const ofNeedleOut = missing
    ? 'Enter the time of needle-out: relief is counted from it.'
    : needleOut.at !== null && needleOut.at > now + clockToleranceMs
      ? 'The needle-out lies in the future.'
      : needleOut.fault;
  return [
    ...(ofNeedleIn === null ? [] : [{ field: 'needleInAt', sentence: ofNeedleIn }]),
    ...(ofNeedleOut === null ? [] : [{ field: 'needleOutAt', sentence: ofNeedleOut }]),
  ];
}

/** Amounts are asked of a new record; an old one may lack them, and that is no reason to invent one. */
function drugFaults({ drugs, status }: InjectionDraft, amending: boolean): readonly FormFault[] {
  const faults: FormFault[] = [];
  const fault = (row: DrugDraft, part: string, sentence: string) =>
    faults.push({ field: `${drugField(drugs, row)}.${part}`, sentence });
  const done = status === 'completed';
  const anaesthetics = drugs.filter((row) => row.role === 'local-anaesthetic');
  if (done && anaesthetics.every(isBlankDrug)) {
    const [row] = anaesthetics;
    if (row === undefined) faults.push({ field: 'drugs', sentence: 'Add the local anaesthetic.' });
    else {
      fault(row, 'drug', 'Choose the local anaesthetic.');
      fault(row, 'volumeMl', 'Enter the volume.');
    }
  }
  for (const row of drugs) {
    if (isBlankDrug(row)) continue;
    if (row.drug.trim() === '') fault(row, 'drug', 'Choose the drug, or remove its row.');
    if (amending || !done) continue;
    const { role, concentrationPercent, volumeMl, doseMg } = row;
    if (role === 'local-anaesthetic' && volumeMl === '' && doseMg === '')
      fault(row, 'volumeMl', 'Enter the volume.');
    if (role === 'local-anaesthetic' && concentrationPercent === '' && doseMg === '')
      fault(row, 'concentrationPercent', 'Enter the concentration.');
    if (role === 'steroid' && doseMg === '') fault(row, 'doseMg', 'Enter the dose.');
  }
  return faults;
}

function temperatureFaults({ temperatures }: InjectionDraft): readonly FormFault[] {
  return Object.entries(temperatures)
    .filter(([, celsius]) => celsius !== '' && (Number(celsius) < 10 || Number(celsius) > 45))
    .map(([reading]) => ({
      field: `temperature-${reading}`,
      sentence: 'A skin temperature lies between 10 and 45 °C.',
    }));
}
