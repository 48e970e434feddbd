import type { DiaryPageView } from '@lull/contracts';
import type { TriageLevel } from '@lull/domain';
import type { Texts } from '../words/en.js';
import { useTexts } from '../words/page-texts.js';
import { ClinicNumber } from './number.js';

interface UrgencyProps {
  readonly level: TriageLevel;
  readonly clinic: DiaryPageView['clinic'];
}

/** H15: what to do now, with the number, before anybody has read anything. */
export function Urgency({ level, clinic }: UrgencyProps) {
  const words = useTexts();
  const [title, text] = wordsOf(level, words);
  return (
    <div className={`urgency ${level}`} role="alert">
      <h3>{title}</h3>
      <p>{text}</p>
      <ClinicNumber clinic={clinic} />
    </div>
  );
}

function wordsOf(level: TriageLevel, words: Texts): readonly [string, string] {
  const said: Readonly<Record<TriageLevel, readonly [string, string]>> = {
    emergency: [words.emergencyTitle, words.emergencyText],
    'same-day': [words.sameDayTitle, words.sameDayText],
    routine: [words.routineTitle, words.routineText],
  };
  return said[level];
}
