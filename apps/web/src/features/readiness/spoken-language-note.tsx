import { IconLanguage } from '@tabler/icons-react';
import type { PreparationSheetView } from '@lull/contracts';
import notice from '../../ui/notice.module.css';

interface SpokenLanguageNoteProps {
  readonly sheet: Pick<PreparationSheetView, 'language' | 'spokenLanguage'>;
  readonly paper: 'sheet' | 'page';
}

/** For staff: the patient speaks a language in which no paper is written. */
export function SpokenLanguageNote({ sheet: { language, spokenLanguage }, paper }: SpokenLanguageNoteProps) {
  if (language !== null) return null;
  return (
    <div className={notice['warn']}>
      <IconLanguage size={18} aria-hidden />
      <div className={notice['text']}>
        The patient speaks {languageName(spokenLanguage)}; the {paper} is not written in it. Have it explained
        by an interpreter.
      </div>
    </div>
  );
}

function languageName(spoken: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(spoken) ?? spoken;
  } catch (error) {
    if (error instanceof RangeError) return spoken;
    throw error;
  }
}
