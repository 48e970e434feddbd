import type { DaySessionView } from '@lull/contracts';
import { statusLooks } from '../../ui/session-status.js';
import { timeText } from '../../ui/clock.js';
import { stageWords } from '../../ui/visit-stages.js';

/** What booking needs to know of a patient, as words and as the short mark of a card. */
const flagLooks: Readonly<Record<string, { readonly words: string; readonly mark: string }>> = {
  deceased: { words: 'died', mark: '†' },
  anticoagulant: { words: 'anticoagulant', mark: 'AC' },
  'allergy-not-asked': { words: 'allergies not asked', mark: 'A?' },
  'allergy-listed': { words: 'allergy listed', mark: 'A' },
  diabetes: { words: 'diabetes', mark: 'DM' },
  'pregnancy-possible': { words: 'pregnancy possible', mark: 'P?' },
  'glp-1': { words: 'GLP-1', mark: 'G1' },
  infection: { words: 'infection', mark: 'INF' },
  'contrast-reaction': { words: 'contrast reaction', mark: 'CR' },
};

export function flagWords(flag: string): string {
  return flagLooks[flag]?.words ?? flag.replaceAll('-', ' ');
}

export function flagMark(flag: string): string {
  return flagLooks[flag]?.mark ?? '!';
}

const sideLetters = { left: 'L', right: 'R', both: 'L+R' } as const;

export function sideMark(side: DaySessionView['side']): string {
  return sideLetters[side];
}

/** `K. A.` of `Kaya, Aylin`: enough to tell apart who is there, with the time, and too little to name somebody. */
export function initialsOf(patientName: string): string {
  return patientName
    .split(',')
    .map((part) => part.trim().slice(0, 1).toUpperCase())
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join(' ');
}

/** One sentence for a screen reader: everything the card shows. */
export function sessionSentence(session: DaySessionView, zone: string, stage?: string): string {
  const { patientName, start, end, procedureCode, side, ordinal, plannedCount, state, flags } = session;
  const parts = [
    patientName,
    stage === undefined || stage === 'procedure' ? null : (stageWords[stage] ?? stage).toLowerCase(),
    `${timeText(start, zone)} to ${timeText(end, zone)}`,
    `${procedureCode} ${side}`,
    `${ordinal} of ${plannedCount}`,
    statusLooks[state].word,
    ...flags.map(flagWords),
  ];
  return parts.filter((part) => part !== null).join(', ');
}
