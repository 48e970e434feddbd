import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { Texts } from './en.js';
import { openingEn, type OpeningTexts } from './opening-en.js';

export type Language = 'en' | 'es';

/** Null until somebody reads it: every telephone has what English says at the opening, and only theirs has more. */
let spanish: Texts | null = null;

export async function readTexts(language: Language): Promise<void> {
  if (language === 'es') spanish ??= (await import('./es.js')).es;
}

export function spanishTexts(): Texts | null {
  return spanish;
}

/** The language that can be spoken: the one that is asked for as soon as its texts are there, until then the last. */
export function useSpoken(wanted: Language): Language {
  const [spoken, setSpoken] = useState<Language>(() => (spanish === null ? 'en' : wanted));
  useEffect(() => {
    let asked = true;
    const speak = (): void => void (asked && setSpoken(wanted));
    // Without a network and never kept: the page goes on in the language that it has.
    readTexts(wanted).then(speak, () => undefined);
    return () => {
      asked = false;
    };
  }, [wanted]);
  return spoken;
}

/** What is said at the opening; all that the page says is in page-texts.ts. */
export function textsOf(language: Language): OpeningTexts {
  return language === 'es' ? (spanish ?? openingEn) : openingEn;
}

/** Each language by its own name, as its readers look for it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

const Spoken = createContext<Language>('en');

export function Speaking({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <Spoken value={language}>{children}</Spoken>;
}

export function useLanguage(): Language {
  return use(Spoken);
}

export function useOpeningTexts(): OpeningTexts {
  return textsOf(useLanguage());
}
