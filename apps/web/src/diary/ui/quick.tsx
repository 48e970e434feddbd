import type { Display } from '../display.js';
import { languageNames, useOpeningTexts, type Language } from '../words/texts.js';

interface QuickProps {
  readonly display: Display;
  readonly change: (part: Partial<Display>) => void;
  readonly language: Language;
}

/** What somebody needs before they can read the page: the other language, and larger letters. */
export function Quick({ display, change, language }: QuickProps) {
  const words = useOpeningTexts();
  const other: Language = language === 'en' ? 'es' : 'en';
  return (
    <div className="quick">
      <button type="button" lang={other} onClick={() => change({ language: other })}>
        {languageNames[other]}
      </button>
      <button
        type="button"
        aria-label={words.largeText}
        aria-pressed={display.largeText}
        onClick={() => change({ largeText: !display.largeText })}
      >
        <span aria-hidden>
          <small>A</small> A
        </span>
      </button>
    </div>
  );
}
