import { createContext, use, type ReactNode } from 'react';
import { en, type Texts } from './en.js';
import { es } from './es.js';

export type Language = 'en' | 'es';

export const texts: Readonly<Record<Language, Texts>> = { en, es };

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

export function useTexts(): Texts {
  return texts[useLanguage()];
}
