import { useEffect, useState } from 'react';
import { textsOf, type Language } from './words/texts.js';

export const themes = ['auto', 'light', 'dark'] as const;

/** How the page looks: the reader's own choice, kept in this browser. It says nothing of the patient. */
export interface Display {
  readonly theme: (typeof themes)[number];
  readonly largeText: boolean;
  /** Null: as the clinic has it, and before that as the browser. */
  readonly language: Language | null;
}

const place = 'lull-diary-display';
const usual: Display = { theme: 'auto', largeText: false, language: null };

export function useDisplay(): readonly [Display, (part: Partial<Display>) => void] {
  const [display, setDisplay] = useState(kept);
  const change = (part: Partial<Display>): void => {
    const next = { ...display, ...part };
    setDisplay(next);
    keep(next);
  };
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = display.theme;
    dataset['text'] = display.largeText ? 'large' : 'normal';
  }, [display]);
  return [display, change];
}

/** The language before anybody's page is open: the reader's own choice, else the browser's. */
export function firstLanguage(): Language {
  return kept().language ?? browserLanguage();
}

/** What the browser's own language is nearest to. */
export function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function useDocumentLanguage(language: Language): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = textsOf(language).title;
  }, [language]);
}

function kept(): Display {
  try {
    const read = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Display>;
    return { ...usual, ...read };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return usual;
    throw error;
  }
}

function keep(display: Display): void {
  try {
    localStorage.setItem(place, JSON.stringify(display));
  } catch (error) {
    // A browser that keeps nothing: the choice holds for as long as the page stands.
    if (!(error instanceof DOMException)) throw error;
  }
}
